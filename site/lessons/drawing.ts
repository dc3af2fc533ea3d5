import { greatest, least } from '../../src/arithmetic/sequence.ts'
import type { Table } from '../../src/learning/lessons/lesson.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { short } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'

/** The picture of a lesson's table: its rows side by side, each column a curve. */
export const tableDrawing = ({ about, columns, rows }: Table): Markup => {
  const values = rows.flatMap((row) => row.slice(1)).filter(Number.isFinite)
  const ticks = ticksOver(least(values, 0), greatest(values))
  const series = columns.slice(1).map((name, j) => ({
    name,
    look: j,
    points: rows.map((row, i) => [i, row[j + 1] ?? NaN] as const),
  }))
  return html`<div>${legend(series)}${lineChart({
    title: about,
    description: 'Its numbers stand in the table beside it.',
    x: {
      label: columns[0] ?? '',
      kind: 'linear',
      from: -0.3,
      to: rows.length - 0.7,
      ticks: rows.map((_, i) => i),
      tick: (i) => short(rows[i]?.[0] ?? NaN, 4),
    },
    y: { label: '', kind: 'linear', from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks },
    series,
    marked: true,
  })}</div>`
}

/** Round numbers from below the least to above the greatest: four or five. */
const ticksOver = (least: number, greatest: number): number[] => {
  const rough = (greatest - least || 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 2.5, 5, 10].map((m) => m * power).find((step) => step >= rough * 0.99) ?? rough
  const [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(greatest / step - 1e-9)]
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(6)),
  )
}
