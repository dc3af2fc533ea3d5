import { html, type Content, type Markup } from '../draw/markup.ts'
import { legend, mark } from '../page/marks.ts'
import { folded, page, table } from '../page/page.ts'
import type { Board } from '../board/board.ts'
import { leadOf, sheetsOf, type Cell, type Section, type Sheet } from '../board/sheet.ts'

/** The scoreboard as a page that stands alone. */
export const boardPage = (board: Board): string =>
  page(
    'Scoreboard | losslaws',
    html`<main>
<h1>Scoreboard</h1>
<p class="lead">${leadOf(board)}</p>
${sheetsOf(board).map(sectionOf)}</main>`,
  )

const sectionOf = ({ title, text, legend: grades, sheets }: Section): Markup =>
  html`<h2>${title}</h2>
${text !== undefined && html`<p>${text}</p>`}
${grades !== undefined && legend(grades)}
${sheets.map(sheetOf)}`

const sheetOf = ({ of, caption, columns, groups, rows }: Sheet): Markup => {
  const whole = table(
    caption,
    columns,
    rows.map((row) => row.map(cellOf)),
    groups,
  )
  return of === undefined ? whole : folded(`${of}: ${rows.length}`, whole)
}

const cellOf = (cell: Cell): Content =>
  typeof cell !== 'object' ? cell
  : 'code' in cell ? html`<code>${cell.code}</code>`
  : 'verdict' in cell ? mark(cell.verdict)
  : html`${mark(cell.mark, '')}${cell.beside !== '' && html` <span class="quiet">${cell.beside}</span>`}`
