import { styleText } from 'node:util'
import { numbersInWords } from '../contract/numbers.ts'
import { greatest } from '../arithmetic/sequence.ts'
import { shortened } from '../contract/plain.ts'
import { regions, type Region } from '../laws/region.ts'
import { plain, table, told } from '../verdict/explain.ts'
import { isMeasured, isTried, subjectOf, type Outcome } from '../verdict/outcome.ts'
import { extentOf, rowsOf, sentenceOf } from '../trial/cause-in-words.ts'
import { causesOf } from '../trial/causes.ts'
import type { Collection } from '../trial/collector.ts'
import { obeysEscapes, type Output } from '../trial/output.ts'
import { exitCodeOf } from '../trial/exit-code-of.ts'
import type { Report } from '../trial/trial.ts'
import type { TrialOptions } from '../trial/outcome.ts'
import { bySubject, countsOf, fateOf, fates, tally, type Fate } from '../trial/standing.ts'
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
 * Our own report: how far it has come, then a card for each cause, and a line for each
 * implementation.
 */
export const progressReporter: Report = ({
  outcomes,
  faults,
  options,
  laws,
  output: { write, isTerminal, columns },
}) => {
  const obeys = isTerminal && obeysEscapes()
  const paint: Paint = (style, text) =>
    obeys && !process.env['NO_COLOR'] ? styleText(style, text, { validateStream: false }) : text
  const progress = (text: string) =>
    obeys && write(`\r\u001b[2K${shortened(text, (columns ?? 80) - 1)}`)
  let [judged, broken, since] = [0, 0, 0]
  return {
    onTestRunStart: () => {
      ;[judged, broken, since] = [0, 0, Date.now()]
    },
    onTestCaseResult: (test) => {
      const outcome = test.meta().losslaws
      judged++
      if (outcome === undefined) return
      if (fateOf(outcome) === 'broken') broken++
      const left = ((Date.now() - since) / judged) * Math.max(0, laws - judged)
      progress(
        [
          `${subjectOf(outcome)}: ${judged} of ${laws} laws judged`,
          ...(broken > 0 ? [`${broken} broken`] : []),
          ...(judged < laws ? [`about ${Math.ceil(left / 1000)} s left`] : []),
        ].join(', '),
      )
    },
    onTestRunEnd: () => {
      progress('')
      for (const card of cardsOf(outcomes, paint, isTerminal ? columns : undefined))
        write(`${card}\n`)
      for (const fault of new Set(faults)) write(`${paint('magenta', fault)}\n`)
      write(summary(outcomes, options, paint))
    },
  }
}

/** A card for each cause, headed by the implementation. */
const cardsOf = (outcomes: readonly Outcome[], paint: Paint, columns?: number): string[] =>
  [...bySubject(outcomes)].flatMap(([subject, mine]) => {
    const none = mine.find((it) => it.status === 'untried')
    if (none !== undefined) return [`${paint('magenta', plain(none.reason))}\n`]
    return causesOf(mine).map((cause) => {
      const title = painted(cause.fate, plain(`${sentenceOf(cause)}, ${extentOf(cause)}`), paint)
      const rows = table(rowsOf(cause), columns).map((line) => `${plain(line)}\n`)
      return `${plain(subject)}  ${title}\n${rows.join('')}`
    })
  })

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
 * A line for each implementation, in columns: what became of its laws, and in which regions they are
 * broken. Beside it what was judged at all inputs, and if wanted in which numbers, what was skipped
 * and why, where nothing could be said, and where the inputs fell.
 */
export const summary = (
  outcomes: readonly Outcome[],
  { runs = 100, seed, verbose = false }: TrialOptions,
  paint: Paint = (_, text) => text,
): string => {
  const groups = [...bySubject(outcomes)]
  const counts = groups.map(([, mine]) => countsOf(mine))
  const columns = fates
    .filter((fate) => counts.some((it) => it[fate] > 0))
    .map((fate) => {
      const width = greatest(counts.map((it) => String(it[fate]).length))
      return { fate, width }
    })
  const widest = greatest(groups.map(([subject]) => plain(subject).length))
  const lines = groups.flatMap(([subject, mine], i) => {
    const name = plain(subject).padEnd(widest)
    if (mine.some(({ status }) => status === 'untried'))
      return [`${name}  ${paint('magenta', 'could not be tried')}`]
    const cells = columns.map(({ fate, width }) => {
      const n = counts[i]?.[fate] ?? 0
      const text = `${String(n).padStart(width)} ${fate}`
      return n === 0 ? text : painted(fate, text, paint)
    })
    const broken = mine.filter((it) => fateOf(it) === 'broken').flatMap(regionOf)
    const places = regions.flatMap((region) => {
      const n = broken.filter((it) => it === region).length
      return n === 0 ? [] : [`${n} ${region}`]
    })
    return [
      [name, ...cells, ...(places.length === 0 ? [] : [`(${places.join(', ')})`])].join('  '),
      ...[...heldOnAll(mine)].map(([all, laws]) => `  held, judged at ${all}: ${laws.join(', ')}`),
      ...(verbose ? detailsOf(mine)
      : counts[i] && counts[i].skipped === mine.length ? skippedOf(mine)
      : []),
    ]
  })
  const isUntold = !verbose && counts.some((it) => it.skipped > 0)
  const hint = isUntold ? '; --verbose shows what was skipped' : ''
  const drawn =
    seed === undefined ? [] : [`seed ${seed}, ${runs} inputs per law besides its examples${hint}`]
  return `${(outcomes.length === 0 ? ['nothing was tested'] : [...lines, ...drawn]).join('\n')}\n`
}

const regionOf = (outcome: Outcome): Region[] =>
  'fault' in outcome && outcome.fault !== undefined ? [outcome.fault.region] : []

const skippedOf = (mine: readonly Outcome[]): string[] => {
  const reasons = tally(mine.flatMap((it) => (it.status === 'skipped' ? [[it.reason, 1]] : [])))
  return reasons.size > 0 ? [`  skipped: ${inWords(reasons)}`] : []
}

const detailsOf = (mine: readonly Outcome[]): string[] => {
  const undecided = sumOfUndecided(mine)
  const unasked = tally(
    mine.filter(isMeasured).flatMap(({ unasked: it }) => (it ? [[it.reason, it.inputs]] : [])),
  )
  const numbers = [...new Set(mine.filter(isTried).map(({ trial }) => numbersInWords(trial)))]
  const visited = tally(mine.filter(isMeasured).flatMap(({ census }) => Object.entries(census)))
  return [
    ...numbers.map((words) => `  numbers: ${words}`),
    ...skippedOf(mine),
    ...(undecided === undefined ? [] : [`  ${undecided.words}: ${worstOf(undecided)}`]),
    ...(unasked.size > 0 ? [`  not asked, in inputs: ${inWords(unasked)}`] : []),
    ...(visited.size > 0 ? [`  inputs: ${inWords(visited)}`] : []),
  ]
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
  write(summary(outcomes, { verbose: true }))
  return exitCodeOf(outcomes, faults, isStrict)
}
