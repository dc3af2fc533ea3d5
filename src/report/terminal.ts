import { styleText } from 'node:util'
import { numbersInWords } from '../contract/numbers.ts'
import { plain, told } from '../verdict/explain.ts'
import { isMeasured, isTried, subjectOf, type Outcome } from '../verdict/outcome.ts'
import type { Collection } from '../trial/collector.ts'
import type { Output } from '../trial/output.ts'
import { exitCodeOf, type Report } from '../trial/trial.ts'
import type { TrialOptions } from '../trial/outcome.ts'
import { countsOf, fateOf, fates, tally, type Fate } from '../trial/standing.ts'
import { heldOnAll, sumOfUndecided, undecidedInWords, type Undecided } from './words.ts'

/** The report of a replay: the outcome in full, whatever it is, and in which numbers it was judged. */
export const replayReporter: Report = ({ outcomes, faults, output: { write } }) => ({
  onTestRunEnd: () => {
    for (const text of new Set([...faults, ...outcomes.map(inFull)])) write(`${text}\n`)
  },
})

const inFull = (outcome: Outcome): string =>
  !isMeasured(outcome) ?
    told(outcome)
  : [
      told(outcome),
      `  numbers   ${numbersInWords(outcome.trial)}`,
      ...(outcome.undecided === undefined ? [] : [`  ${undecidedInWords(outcome)}`]),
    ].join('\n')

/**
 * Our own report: each law that does not hold, explained as it is found, and the counts at the end.
 */
export const progressReporter: Report = ({
  outcomes,
  faults,
  options,
  output: { write, isTerminal },
}) => {
  const paint: Paint = (style, text) =>
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
    write(
      `${painted(fateOf(outcome), title, paint)}\n${rest.map((line) => `${line}\n`).join('')}\n`,
    )
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
      for (const fault of new Set(faults)) write(`${paint('magenta', fault)}\n`)
      write(summary(outcomes, options, paint))
    },
  }
}
const isTold: ReadonlySet<Fate> = new Set(['broken', 'lost accuracy', 'errored'])

type Paint = (style: Colour, text: string) => string
type Colour = 'red' | 'yellow' | 'magenta'
/** Accuracy that is lost has a colour of its own: it is not broken, and may be no failure. */
const colours: { readonly [F in Fate]?: Colour } = {
  broken: 'red',
  'lost accuracy': 'yellow',
  errored: 'magenta',
}
const painted = (fate: Fate, text: string, paint: Paint): string => {
  const colour = colours[fate]
  return colour === undefined ? text : paint(colour, text)
}

/**
 * The counts of a run, address by address, in which numbers it was judged, what held on all inputs,
 * what was skipped and why, where nothing could be said, and where the inputs fell.
 */
export const summary = (
  outcomes: readonly Outcome[],
  { runs = 100, seed }: TrialOptions,
  paint: Paint = (_, text) => text,
): string => {
  const lines = [...new Set(outcomes.map(subjectOf))].flatMap((subject) => {
    const mine = outcomes.filter((outcome) => subjectOf(outcome) === subject)
    if (mine.some(({ status }) => status === 'untried')) return [`${subject}: could not be tried`]
    const counts = countsOf(mine)
    const reasons = tally(mine.flatMap((it) => (it.status === 'skipped' ? [[it.reason, 1]] : [])))
    const undecided = sumOfUndecided(mine)
    const unasked = tally(
      mine.filter(isMeasured).flatMap(({ unasked: it }) => (it ? [[it.reason, it.inputs]] : [])),
    )
    const numbers = [...new Set(mine.filter(isTried).map(({ trial }) => numbersInWords(trial)))]
    const regions = tally(mine.filter(isMeasured).flatMap(({ census }) => Object.entries(census)))
    return [
      `${subject}: ${fates
        .filter((fate) => counts[fate] > 0)
        .map((fate) => painted(fate, `${counts[fate]} ${fate}`, paint))
        .join(', ')}`,
      ...numbers.map((words) => `  numbers: ${words}`),
      ...[...heldOnAll(mine)].map(([all, laws]) => `  held, judged at ${all}: ${laws.join(', ')}`),
      ...(reasons.size > 0 ? [`  skipped: ${inWords(reasons)}`] : []),
      ...(undecided === undefined ? [] : [`  ${undecided.words}: ${worstOf(undecided)}`]),
      ...(unasked.size > 0 ? [`  not asked, in inputs: ${inWords(unasked)}`] : []),
      ...(regions.size > 0 ? [`  inputs: ${inWords(regions)}`] : []),
    ]
  })
  const drawn = seed === undefined ? [] : [`seed ${seed}, ${runs} inputs a law beside its examples`]
  return `${(outcomes.length === 0 ? ['nothing was tested'] : [...lines, ...drawn]).join('\n')}\n`
}

/** The laws with most inputs that gave no verdict. */
const worstOf = ({ laws }: Undecided): string =>
  [
    ...laws.slice(0, most).map(({ law, n }) => `${law} ${n}`),
    ...(laws.length > most ? [`${laws.length - most} more`] : []),
  ].join(', ')
const most = 5

const inWords = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, n]) => `${word} ${n}`)
    .join(', ')

/**
 * Tells the outcomes: each that is no pass once, and the counts. The exit code is that of a trial.
 */
export const tell = (
  { outcomes, faults }: Collection,
  { write }: Output,
  isStrict = false,
): number => {
  const texts = outcomes
    .filter(({ status }) => status === 'falsified' || status === 'errored')
    .map((outcome) => `${told(outcome)}\n`)
  for (const text of new Set([...texts, ...faults.map(plain)])) write(`${text}\n`)
  write(summary(outcomes, {}))
  return exitCodeOf(outcomes, faults, isStrict)
}
