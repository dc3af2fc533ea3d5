import { styleText } from 'node:util'
import type { Reporter } from 'vitest/node'
import { told } from '../verdict/explain.ts'
import { isMeasured, subjectOf, type Outcome } from '../verdict/outcome.ts'
import type { Collection } from './collector.ts'
import type { TrialOptions } from './outcome.ts'
import { countsOf, fateOf, fates, tally, type Fate } from './standing.ts'

/** Where reports are written, and whether it is a terminal, which is shown progress and colours. */
export type Output = { readonly write: (text: string) => void; readonly isTerminal: boolean }

/** The report of a replay: the outcome in full, whatever it is. */
export const replayReporter = (
  { outcomes, faults }: Collection,
  _: TrialOptions,
  { write }: Output,
): Reporter => ({
  onTestRunEnd: () => {
    for (const text of new Set([...faults, ...outcomes.map(told)])) write(`${text}\n`)
  },
})

/**
 * Our own report: each law that does not hold, explained as it is found, and the counts at the end.
 */
export const progressReporter = (
  { outcomes, faults }: Collection,
  options: TrialOptions,
  { write, isTerminal }: Output,
): Reporter => {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    isTerminal && !process.env['NO_COLOR'] ?
      styleText(style, text, { validateStream: false })
    : text
  const progress = (text: string) => isTerminal && write(`\r\u001b[2K${text}`)
  const said = new Set<string>()
  let judged = 0
  const say = (outcome: Outcome) => {
    const text = told(outcome)
    if (said.has(text)) return
    said.add(text)
    progress('')
    const [title = '', ...rest] = text.split('\n')
    const colour = fateOf(outcome) === 'errored' ? 'yellow' : 'red'
    write(`${paint(colour, title)}\n${rest.map((line) => `${line}\n`).join('')}\n`)
  }
  return {
    onTestRunStart: () => {
      judged = 0
      said.clear()
    },
    onTestCaseResult: (test) => {
      const outcome = test.meta().losslaws
      judged++
      if (outcome !== undefined && isTold.has(fateOf(outcome))) say(outcome)
      progress(`laws judged: ${judged}`)
    },
    onTestRunEnd: () => {
      progress('')
      for (const fault of new Set(faults)) write(`${paint('yellow', fault)}\n`)
      write(summary(outcomes, options))
    },
  }
}
const isTold: ReadonlySet<Fate> = new Set(['broken', 'lost accuracy', 'errored'])

/**
 * The counts of a run, address by address, with what was skipped and why, and where the inputs
 * fell.
 */
export const summary = (
  outcomes: readonly Outcome[],
  { runs = 100, seed }: TrialOptions,
): string => {
  const lines = [...new Set(outcomes.map(subjectOf))].flatMap((subject) => {
    const mine = outcomes.filter((outcome) => subjectOf(outcome) === subject)
    if (mine.some(({ status }) => status === 'untried')) return [`${subject}: could not be tried`]
    const counts = countsOf(mine)
    const reasons = tally(mine.flatMap((it) => (it.status === 'skipped' ? [[it.reason, 1]] : [])))
    const regions = tally(mine.filter(isMeasured).flatMap(({ census }) => Object.entries(census)))
    return [
      `${subject}: ${fates
        .filter((fate) => counts[fate] > 0)
        .map((fate) => `${counts[fate]} ${fate}`)
        .join(', ')}`,
      ...(reasons.size > 0 ? [`  skipped: ${inWords(reasons)}`] : []),
      ...(regions.size > 0 ? [`  inputs: ${inWords(regions)}`] : []),
    ]
  })
  const drawn = seed === undefined ? [] : [`seed ${seed}, ${runs} inputs a law beside its examples`]
  return `${(outcomes.length === 0 ? ['nothing was tested'] : [...lines, ...drawn]).join('\n')}\n`
}

const inWords = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, n]) => `${word} ${n}`)
    .join(', ')
