import { plain } from '../../contract/plain.ts'
import { marks } from '../page/marks.ts'
import type { Grade } from '../../trial/standing.ts'
import type { Board } from '../board/board.ts'
import { leadOf, sheetsOf, type Cell, type Section, type Sheet } from '../board/sheet.ts'

/** The scoreboard as Markdown. */
export const markdown = (board: Board): string =>
  `${[
    '# Scoreboard',
    `${escaped(leadOf(board))} ${source}`,
    ...sheetsOf(board).flatMap(sectionOf),
  ].join('\n\n')}\n`
const source =
  'Written by `losslaws scoreboard` from the reports of their trials; the same numbers are in '
  + '`scoreboard.json` and on a page in `scoreboard.html`.'

const sectionOf = ({ title, text, legend, sheets }: Section): string[] => [
  `## ${escaped(title)}`,
  ...(text === undefined ? [] : [escaped(text)]),
  ...(legend === undefined ? [] : [legend.map(meaningOf).join('\n')]),
  ...sheets.flatMap((sheet) => [
    ...(sheet.of === undefined ? [] : [`### ${escaped(sheet.of)}`]),
    table(sheet),
  ]),
]

const meaningOf = (grade: Grade): string =>
  `- **${marks[grade].letter}** ${grade}: ${marks[grade].meaning}`

const table = (sheet: Sheet): string => {
  const heads = headsOf(sheet).map(escaped)
  return [heads, heads.map(() => '---'), ...sheet.rows.map((row) => row.map(cellOf))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** The titles of the columns: the first of a group says of which. */
const headsOf = ({ columns, groups = [] }: Sheet): string[] => {
  const width = (columns.length - 1) / groups.length
  return columns.map((column, i) => {
    const name =
      typeof column === 'string' ? column
      : 'number' in column ? column.number
      : column.tall
    const group = (i - 1) % width === 0 ? groups[(i - 1) / width] : undefined
    return group === undefined ? name : `${group}, ${name}`
  })
}

const cellOf = (cell: Cell): string =>
  typeof cell !== 'object' ? escaped(String(cell))
  : 'code' in cell ? escaped(cell.code)
  : 'verdict' in cell ? cell.verdict
  : `${marks[cell.mark].letter} ${escaped(cell.beside)}`.trim()

/**
 * Text in a cell or a heading in which Markdown and HTML find nothing of theirs: whatever might
 * open a span, a link, a tag, a mention or a picture there is written as a character reference, or
 * behind a stroke.
 */
export const escaped = (text: string): string =>
  plain(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_<>&|~$@#]|(?<=\])[([:]|:(?=\/\/|[\w+-]+:)|(?<=www)\./gi, (c) =>
      c === '*' ? String.raw`\*` : `&#${c.charCodeAt(0)};`,
    )
