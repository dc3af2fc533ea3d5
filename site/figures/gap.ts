import { at } from '../../src/arithmetic/sequence.ts'
import clipped from '../../src/mistakes/cross-entropy-clips-probability.ts'
import { made } from '../../src/learning/lessons/lesson.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import type { Axis } from '../../src/report/draw/scale.ts'
import { ceiling, floor } from './bounds.ts'
import type { Figure } from './figure.ts'
import { engine } from './heads.ts'

/** Gaps by half steps around zero, where the curves bend, and by twos beyond. */
const gaps = [
  -20,
  -18,
  -16,
  -14,
  -12,
  -10,
  -8,
  ...Array.from({ length: 25 }, (_, i) => i / 2 - 6),
  8,
  10,
  12,
  14,
  16,
  18,
  20,
]

/** Logits with the label's half a gap above zero, and all others half a gap below. */
const apart = (gap: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => (i === 0 ? gap / 2 : -gap / 2))

const curves = [
  {
    name: 'softmax',
    look: 0,
    of: 'heads.softmax',
    loss: (z: number[]) => engine.softmax.loss(z, 0),
    slope: (z: number[]) => at(engine.softmax.gradient(z, 0), 0),
  },
  {
    name: 'sigmoid, then softmax',
    look: 1,
    of: 'heads.sigmoidThenSoftmax',
    loss: (z: number[]) => engine.sigmoidThenSoftmax.loss(z, 0),
    slope: (z: number[]) => at(engine.sigmoidThenSoftmax.gradient(z, 0), 0),
  },
  {
    name: 'probability clipped to 10⁻⁷',
    look: 3,
    of: 'clipped',
    loss: (z: number[]) => made(clipped, 'crossEntropy', z, 0),
    slope: (z: number[]) => at(made(clipped, 'crossEntropyGradient', z, 0), 0),
  },
] as const

/** What the gap costs, and what it teaches. */
export const gapFigure: Figure = {
  id: 'gap',
  title: 'Loss and gradient against the gap',
  settings: ['classes'],
  show: ({ classes: n }) => {
    const x: Axis = {
      label: 'gap: the logit of the label above all others',
      kind: 'linear',
      from: -20,
      to: 20,
      ticks: [-20, -10, 0, 10, 20],
    }
    const points = (f: (z: number[]) => number) =>
      gaps.map((gap) => [gap, f(apart(gap, n))] as const)
    return {
      legend: legend(curves),
      panels: [
        {
          name: 'loss',
          drawing: lineChart({
            title: `Loss against the gap, for ${n} classes`,
            description:
              'Softmax rises without bound on the left and falls to zero on '
              + 'the right. The sigmoid head lies between a floor and a cap.',
            x,
            y: { label: 'loss', kind: 'linear', from: 0, to: 26, ticks: [0, 5, 10, 15, 20, 25] },
            series: curves.map(({ name, look, loss }) => ({ name, look, points: points(loss) })),
            levels: [
              { at: floor(n), name: 'floor log(1 + (N − 1)/e)', look: 1, side: 'right' },
              { at: ceiling(n), name: 'cap log(1 + (N − 1)e)', look: 1, side: 'left' },
              { at: -Math.log(1e-7), name: 'cap of the clip, 7 log 10', look: 3, side: 'right' },
            ],
          }),
        },
        {
          name: 'gradient at the label',
          drawing: lineChart({
            title: `Slope of the loss along the label's logit, for ${n} classes`,
            description:
              'Of softmax, it tends to −1 where the label is far behind. Of the sigmoid '
              + 'head it vanishes on both sides; of the clipped loss, from the clip on.',
            x,
            y: {
              label: 'slope',
              kind: 'linear',
              from: -1.05,
              to: 0.05,
              ticks: [-1, -0.75, -0.5, -0.25, 0],
            },
            series: curves.map(({ name, look, slope }) => ({ name, look, points: points(slope) })),
          }),
        },
      ],
      reading: html`With ${n} classes and a gap of −20, softmax pulls the label's logit with a slope of ${number(curves[0].slope(apart(-20, n)), `heads.softmax.gradient(apart(-20, ${n}), 0)[0]`)}, the sigmoid head with ${number(curves[1].slope(apart(-20, n)), `heads.sigmoidThenSoftmax.gradient(apart(-20, ${n}), 0)[0]`)}, and the clipped loss with ${number(curves[2].slope(apart(-20, n)), `clipped.gradient(apart(-20, ${n}), 0)[0]`)}: the worst mistakes teach nothing. The loss of the sigmoid head stays between ${number(floor(n), `Math.log(1 + ${n - 1} / Math.E)`)} and ${number(ceiling(n), `Math.log(1 + ${n - 1} * Math.E)`)}.`,
      table: {
        about: `Loss and gradient for ${n} classes, the label's logit being gap/2 and all others −gap/2`,
        key: 'gap',
        columns: [
          ...curves.map(({ name, of }) => ({
            name: `loss, ${name}`,
            of: `${of}.loss(apart(x, ${n}), 0)`,
          })),
          ...curves.map(({ name, of }) => ({
            name: `gradient, ${name}`,
            of: `${of}.gradient(apart(x, ${n}), 0)[0]`,
          })),
        ],
        rows: gaps.map((gap) => {
          const z = apart(gap, n)
          return {
            key: gap,
            values: [...curves.map(({ loss }) => loss(z)), ...curves.map(({ slope }) => slope(z))],
          }
        }),
      },
    }
  },
}
