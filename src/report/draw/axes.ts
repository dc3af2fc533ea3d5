import { html, type Markup } from './markup.ts'
import { coordinate, place, type Scale } from './scale.ts'

/**
 * The field of a small figure, in units of its own: a figure is as wide as its column, and its
 * letters grow with it.
 */
export const field = { width: 340, height: 170, left: 34, right: 14, top: 8, bottom: 24 } as const

/** A map of a scale onto the width of the field, or onto its height, upwards. */
export const across =
  (scale: Scale) =>
  (x: number): number =>
    rounded(place(scale, x, field.left, field.width - field.right))
export const upwards =
  (scale: Scale) =>
  (y: number): number =>
    rounded(place(scale, y, field.height - field.bottom, field.top))
const rounded = (x: number): number => Number(coordinate(x))

/** A figure with its axes, the words below it, and its numbers in a table beside it. */
export const figure = ({
  name,
  caption,
  ticks,
  marks,
  twin,
}: {
  readonly name: string
  readonly caption: string
  readonly ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] }
  readonly marks: Markup
  readonly twin: Markup
}): Markup =>
  html`<figure><svg viewBox="0 0 ${field.width} ${field.height}" role="img" aria-label="${name}">
<path class="axis" fill="none" d="M${field.left} ${field.top}V${field.height - field.bottom}H${field.width - field.right}"/>
${ticks.x.map(({ at, text }) => html`<text x="${at}" y="${field.height - field.bottom + 12}" text-anchor="middle">${text}</text>`)}
${ticks.y.map(({ at, text }) => html`<text x="${field.left - 4}" y="${rounded(at + 3)}" text-anchor="end">${text}</text>`)}
${marks}</svg>
<figcaption>${caption}</figcaption>
${twin}</figure>
`
export type Tick = { readonly at: number; readonly text: string }

/** What lies inside is a ring, and what lies outside a cross. */
export const ring = (x: number, y: number, r = 3): Markup =>
  html`<circle class="dot" cx="${x}" cy="${y}" r="${r}"/>`
export const cross = (x: number, y: number): Markup =>
  html`<path class="dot" d="M${rounded(x - 3)} ${rounded(y - 3)}l6 6m0-6l-6 6"/>`
