import { html, type Markup } from './markup.ts'
import { short } from './numbers.ts'
import { coordinate, curve, place, type Axis } from './scale.ts'

/**
 * A curve by its points; `look` picks a colour with a dash of its own, so that no meaning hangs on
 * colour alone.
 */
export type Series = {
  readonly name: string
  readonly look: number
  readonly points: readonly (readonly [number, number])[]
}

/** A horizontal line with a name: a floor or a cap. */
export type Level = {
  readonly at: number
  readonly name: string
  readonly look: number
  readonly side: 'left' | 'right'
  readonly above?: boolean
}

export type LineChart = {
  readonly title: string
  readonly description: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  readonly levels?: readonly Level[]
  /** What is drawn over the curves, by the places of x and of y. */
  readonly over?: (px: (x: number) => number, py: (y: number) => number) => Markup
}

const [width, height] = [380, 260]
const frame = { left: 46, right: 370, top: 14, bottom: 218 }

/**
 * Curves over two axes, which break where a value is not finite. The drawing carries its axes, so
 * that every point can be read back.
 */
export const lineChart = ({
  title,
  description,
  x,
  y,
  series,
  levels = [],
  over,
}: LineChart): Markup => {
  const [px, py] = [
    (v: number) => place(x, v, frame.left, frame.right),
    (v: number) => place(y, v, frame.bottom, frame.top),
  ]
  const tick = (axis: Axis, v: number): string => (axis.tick ?? ((t: number) => short(t, 3)))(v)
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}. ${description}" data-x="${spanOf(x)}" data-y="${spanOf(y)}" data-frame="${Object.values(frame).join(' ')}">
<g class="grid">${y.ticks.map((v) => html`<path d="M${frame.left} ${coordinate(py(v))}H${frame.right}"/>`)}</g>
<g class="ticks">${y.ticks.map((v) => html`<text x="${frame.left - 6}" y="${coordinate(py(v) + 4)}" text-anchor="end">${tick(y, v)}</text>`)}${x.ticks.map((v) => html`<path d="M${coordinate(px(v))} ${frame.bottom}v4"/><text x="${coordinate(px(v))}" y="${frame.bottom + 17}" text-anchor="middle">${tick(x, v)}</text>`)}</g>
<path class="axis" d="M${frame.left} ${frame.bottom}H${frame.right}"/>
<text class="label" x="${(frame.left + frame.right) / 2}" y="${height - 5}" text-anchor="middle">${x.label}</text>
${levels.map(({ at, name, look, side, above = true }) => html`<g class="level look-${look}"><path d="M${frame.left} ${coordinate(py(at))}H${frame.right}"/><text x="${side === 'left' ? frame.left + 4 : frame.right - 2}" y="${coordinate(py(at) + (above ? -5 : 14))}" text-anchor="${side === 'left' ? 'start' : 'end'}">${name}</text></g>`)}
${series.map(({ name, look, points }) => html`<path class="curve look-${look}" data-series="${name}" d="${curve(points.map(([a, b]) => (Number.isFinite(b) ? ([tenth(px(a)), tenth(py(b))] as const) : undefined)))}"/>`)}
${over?.(px, py)}
</svg>`
}

/** A curve needs no finer places, and a page of curves is lighter without them. */
const tenth = (x: number): number => Math.round(10 * x) / 10

const spanOf = ({ kind, from, to }: Axis): string => `${kind} ${from} ${to}`

/** Which look is whose. */
export const legend = (
  entries: readonly { readonly name: string; readonly look: number }[],
  sample = line,
): Markup =>
  html`<ul class="legend">${entries.map(({ name, look }) => html`<li><svg viewBox="0 0 28 14" aria-hidden="true">${sample(look)}</svg>${name}</li>`)}</ul>`

const line = (look: number): Markup => html`<path class="curve look-${look}" d="M1 7H27"/>`
