import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { plain, shortened } from '../contract/plain.ts'
import type { Search } from '../trial/first-process.ts'
import { obeysEscapes, type Output } from '../trial/output.ts'
import type { Report } from '../trial/trial.ts'

/** A search under way: the report that ends it, and when it has ended. */
export type FirstBroken = { readonly report: Report; readonly ended: Promise<void> }

/**
 * Begins at once to judge law by law, in a process of its own, until one is broken, and tells a
 * terminal which: the machinery of a trial takes longer to load. The search ends as soon as the trial
 * finds a law broken itself, or is over.
 */
export const firstBroken = (search: Search, { write, columns = 80 }: Output): FirstBroken => {
  const program = fork(built, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const end = (): void => void program.kill('SIGKILL')
  process.once('exit', end)
  const ended = new Promise<void>((resolve) => {
    // Where there is no such process, there is a trial all the same.
    for (const event of ['exit', 'error']) program.once(event, () => resolve())
  })
  void ended.then(() => process.off('exit', end))
  program.once('message', (found: string) => {
    const line = shortened(plain(found), columns - 1)
    write(`${obeysEscapes() ? clear : ''}${line}\n`)
  })
  program.send(search, () => {})
  program.unref()
  program.channel?.unref()
  return {
    ended,
    report: () => ({
      onTestCaseResult: (test) => {
        if (test.result().state === 'failed') end()
      },
      onTestRunEnd: end,
    }),
  }
}

const built = fileURLToPath(new URL('../../dist/trial/first-process.js', import.meta.url))
/** Goes over the line in which a trial tells how far it is. */
const clear = '\r\u001b[2K'
