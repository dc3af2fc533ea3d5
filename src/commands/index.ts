import type { Command } from './options.ts'

/** Every command, in the order of the usage, read when it is asked for. */
const modules: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  verify: () => import('./verify.ts'),
  replay: () => import('./replay.ts'),
  laws: () => import('./laws.ts'),
  mistakes: () => import('./mistakes.ts'),
  fixtures: () => import('./fixtures.ts'),
  known: () => import('./known.ts'),
  scoreboard: () => import('./scoreboard.ts'),
  doctor: () => import('./doctor.ts'),
  init: () => import('./init.ts'),
  engine: () => import('./engine.ts'),
  explain: () => import('./explain.ts'),
  whatis: () => import('./whatis.ts'),
  teach: () => import('./teach.ts'),
  grade: () => import('./grade.ts'),
  judge: () => import('./judge.ts'),
  gradcheck: () => import('./gradcheck.ts'),
}

export const commandNames: readonly string[] = Object.keys(modules)

/** A command, if there is one of this name. */
export const commandNamed = async (name: string): Promise<Command | undefined> =>
  Object.hasOwn(modules, name) ? (await modules[name]?.())?.default : undefined

export const allCommands = (): Promise<readonly Command[]> =>
  Promise.all(Object.values(modules).map(async (read) => (await read()).default))
