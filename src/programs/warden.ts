import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { endTree, memoryOf } from './process-tree.ts'

/**
 * Runs a program in a session of its own, with our standard streams, and outlives whoever asked for
 * it: when they are gone, however they went, the program and all that it has started are ended. So
 * are they when they take too much memory.
 */
const [options = '{}', program = '', ...args] = process.argv.slice(2)
const { grace, memory, mark, cwd, env = process.env } = JSON.parse(options) as WardenOptions
const child = spawn(program, args, {
  stdio: 'inherit',
  detached: true,
  cwd,
  env: { ...env, LOSSLAWS_MARK: mark },
})
// The program alone holds its stdout: who reads it sees when it closes that.
closeSync(1)
const kill = (): void => {
  if (child.pid !== undefined) endTree(child.pid, mark)
}
const tell = (fate: Fate, done = () => {}): void => {
  if (process.connected) process.send?.(fate, done)
  else done()
}
const leave = (fate: Fate): void => tell(fate, () => process.exit())

if (child.pid !== undefined) tell({ pid: child.pid })
child.on('error', (error) =>
  leave({
    failed:
      'code' in error && error.code === 'ENOENT' ? `there is no program ${program}`
      : 'code' in error && error.code === 'EACCES' ? `${program} is no program that may be run`
      : error.message,
  }),
)
child.on('exit', (code, signal) => {
  kill()
  leave({ code, signal })
})
process.on('message', kill)
process.on('disconnect', () => setTimeout(kill, grace))
for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'uncaughtException']) process.on(event, kill)

const watch = (): void => {
  const begun = performance.now()
  const used = child.pid === undefined ? 0 : memoryOf(child.pid)
  if (used > memory) {
    tell({ used })
    kill()
  }
  // Where many processes run, to read of them all takes its time.
  setTimeout(watch, Math.max(200, 20 * (performance.now() - begun)))
}
watch()

/**
 * How long the program may take to leave, in milliseconds; how much memory it may take, in bytes;
 * what marks it; and the folder and the environment in which it runs, where they are not ours.
 */
export type WardenOptions = {
  readonly grace: number
  readonly memory: number
  readonly mark: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * What the warden tells of the program: who it is, that it could not be started, what it took too
 * much of, how it ended.
 */
export type Fate =
  | { readonly pid: number }
  | { readonly failed: string }
  | { readonly used: number }
  | { readonly code: number | null; readonly signal: string | null }
