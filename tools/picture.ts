import { binary64 } from '../src/arithmetic/binary64.ts'
import { at } from '../src/arithmetic/sequence.ts'
import { heads } from '../src/core/heads.ts'
import { gaussian, linearFromGaussian } from '../src/learning/models/gaussian.ts'
import { linear } from '../src/learning/models/network.ts'
import { lineChart } from '../src/report/draw/line-chart.ts'
import { html, type Markup } from '../src/report/draw/markup.ts'
import type { Axis } from '../src/report/draw/scale.ts'
import { palettes } from '../src/report/page/style.ts'

const classes = 3
const { softmax, sigmoidThenSoftmax } = heads(binary64)
const probability: Axis = {
  label: 'probability',
  kind: 'linear',
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
}
const places = (from: number, to: number): number[] =>
  Array.from({ length: 97 }, (_, i) => from + ((to - from) * i) / 96)

/** The probability of a class whose score leads by a gap, with and without a sigmoid in between. */
const headsDrawing = (): Markup => {
  const apart = (gap: number): number[] => [gap / 2, -gap / 2, -gap / 2]
  const curve = (name: string, look: number, head: typeof softmax) => ({
    name,
    look,
    points: places(-20, 20).map((gap) => [gap, at(head.predict(apart(gap)), 0)] as const),
  })
  return lineChart({
    title: 'The probability of one of three classes against the lead of its score',
    description: 'Softmax rises from 0 to 1; with a sigmoid before it, it ends at e/(e + 2).',
    x: {
      label: 'lead of its score over the other two',
      kind: 'linear',
      from: -20,
      to: 20,
      ticks: [-20, -10, 0, 10, 20],
    },
    y: probability,
    series: [curve('softmax', 0, softmax), curve('sigmoid, then softmax', 1, sigmoidThenSoftmax)],
    levels: [{ at: Math.E / (Math.E + classes - 1), name: 'e/(e + N − 1)', look: 2, side: 'left' }],
  })
}

/** Two bells on a line: their posterior, and the softmax of straight lines where that is the same. */
const bellsDrawing = (): Markup => {
  const shape = (covariance: 'shared' | 'unshared') =>
    ({ classes: 2, dimensions: 1, covariance }) as const
  const equal = [0, 0, -1, 1, 1]
  const unequal = [0, 0, -1, 1, 6, 1]
  const lines = linearFromGaussian(binary64, shape('shared'), equal)
  const curve = (name: string, look: number, p: (x: number) => readonly number[]) => ({
    name,
    look,
    points: places(-8, 8).map((x) => [x, at(p(x), 1)] as const),
  })
  return lineChart({
    title: 'The probability of one of two classes whose points are Gaussian',
    description:
      'Where the variances are equal it is the softmax of two straight lines; where they differ, '
      + 'it rises and falls again, which no straight lines do.',
    x: { label: 'x', kind: 'linear', from: -8, to: 8, ticks: [-8, -4, 0, 4, 8] },
    y: probability,
    series: [
      curve('equal variances', 0, (x) => gaussian(binary64, shape('shared')).predict(equal, [x])),
      curve('softmax of straight lines', 2, (x) => linear(binary64, 'softmax').predict(lines, [x])),
      curve('unequal variances', 1, (x) =>
        gaussian(binary64, shape('unshared')).predict(unequal, [x]),
      ),
    ],
  })
}

/**
 * The founding question as one drawing that stands by itself. It brings its paper along, since a
 * page that shows it need not be as light or dark as the system of its reader.
 */
export const picture = (): string => {
  const panels = [
    {
      question: 'Why no sigmoid before softmax?',
      drawing: headsDrawing(),
      legend: ['softmax', 'sigmoid, then softmax', 'the cap of the sigmoids, for N = 3'],
    },
    {
      question: 'Is softmax fitting Gaussians?',
      drawing: bellsDrawing(),
      legend: ['Gaussians, equal variances', 'Gaussians, unequal', 'softmax of straight lines'],
    },
  ]
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 350" role="img" aria-label="${panels.map(({ question }) => question).join(' ')}">
<style>${{ html: style }}</style>
<rect width="800" height="350" fill="${paper}"/>
${panels.map(
  ({ question, drawing, legend }, i) => html`<svg x="${400 * i}" y="0" width="390" height="350">
<text class="question" x="46" y="22">${question}</text>
<svg x="0" y="32" width="380" height="260">${drawing}</svg>
${legend.map((name, look) => html`<path class="curve look-${look}" d="M46 ${304 + 18 * look}h28"/><text x="82" y="${308 + 18 * look}">${name}</text>`)}
</svg>`,
)}
</svg>`.html
  }\n`
}

const { paper, ink, quiet, rule, fair, bad, good } = palettes.light
const style =
  `text{font:12px system-ui,sans-serif;fill:${quiet}}.question{font-size:15px;font-weight:600;fill:${ink}}`
  + `path{fill:none;stroke:${rule}}.grid{opacity:.3}.curve,.level path{stroke-width:2.2}`
  + `.look-0{stroke:${fair}}.look-1{stroke:${bad};stroke-dasharray:8 4}`
  + `.look-2,.level path{stroke:${good};stroke-dasharray:2 4;stroke-width:2.6}.level text{fill:${good};stroke:none}`
