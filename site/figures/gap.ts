import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import type { Axis } from '../../src/report/draw/scale.ts'
import { probability } from './axes.ts'
import { cap, ceiling, floor } from './bounds.ts'
import { sparse, type Figure } from './figure.ts'
import { engine } from '../model.ts'

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
    look: 3,
    of: 'heads.softmax',
    share: (z: number[]) => at(engine.softmax.predict(z), 0),
    loss: (z: number[]) => engine.softmax.loss(z, 0),
    slope: (z: number[]) => at(engine.softmax.gradient(z, 0), 0),
  },
  {
    name: 'sigmoid, then softmax',
    look: 4,
    of: 'heads.sigmoidThenSoftmax',
    share: (z: number[]) => at(engine.sigmoidThenSoftmax.predict(z), 0),
    loss: (z: number[]) => engine.sigmoidThenSoftmax.loss(z, 0),
    slope: (z: number[]) => at(engine.sigmoidThenSoftmax.gradient(z, 0), 0),
  },
] as const

/** Cap, floor and vanishing gradient in one picture. */
export const gapFigure: Figure = {
  id: 'gap',
  title: 'Cap, floor and vanishing gradient',
  settings: ['classes'],
  controls: ['classes'],
  show: ({ classes: n }) => {
    const x: Axis = {
      label: 'lead of the label over all other scores',
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
          name: 'probability of the label',
          drawing: lineChart({
            title: `Probability of the label against its lead, for ${n} classes`,
            description: 'Softmax rises from 0 to 1. The sigmoid head ends at its cap.',
            x,
            y: probability,
            series: curves.map(({ name, look, share }) => ({
              name: `probability, ${name}`,
              look,
              points: points(share),
            })),
            levels: [{ at: cap(n), name: 'cap', look: 4, side: 'left' }],
          }),
        },
        {
          name: 'loss',
          drawing: lineChart({
            title: `Loss against the gap, for ${n} classes`,
            description:
              'Softmax rises without bound on the left and falls to zero on '
              + 'the right. The sigmoid head lies between a floor and a ceiling.',
            x,
            y: { label: 'loss', kind: 'linear', from: 0, to: 26, ticks: [0, 5, 10, 15, 20, 25] },
            series: curves.map(({ name, look, loss }) => ({
              name: `loss, ${name}`,
              look,
              points: points(loss),
            })),
            levels: [
              { at: floor(n), name: 'floor', look: 4, side: 'right' },
              { at: ceiling(n), name: 'ceiling', look: 4, side: 'left' },
            ],
          }),
        },
        {
          name: 'gradient at the label',
          drawing: lineChart({
            title: `Slope of the loss along the label's logit, for ${n} classes`,
            description:
              'Of softmax, it tends to −1 where the label is far behind. Of the sigmoid '
              + 'head it vanishes on both sides.',
            x,
            y: {
              label: 'slope',
              kind: 'linear',
              from: -1.05,
              to: 0.05,
              ticks: [-1, -0.75, -0.5, -0.25, 0],
            },
            series: curves.map(({ name, look, slope }) => ({
              name: `gradient, ${name}`,
              look,
              points: points(slope),
            })),
          }),
        },
      ],
      reading: html`With ${number(n, String(n))} classes the cap is ${number(cap(n), `Math.E / (Math.E + ${n - 1})`, 3)}, and the loss stays between ${number(floor(n), `Math.log(1 + ${n - 1} / Math.E)`)} and ${number(ceiling(n), `Math.log(1 + ${n - 1} * Math.E)`)}. Where the label trails by 20, the gradient of softmax is ${number(curves[0].slope(apart(-20, n)), `heads.softmax.gradient(apart(-20, ${n}), 0)[0]`)}; behind a sigmoid it is ${number(curves[1].slope(apart(-20, n)), `heads.sigmoidThenSoftmax.gradient(apart(-20, ${n}), 0)[0]`)}. The worst mistakes teach nothing.`,
      table: {
        about: `Probability, loss and gradient for ${n} classes; the score of the label is lead/2, all others are −lead/2`,
        key: 'lead',
        columns: [
          ...curves.map(({ name, of }) => ({
            name: `probability, ${name}`,
            of: `${of}.predict(apart(x, ${n}))[0]`,
          })),
          ...curves.map(({ name, of }) => ({
            name: `loss, ${name}`,
            of: `${of}.loss(apart(x, ${n}), 0)`,
          })),
          ...curves.map(({ name, of }) => ({
            name: `gradient, ${name}`,
            of: `${of}.gradient(apart(x, ${n}), 0)[0]`,
          })),
        ],
        rows: sparse(gaps).map((gap) => {
          const z = apart(gap, n)
          return {
            key: gap,
            values: [
              ...curves.map(({ share }) => share(z)),
              ...curves.map(({ loss }) => loss(z)),
              ...curves.map(({ slope }) => slope(z)),
            ],
          }
        }),
      },
    }
  },
}
