import { given } from '../../contract/given.ts'
import { domainInWords, numbersInWords } from '../../contract/numbers.ts'
import { familyOf } from '../../laws/law.ts'
import { fates, type Grade } from '../../trial/standing.ts'
import type { Board, Row } from '../board/board.ts'
import type { BoardCause } from '../board/cause.ts'
import { inUlp, listed, otherSuites, partOf, rowNames, sentences } from '../board/words.ts'
import { html, type Content, type Markup } from '../draw/markup.ts'
import { shown } from '../draw/numbers.ts'
import { legend, mark, marks } from '../page/marks.ts'
import { folded, table, type Section } from '../page/page.ts'

type Anchors = ReadonlyMap<BoardCause, string>

/** What stands behind a board: every format by itself, family by family, and how it was tried. */
export const details = (board: Board, anchors: Anchors): readonly Section[] => {
  const names = rowNames(board)
  const rows = (cells: (row: Row) => readonly Content[]): Content[][] =>
    board.implementations.map((row) => [names.get(row) ?? row.name, ...cells(row)])
  const grades = gradesOn(board)
  const others = otherSuites(board)
  return [
    {
      id: 'verdicts',
      title: 'Verdicts, family by family',
      body: html`<p>${sentences.verdict}</p>${legend(grades)}${folded(
        'Verdict in each family',
        table(
          'Verdict in each family',
          ['implementation', ...headsOf(board).map((tall) => ({ tall }))],
          rows((row) => board.families.map(({ family }) => verdictOf(row, family, anchors))),
        ),
      )}<p>${sentences.strain}</p>${folded(
        'Worst strain in each family, in budgets',
        table(
          'Worst strain in each family, in budgets',
          ['implementation', ...headsOf(board).map((number) => ({ number, tall: true as const }))],
          rows((row) => board.families.map(({ family }) => strainOf(row, family))),
        ),
      )}`,
    },
    {
      id: 'recorded',
      title: 'Recorded cases',
      body: html`<p>${sentences.recorded}</p>${recorded(board, rows)}`,
    },
    {
      id: 'trials',
      title: 'How each was tried',
      body: html`<p>${sentences.undecided}</p>${folded(
        'Numbers, counts, seeds and versions',
        table(
          'What was checked, and what came of it',
          [
            'implementation',
            'address',
            'numbers',
            'domain',
            ...fates.map((number) => ({ number })),
            { number: 'no verdict, inputs' },
            { number: 'inputs per law' },
            'seed',
            'losslaws',
            'Node',
          ],
          rows(trialCells),
        ),
      )}`,
    },
    ...(others.length === 0 ?
      []
    : [
        {
          id: 'suites',
          title: 'Checked by another version of the suite',
          body: html`<p>${sentences.others} This board was made by losslaws ${board.losslaws}, with ${board.laws} laws.</p>${folded(
            `In which laws ${others.length} differ`,
            table(
              'Where another version of the suite differs from this one',
              [
                'implementation',
                'losslaws',
                { number: 'laws' },
                'laws that are not of this suite',
                'laws not asked',
              ],
              others.map((row) => [
                names.get(row) ?? row.name,
                row.losslaws,
                fates.reduce((n, fate) => n + row.counts[fate], 0),
                listed(row.unknown),
                listed(row.missing),
              ]),
            ),
          )}`,
        },
      ]),
  ]
}

const trialCells = (row: Row): readonly Content[] => [
  html`<code>${row.address}</code>`,
  numbersInWords({ format: row.format, ...given({ elementary: row.elementary ?? undefined }) }),
  row.domain === null ? 'all logits' : domainInWords(row.domain),
  ...fates.map((fate) => row.counts[fate]),
  row.undecided,
  row.runs,
  row.seeds.length === 0 ? 'not given' : row.seeds.join(', '),
  row.losslaws,
  row.node,
]

/** A verdict that leads to the first cause that shows in the family. */
const verdictOf = (row: Row, family: string, anchors: Anchors): Content => {
  const cell = row.families.find((it) => it.family === family)
  if (cell === undefined) return '–'
  const cause = row.causes.find(({ laws }) => laws.some((law) => familyOf(law) === family))
  const letter = mark(cell.verdict, '')
  const anchor = cause && anchors.get(cause)
  return html`${anchor === undefined ? letter : html`<a href="#${anchor}">${letter}</a>`} <span class="quiet">${partOf(cell)}</span>`
}

const strainOf = (row: Row, family: string): string => {
  const strain = row.families.find((it) => it.family === family)?.strain ?? null
  return strain === null ? '–' : shown(Number(strain))
}

const headsOf = ({ families }: Board): string[] =>
  families.map(({ family, tiers }) => (tiers.includes('accurate') ? family : `${family} *`))

const recorded = (
  { implementations }: Board,
  rows: (cells: (row: Row) => readonly Content[]) => Content[][],
): Markup => {
  const operations = [
    ...new Set(implementations.flatMap((row) => row.recorded.map(({ operation }) => operation))),
  ]
  return folded(
    'Recorded cases of each operation',
    table(
      'Recorded cases of each operation',
      ['implementation', ...operations.flatMap(() => [{ number: 'ulp' }, 'verdict'])],
      rows((row) =>
        operations.flatMap((operation): Content[] => {
          const cell = row.recorded.find((it) => it.operation === operation)
          return cell === undefined ? ['–', '–'] : [inUlp(cell), mark(cell.verdict, '')]
        }),
      ),
      operations,
    ),
  )
}

/** The grades that stand on a board. */
const gradesOn = ({ implementations }: Board): Grade[] => {
  const met = new Set(
    implementations.flatMap((row) =>
      [...row.families, ...row.recorded].map(({ verdict }) => verdict),
    ),
  )
  return (Object.keys(marks) as (keyof typeof marks)[]).filter((grade): grade is Grade =>
    met.has(grade as Grade),
  )
}
