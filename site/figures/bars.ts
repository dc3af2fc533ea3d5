import { html, type Markup } from '../../src/report/draw/markup.ts'
import { short } from '../../src/report/draw/numbers.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { classNames } from '../model.ts'
import { outline } from './shapes.ts'

/** A class at the head of a row. */
export const rowHead = (label: number, x: number, y: number): Markup =>
  html`<path class="shape look-${label}" d="${outline(label, x, y)}"/><text class="name" x="${x + 14}" y="${y + 4}">${classNames[label]}</text>`

export type ProbabilityBars = {
  readonly title: string
  readonly p: readonly number[]
  /** What stands beside the name of each class. */
  readonly notes?: readonly Markup[]
  /** A bound with a name that no bar passes. */
  readonly cap?: { readonly at: number; readonly name: string }
}

const [start, end] = [4, 250]

/** The probability of each class as a bar from nothing to one. */
export const probabilityBars = ({ title, p, notes, cap }: ProbabilityBars): Markup => {
  const at = (share: number): string => coordinate(start + share * (end - start))
  return html`<svg class="chart bars" viewBox="0 0 310 176" role="img" aria-label="${title}: ${p.map((value, i) => `${classNames[i]} ${short(value, 3)}`).join(', ')}" data-span="${start} ${end}">
${p.map((value, i) => {
  const y = 26 + i * 52
  return html`<g>${rowHead(i, 12, y - 12)}${notes !== undefined && html`<text class="label" x="${end}" y="${y - 8}" text-anchor="end">${notes[i]}</text>`}<rect class="room" x="${start}" y="${y}" width="${end - start}" height="16"/><rect class="bar look-${i}" data-bar="${i}" x="${start}" y="${y}" width="${coordinate(value * (end - start))}" height="16"/><text class="value" x="${end + 8}" y="${y + 12.5}">${short(value, 3)}</text></g>`
})}
${cap && html`<g class="level"><path d="M${at(cap.at)} 20V150"/><text x="${at(cap.at)}" y="166" text-anchor="middle">${cap.name}</text></g>`}
</svg>`
}

/** Numbers from -1 to 1 as bars to both sides of zero. */
export const pullBars = (title: string, values: readonly number[]): Markup => {
  const [zero, perUnit] = [165, 105]
  return html`<svg class="chart bars" viewBox="0 0 310 186" role="img" aria-label="${title}: ${values.map((value, i) => `${classNames[i]} ${short(value, 3)}`).join(', ')}">
${values.map((value, i) => {
  const y = 26 + i * 48
  return html`<g>${rowHead(i, 12, y - 12)}<rect class="bar look-${i}" data-pull="${i}" x="${coordinate(Math.min(zero, zero + perUnit * value))}" y="${y}" width="${coordinate(Math.abs(perUnit * value))}" height="16"/><text class="value" x="${value < 0 ? zero + 6 : zero - 6}" y="${y + 12.5}" text-anchor="${value < 0 ? 'start' : 'end'}">${short(value, 3)}</text></g>`
})}
<path class="axis" d="M${zero} 14V158"/><g class="ticks">${[-1, -0.5, 0, 0.5, 1].map((t) => html`<text x="${zero + perUnit * t}" y="176" text-anchor="middle">${short(t)}</text>`)}</g>
</svg>`
}
