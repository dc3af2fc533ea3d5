import { record } from '../../contract/fields.ts'
import { literal } from '../../contract/literal.ts'
import { misuse } from '../../contract/declaration.ts'
import { isTried, type Outcome } from '../../verdict/outcome.ts'
import { lawsOf } from '../../trial/all-laws.ts'
import { bySubject, type Groups } from '../../trial/standing.ts'
import { boardOf, type Board } from './board.ts'
import { rowsFrom } from './older.ts'
import { outcomeFrom } from './outcome-from.ts'

/** The text of a report, and what to call it. */
export type Report = { readonly file: string; readonly text: string }

/**
 * The board of these reports of whole trials, and of boards that were written before: a trial takes
 * the place of what they say of its address. Throws a Misuse as those do that read them.
 */
export const boardFrom = (files: readonly Report[]): Board => {
  const boards = files.map(boardIn)
  return boardOf(
    outcomesFrom(files.filter((_, i) => boards[i] === undefined)),
    boards.flatMap((board, i) =>
      board === undefined ? [] : rowsFrom(board, files[i]?.file ?? ''),
    ),
  )
}

/** What a file holds, where it is a board. */
const boardIn = ({ file, text }: Report): Readonly<Record<string, unknown>> | undefined => {
  const given = file.endsWith('.jsonl') ? undefined : parsed(text, file)
  return typeof given === 'object' && given !== null && 'implementations' in given ?
      { ...given }
    : undefined
}

/**
 * The outcomes in reports of whole trials, address by address: JSON Lines in a file `.jsonl`, else
 * what Vitest's reporter json writes. The parts of one trial may lie in several reports. Throws a
 * Misuse where a report is damaged, where an address lacks a law that its suite has, or has one
 * twice: no board is made from a part.
 */
export const outcomesFrom = (reports: readonly Report[]): Groups => {
  const groups = bySubject(
    reports.flatMap((it) => (it.file.endsWith('.jsonl') ? outcomesOnLines(it) : outcomesIn(it))),
  )
  for (const [subject, outcomes] of groups) expectWhole(subject, outcomes)
  return groups
}

const outcomesOnLines = ({ file, text }: Report): Outcome[] => {
  const outcomes = text
    .split('\n')
    .map((line, i) => ({ line, place: `${file}: line ${i + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, place }) => outcomeFrom(parsed(line, place), place))
  return expectSome(outcomes, file)
}

const outcomesIn = ({ file, text }: Report): Outcome[] => {
  const { numTotalTests, testResults } = record(
    parsed(text, file),
    file,
    `a report of Vitest's reporter json`,
  )
  if (!Array.isArray(testResults))
    throw misuse(
      `${file}: expected a report of Vitest's reporter json, but received something else`,
    )
  const tests = testResults.flatMap((it: unknown): unknown[] => {
    const { assertionResults } = record(it, file, 'the results of a test file')
    return Array.isArray(assertionResults) ? assertionResults : []
  })
  if (tests.length !== numTotalTests)
    throw misuse(
      `${file}: expected the ${String(numTotalTests)} tests that it counts, but received ${tests.length}`,
    )
  const outcomes = tests.flatMap((it) => {
    const { meta, status } = record(it, file, 'the result of a test')
    return typeof meta === 'object' && meta !== null && 'losslaws' in meta ?
        [outcomeFrom(meta.losslaws, file, String(status))]
      : []
  })
  return expectSome(outcomes, file)
}

const expectSome = (outcomes: Outcome[], file: string): Outcome[] => {
  if (outcomes.length === 0)
    throw misuse(`${file}: expected verdicts of losslaws verify, but received none`)
  return outcomes
}

/** How many laws make a trial whole, its suite says, which may be of another version than ours. */
const expectWhole = (subject: string, outcomes: readonly Outcome[]): void => {
  const [first, ...others] = outcomes.filter(isTried)
  if (first === undefined) return
  const other = others.find(({ trial }) =>
    (['name', 'version', 'format', 'domain', 'elementary', 'losslaws', 'suite'] as const).some(
      (part) => literal(trial[part]) !== literal(first.trial[part]),
    ),
  )
  if (other !== undefined)
    throw misuse(
      `${subject}: expected one implementation at an address, but ${other.law} judged another than ${first.law}`,
    )
  const judged = new Set<string>()
  for (const { law } of [first, ...others]) {
    if (judged.has(law))
      throw misuse(`${subject}: expected one verdict of each law, but received another of ${law}`)
    judged.add(law)
  }
  const { suite } = first.trial
  if (judged.size > suite)
    throw misuse(
      `${subject}: expected ${suite} laws, as its suite has, but received ${judged.size}`,
    )
  if (judged.size < suite) {
    const missing = suite - judged.size
    const example = lawsOf().find(({ id }) => !judged.has(id))
    throw misuse(
      `${subject}: expected a whole trial, but received no verdict of ${missing} ${missing === 1 ? 'law' : 'laws'}${example === undefined ? '' : `, such as ${example.id}`}`,
    )
  }
}

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw misuse(
      `${file}: expected JSON, but received ${text.trim().length === 0 ? 'nothing' : 'something else, or a part of it'}`,
    )
  }
}
