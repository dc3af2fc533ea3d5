import { html, type Markup } from './markup.ts'
import { coordinate } from './scale.ts'

/** Three probabilities that sum to one. */
export type Share = readonly [number, number, number]
export type Triangle = {
  readonly title: string
  readonly description: string
  readonly corners: readonly [string, string, string]
  readonly region: {
    readonly name: string
    readonly look: number
    readonly vertices: readonly Share[]
  }
  readonly points: readonly { readonly name: string; readonly look: number; readonly at: Share }[]
}

/** An equilateral triangle: its height is half of √3 times a side. */
const corners = [
  [190, 26],
  [36, 292.74],
  [344, 292.74],
] as const

/**
 * The distributions over three classes: each point of the triangle is one, its distances from the
 * sides the probabilities.
 */
export const triangle = ({
  title,
  description,
  corners: names,
  region,
  points,
}: Triangle): Markup => {
  const path = (shares: readonly Share[]): string =>
    `M${shares.map((share) => seat(share).map(coordinate).join(' ')).join('L')}Z`
  const [[ax, ay], [bx, by], [cx, cy]] = corners
  return html`<svg class="chart triangle" viewBox="0 0 380 320" role="img" aria-label="${title}. ${description}">
<path class="axis" d="${path([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ])}"/>
<g class="grid">${[0, 1, 2].map((i) => html`<path d="${spoke(i)}"/>`)}</g>
<path class="region look-${region.look}" data-region="${region.name}" d="${path(region.vertices)}"/>
<g class="corner"><text x="${ax}" y="${ay - 9}" text-anchor="middle">${names[0]}</text><text x="${bx}" y="${by + 17}" text-anchor="middle">${names[1]}</text><text x="${cx}" y="${cy + 17}" text-anchor="middle">${names[2]}</text></g>
${points.map(({ name, look, at }) => html`<path class="point look-${look}" data-point="${name}" data-at="${seat(at).map(coordinate).join(' ')}" d="${marker(...seat(at))}"/>`)}
</svg>`
}

/** Where a distribution sits in the drawing: the mean of the corners, weighted by it. */
const seat = (share: Share): [number, number] =>
  [0, 1].map((axis) => share.reduce((sum, p, i) => sum + p * (corners[i]?.[axis] ?? 0), 0)) as [
    number,
    number,
  ]

/** From a corner to the middle of the far side: where the other two are equal. */
const spoke = (i: number): string => {
  const [from, to] = [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
  ] as [number[], number[]]
  from[i] = 1
  to[i] = 0
  return `M${seat(from as unknown as Share)
    .map(coordinate)
    .join(' ')}L${seat(to as unknown as Share)
    .map(coordinate)
    .join(' ')}`
}

/** The marker of a look, for a legend. */
export const sample = (look: number): Markup =>
  html`<path class="point look-${look}" d="${marker(14, 7)}"/>`

/** A disc, full or hollow by its look. */
const marker = (x: number, y: number): string =>
  `M${coordinate(x - 6)} ${coordinate(y)}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z`
