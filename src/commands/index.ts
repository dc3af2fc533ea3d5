import doctor from './doctor.ts'
import engine from './engine.ts'
import explain from './explain.ts'
import fixtures from './fixtures.ts'
import gradcheck from './gradcheck.ts'
import grade from './grade.ts'
import init from './init.ts'
import judge from './judge.ts'
import known from './known.ts'
import laws from './laws.ts'
import mistakes from './mistakes.ts'
import replay from './replay.ts'
import scoreboard from './scoreboard.ts'
import teach from './teach.ts'
import verify from './verify.ts'
import whatis from './whatis.ts'
import type { Command } from './options.ts'

/** Every command, in the order of the usage. */
export const commands: readonly Command[] = [
  verify,
  replay,
  laws,
  mistakes,
  fixtures,
  known,
  scoreboard,
  doctor,
  init,
  engine,
  explain,
  whatis,
  teach,
  grade,
  judge,
  gradcheck,
]
