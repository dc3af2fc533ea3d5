import { html, type Markup } from '../../src/report/draw/markup.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { short } from '../../src/report/draw/numbers.ts'
import { scoresAt, type Lines } from '../../src/learning/models/plane.ts'
import { classNames } from '../model.ts'
import type { Point } from '../../src/learning/models/plane.ts'
import { reach, type State } from '../state.ts'
import { shape } from './shapes.ts'

export type Plane = Pick<State, 'points' | 'probe'> & {
  readonly title: string
  /** Where each class has the highest score, tinted. */
  readonly regions?: Lines
  /** Lines on which the two highest scores are equal, each set with a look of its own. */
  readonly borders?: readonly { readonly lines: Lines; readonly look: number }[]
  /** The probabilities at each place, as tints: the stronger, the surer. */
  readonly belief?: (place: readonly [number, number]) => readonly number[]
  /** How large a halo each point has, from 0 to 1. */
  readonly halos?: readonly number[]
}

/** As many units of the drawing as one of the plane, in both directions. */
const unit = 40
const [size, middle] = [352, 176]
const px = (x: number): number => middle + unit * x
const py = (y: number): number => middle - unit * y
const [low, high] = [px(-reach), px(reach)]

/** The plane with its points, each of which can be taken and moved, and the question mark. */
export const plane = ({ title, points, probe, regions, borders, belief, halos }: Plane): Markup => {
  const [x, y] = probe
  return html`<svg class="chart plane" viewBox="-10 0 ${size + 10} ${size}" role="img" aria-label="${title}: ${points.length} points, and a question mark at ${place(probe)}" data-x="linear ${-reach} ${reach}" data-y="linear ${-reach} ${reach}" data-frame="${low} ${high} ${low} ${high}">
<rect class="room" x="${low}" y="${low}" width="${high - low}" height="${high - low}"/>
<svg aria-hidden="true" x="${low}" y="${low}" width="${high - low}" height="${high - low}" viewBox="${low} ${low} ${high - low} ${high - low}">${belief && tints(belief)}${regions && [0, 1, 2].map((k) => html`<path class="tint look-${k}" data-region="${k}" d="${region(regions, k)}"/>`)}${borders && borders.map(({ lines, look }) => html`<path class="curve look-${look}" data-border="${look}" d="${border(lines)}"/>`)}</svg>
<g class="ticks" aria-hidden="true">${[-4, -2, 0, 2, 4].map((t) => html`<text x="${px(t)}" y="${high + 13}" text-anchor="middle">${short(t)}</text><text x="${low - 4}" y="${py(t) + 4}" text-anchor="end">${short(t)}</text>`)}</g>
${halos && points.map(([label, x, y], i) => html`<circle class="halo look-${label}" cx="${coordinate(px(x))}" cy="${coordinate(py(y))}" r="${coordinate(9 + 20 * at(halos, i))}"/>`)}
${points.map((point, i) => grip(point, i))}
<g class="grip probe" data-grip="probe" data-at="${x} ${y}" data-name="question mark"><circle class="ring" cx="${coordinate(px(x))}" cy="${coordinate(py(y))}" r="9"/><text x="${coordinate(px(x))}" y="${coordinate(py(y) + 4.5)}" text-anchor="middle">?</text></g>
</svg>`
}

const place = ([x, y]: readonly [number, number]): string => `(${short(x, 3)}, ${short(y, 3)})`

const grip = ([label, x, y]: Point, i: number): Markup =>
  html`<g class="grip" data-grip="point ${i}" data-at="${x} ${y}" data-name="${classNames[label]}">${shape(label, px(x), py(y))}</g>`

/** The part of the plane, and a little more, in which the score of class k is the greatest. */
const region = (lines: Lines, k: number): string => {
  if (lines.every((x) => x === 0)) return ''
  const wide = reach + 1
  let corners: readonly (readonly [number, number])[] = [
    [-wide, -wide],
    [wide, -wide],
    [wide, wide],
    [-wide, wide],
  ]
  for (const j of [0, 1, 2].filter((j) => j !== k)) {
    const lead = (at: readonly [number, number]): number => {
      const z = scoresAt(lines, at)
      return (z[k] ?? 0) - (z[j] ?? 0)
    }
    corners = corners.flatMap((corner, i) => {
      const next = at(corners, (i + 1) % corners.length)
      const [a, b] = [lead(corner), lead(next)]
      const crossing = [
        corner[0] + (a / (a - b)) * (next[0] - corner[0]),
        corner[1] + (a / (a - b)) * (next[1] - corner[1]),
      ] as const
      return [...(a >= 0 ? [corner] : []), ...(a >= 0 !== b >= 0 ? [crossing] : [])]
    })
  }
  return corners.length === 0 ?
      ''
    : `M${corners.map(([x, y]) => `${coordinate(px(x))} ${coordinate(py(y))}`).join('L')}Z`
}

/** Where the two highest of three scores are equal: three stretches that meet in a point. */
const border = (lines: Lines): string =>
  [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
  ]
    .map(([i = 0, j = 0, rest = 0]) => {
      const [c, a, b] = [0, 1, 2].map((k) => at(lines, 3 * i + k) - at(lines, 3 * j + k)) as [
        number,
        number,
        number,
      ]
      const length = a * a + b * b
      if (length === 0) return ''
      const along = (t: number) => [(-a * c) / length - b * t, (-b * c) / length + a * t] as const
      const lead = (t: number): number => {
        const z = scoresAt(lines, along(t))
        return at(z, i) - at(z, rest)
      }
      const far = (2 * reach) / Math.sqrt(length) + Math.abs(c) / length
      const [start, end] = [lead(-far), lead(far)]
      if (start < 0 && end < 0) return ''
      const meeting = -far + (2 * far * start) / (start - end)
      const ends = [start < 0 ? meeting : -far, end < 0 ? meeting : far]
      return `M${ends
        .map(along)
        .map(([x, y]) => `${coordinate(px(x))} ${coordinate(py(y))}`)
        .join('L')}`
    })
    .join('')

/** The colour of the most probable class, in seven strengths from a third to one. */
const lookOf = (p: readonly number[]): string => {
  const best = greatest(p)
  return `look-${p.indexOf(best)} strength-${Math.round(6 * Math.max(0, (best - 1 / 3) * 1.5))}`
}

/** Strips of one colour, row by row. */
const tints = (belief: (place: readonly [number, number]) => readonly number[]): Markup => {
  const cells = 20
  const side = (2 * reach) / cells
  const paths = new Map<string, string>()
  const middleOf = (i: number): number => -reach + (i + 0.5) * side
  for (let row = 0; row < cells; row++) {
    const looks = Array.from({ length: cells }, (_, i) =>
      lookOf(belief([middleOf(i), middleOf(row)])),
    )
    for (let from = 0, to = 1; to <= cells; to++)
      if (looks[to] !== looks[from]) {
        const [key, wide, tall] = [looks[from] ?? '', unit * side * (to - from), unit * side]
        const strip = `M${coordinate(px(-reach + from * side))} ${coordinate(py(-reach + (row + 1) * side))}h${coordinate(wide)}v${coordinate(tall)}h${coordinate(-wide)}Z`
        paths.set(key, (paths.get(key) ?? '') + strip)
        from = to
      }
  }
  return html`${[...paths].map(([key, path]) => html`<path class="belief ${key}" d="${path}"/>`)}`
}
