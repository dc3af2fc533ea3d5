import { total } from '../../arithmetic/sequence.ts'
import { given } from '../../contract/given.ts'
import { domainInWords, numbersInWords } from '../../contract/numbers.ts'
import { shortened } from '../../contract/plain.ts'
import { shown } from '../draw/numbers.ts'
import type { Column } from '../page/page.ts'
import { fates, type Fate, type Grade } from '../../trial/standing.ts'
import type { Board, Row } from './board.ts'
import { gradesOn, inUlp, nameOf, partOf, sentences, shortOf } from './words.ts'

/** A part of the board: what it shows, in words, with the grades that it uses, and its tables. */
export type Section = {
  readonly title: string
  readonly text?: string
  readonly legend?: readonly Grade[]
  readonly sheets: readonly Sheet[]
}

/** A table as data, which Markdown and HTML print each in its own way. */
export type Sheet = {
  /** Where it is one of many: whose it is. */
  readonly of?: string
  readonly caption: string
  readonly columns: readonly Column[]
  /** Names of groups of columns, as many in each, behind the first. */
  readonly groups?: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}
/** A text, a number, a quotation, a verdict by its letter with a text beside it, or in words. */
export type Cell =
  | string
  | number
  | { readonly code: string }
  | { readonly mark: Grade; readonly beside: string }
  | { readonly verdict: Fate }

/** What a board has on it, in a sentence. */
export const leadOf = ({ implementations, families }: Board): string => {
  const laws = total(families.map((it) => it.laws))
  return `${implementations.length} implementations before ${laws} laws in ${families.length} families.`
}

/** The tables of a board, section by section. */
export const sheetsOf = (board: Board): readonly Section[] => {
  const named = board.implementations.map((row): Named => [nameOf(board, row), row])
  return [
    {
      title: 'Who was on trial',
      ...given({
        text:
          board.implementations.some((row) => row.undecided > 0) ? sentences.undecided : undefined,
      }),
      sheets: [trials(named), ...onlyIfAny(untried(board))],
    },
    ...otherSuites(board, named),
    {
      title: 'Verdicts',
      text: `${sentences.verdict} ${sentences.silence} A family with * has no accurate tier.`,
      legend: gradesOn(board),
      sheets: [verdicts(board, named)],
    },
    { title: 'Values', text: sentences.strain, sheets: [strains(board, named)] },
    { title: 'Recorded cases', text: sentences.recorded, sheets: [recorded(named)] },
    { title: 'What does not hold', sheets: named.map(failures).flatMap(onlyIfAny) },
  ]
}

type Named = readonly [name: string, row: Row]
const rows = (named: readonly Named[], cells: (row: Row) => readonly Cell[]): Sheet['rows'] =>
  named.map(([name, row]) => [name, ...cells(row)])

const trials = (named: readonly Named[]): Sheet => ({
  caption: 'Who was on trial, and what the laws came to',
  columns: [
    'implementation',
    'address',
    'numbers',
    'domain',
    ...fates.map((number) => ({ number })),
    { number: 'no verdict, inputs' },
    { number: 'inputs a law' },
    'seed',
    'losslaws',
    'Node',
  ],
  rows: rows(named, (row) => [
    { code: row.address },
    numbersInWords({ format: row.format, ...given({ elementary: row.elementary ?? undefined }) }),
    row.domain === null ? 'all logits' : domainInWords(row.domain),
    ...fates.map((fate) => row.counts[fate]),
    row.undecided,
    row.runs,
    row.seeds.length === 0 ? 'not given' : row.seeds.join(', '),
    row.losslaws,
    row.node,
  ]),
})

const untried = (board: Board): Sheet => ({
  caption: 'What could not be tried',
  columns: ['address', 'why it could not be tried'],
  rows: board.untried.map(({ address, reason }) => [address, reason]),
})

const verdicts = (board: Board, named: readonly Named[]): Sheet => ({
  caption: 'Verdict in each family',
  columns: ['implementation', ...headsOf(board).map((tall) => ({ tall }))],
  rows: rows(named, ({ families }) =>
    families.map((cell) => ({ mark: cell.verdict, beside: partOf(cell) })),
  ),
})

const strains = (board: Board, named: readonly Named[]): Sheet => ({
  caption: 'Worst strain in each family, in budgets',
  columns: ['implementation', ...headsOf(board).map((number) => ({ number, tall: true as const }))],
  rows: rows(named, ({ families }) =>
    families.map(({ strain }) => (strain === null ? '–' : shown(Number(strain)))),
  ),
})

const headsOf = ({ families }: Board): string[] =>
  families.map(({ family, tiers }) => (tiers.includes('accurate') ? family : `${family} *`))

const recorded = (named: readonly Named[]): Sheet => {
  const operations = named[0]?.[1].recorded.map(({ operation }) => operation) ?? []
  return {
    caption: 'Recorded cases of each operation',
    columns: ['implementation', ...operations.flatMap(() => [{ number: 'ulp' }, 'verdict'])],
    groups: operations,
    rows: rows(named, (row) =>
      row.recorded.flatMap((cell) => [inUlp(cell), { mark: cell.verdict, beside: '' }]),
    ),
  }
}

const failures = ([name, row]: Named): Sheet => ({
  of: name,
  caption: `What does not hold of ${name}`,
  columns: ['law', 'verdict', 'clearest input', 'expected', 'got'],
  rows: row.failures.map((it) => [
    { code: it.law },
    { verdict: it.verdict },
    ...shortOf(it).map((code) => ({ code })),
  ]),
})

/** Who was judged by another version of the suite, and in which laws it differs. */
const otherSuites = ({ losslaws }: Board, named: readonly Named[]): Section[] => {
  const others = named.filter(
    ([, row]) => row.losslaws !== losslaws || row.unknown.length > 0 || row.missing.length > 0,
  )
  const sheet: Sheet = {
    caption: 'Where another version of the suite differs from this one',
    columns: ['implementation', 'losslaws', 'laws that are not of this suite', 'laws not asked'],
    rows: rows(others, (row) => [row.losslaws, listed(row.unknown), listed(row.missing)]),
  }
  const text = `${sentences.others} This board was made by losslaws ${losslaws}.`
  return others.length === 0 ?
      []
    : [{ title: 'Judged by another version of the suite', text, sheets: [sheet] }]
}
const listed = (laws: readonly string[]): string =>
  laws.length === 0 ? 'none' : shortened(`${laws.length}: ${laws.join(', ')}`, 300)

const onlyIfAny = (sheet: Sheet): Sheet[] => (sheet.rows.length === 0 ? [] : [sheet])
