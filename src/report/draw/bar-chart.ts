import { html, type Markup } from './markup.ts'
import { short } from './numbers.ts'
import { coordinate } from './scale.ts'

export type BarChart = {
  readonly title: string
  readonly look: number
  readonly bars: readonly { readonly name: string; readonly value: number }[]
  /** A bound with a name that no bar passes. */
  readonly cap?: { readonly at: number; readonly name: string }
}

const [start, end, pitch, top] = [20, 192, 30, 20]

/** Shares of one as horizontal bars, each with its number. */
export const barChart = ({ title, look, bars, cap }: BarChart): Markup => {
  const at = (share: number): string => coordinate(start + share * (end - start))
  const bottom = top + bars.length * pitch
  return html`<svg class="chart bars" viewBox="0 0 272 ${bottom + 6}" role="img" aria-label="${title}: ${bars.map(({ name, value }) => `${name} ${short(value, 4)}`).join(', ')}" data-span="${start} ${end}">
${bars.map(({ name, value }, i) => html`<g><text class="name" x="${start - 8}" y="${top + i * pitch + 18}" text-anchor="end">${name}</text><rect class="room" x="${start}" y="${top + i * pitch + 4}" width="${end - start}" height="18"/><rect class="bar look-${look}" data-bar="${name}" x="${start}" y="${top + i * pitch + 4}" width="${coordinate(value * (end - start))}" height="18"/><text class="value" x="${end + 8}" y="${top + i * pitch + 18}">${short(value, 4)}</text></g>`)}
${cap && html`<g class="level look-${look}"><path d="M${at(cap.at)} ${top - 2}V${bottom}"/><text x="${at(cap.at)}" y="${top - 7}" text-anchor="middle">${cap.name}</text></g>`}
</svg>`
}
