import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { written } from '../contract/runs.ts'
import { shortened } from '../contract/plain.ts'
import { sentenceOf } from '../trial/cause-in-words.ts'
import { causesOf } from '../trial/causes.ts'
import type { Search } from '../trial/first-process.ts'
import { obeysEscapes, type Output } from '../trial/output.ts'
import { fateOf } from '../trial/standing.ts'
import type { Report } from '../trial/trial.ts'
import { plain } from '../verdict/explain.ts'
import { subjectOf, type Tried } from '../verdict/outcome.ts'

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
  program.once('message', (outcome: Tried) => {
    const line = shortened(plain(inOneLine(outcome)), columns - 1)
    write(`${obeysEscapes() ? clear : ''}${line}\n`)
  })
  program.send(search, () => {})
  program.unref()
  program.channel?.unref()
  return {
    ended,
    report: () => ({
      onTestCaseResult: (test) => {
        const outcome = test.meta().losslaws
        if (outcome !== undefined && fateOf(outcome) === 'broken') end()
      },
      onTestRunEnd: end,
    }),
  }
}

const built = fileURLToPath(new URL('../../dist/trial/first-process.js', import.meta.url))
/** Goes over the line in which a trial tells how far it is. */
const clear = '\r\u001b[2K'

const inOneLine = (outcome: Tried): string => {
  const [cause] = causesOf([outcome])
  const where = outcome.status === 'falsified' ? `, at ${written(outcome.clearest.input)}` : ''
  return `${subjectOf(outcome)}  ${cause === undefined ? 'is wrong' : sentenceOf(cause)}: ${outcome.law}${where}`
}
