import { styleText } from 'node:util'
import { plain, told } from '../verdict/explain.ts'
import { isMeasured, subjectOf, type Outcome } from '../verdict/outcome.ts'
import type { Collection } from '../trial/collector.ts'
import type { Output } from '../trial/output.ts'
import { exitCodeOf, type Report } from '../trial/trial.ts'
import type { TrialOptions } from '../trial/outcome.ts'
import { countsOf, fateOf, fates, tally, type Fate } from '../trial/standing.ts'

/** The report of a replay: the outcome in full, whatever it is. */
export const replayReporter: Report = ({ outcomes, faults, output: { write } }) => ({
  onTestRunEnd: () => {
    for (const text of new Set([...faults, ...outcomes.map(told)])) write(`${text}\n`)
  },
})

/**
 * Our own report: each law that does not hold, explained as it is found, and the counts at the end.
 */
export const progressReporter: Report = ({
  outcomes,
  faults,
  options,
  output: { write, isTerminal },
}) => {
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

/**
 * Tells the outcomes: each that is no pass once, and the counts. The exit code is that of a trial.
 */
export const tell = ({ outcomes, faults }: Collection, { write }: Output): number => {
  const texts = outcomes
    .filter(({ status }) => status === 'falsified' || status === 'errored')
    .map((outcome) => `${told(outcome)}\n`)
  for (const text of new Set([...texts, ...faults.map(plain)])) write(`${text}\n`)
  write(summary(outcomes, {}))
  return exitCodeOf(outcomes, faults)
}
