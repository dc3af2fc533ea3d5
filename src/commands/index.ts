import doctor from './doctor.ts'
import fixtures from './fixtures.ts'
import init from './init.ts'
import known from './known.ts'
import laws from './laws.ts'
import mistakes from './mistakes.ts'
import replay from './replay.ts'
import verify from './verify.ts'
import type { Command } from './command.ts'

/** Every command, in the order of the usage. */
export const commands: readonly Command[] = [verify, replay, laws, mistakes, fixtures, known, doctor, init]
