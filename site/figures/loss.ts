import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { engine } from '../model.ts'
import { sparse, type Figure } from './figure.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

const shares = [0.001, 0.003, 0.01, ...Array.from({ length: 39 }, (_, i) => (i + 1) / 40), 1]
const curves = [
  { name: 'cross-entropy, −log p', look: 3 },
  { name: 'squared error, (1 − p)²', look: 4 },
] as const

/** What a label costs, by the probability that it was given. */
export const lossFigure: Figure = {
  id: 'loss',
  title: 'What surprise costs',
  settings: ['points', 'probe', 'label'],
  controls: ['label'],
  show: ({ points, probe, label }) => {
    const z = scoresOf({ points, probe })
    const p = at(engine.softmax.predict(z), label)
    const loss = engine.softmax.loss(z, label)
    return {
      legend: legend(curves),
      panels: [
        {
          name: 'loss, by the probability that the label was given',
          drawing: lineChart({
            title: 'Loss against the probability of the label',
            description:
              'Cross-entropy rises without bound towards 0; the squared error stops at 1.',
            x: {
              label: 'probability of the label',
              kind: 'linear',
              from: 0,
              to: 1,
              ticks: [0, 0.25, 0.5, 0.75, 1],
            },
            y: { label: 'loss', kind: 'linear', from: 0, to: 7, ticks: [0, 1, 2, 3, 4, 5, 6, 7] },
            series: [
              { ...curves[0], points: shares.map((p) => [p, -Math.log(p)] as const) },
              { ...curves[1], points: shares.map((p) => [p, (1 - p) ** 2] as const) },
            ],
            over: (px, py) =>
              html`<g class="here"><path d="M${coordinate(px(p))} ${coordinate(py(0))}V${coordinate(py(loss))}"/><circle class="dot" cx="${coordinate(px(p))}" cy="${coordinate(py(loss))}" r="5"/></g>`,
          }),
        },
      ],
      reading: html`Suppose the question mark turns out to be a ${named(label)}. Softmax gave that ${number(p, `heads.softmax.predict(z)[${label}]`, 3)}, so the loss is ${number(loss, `heads.softmax.loss(z, ${label})`, 4)}. A guess of one third costs log 3 = ${number(Math.log(3), 'Math.log(3)', 4)}.`,
      table: {
        about: 'Loss by the probability of the label',
        key: 'probability',
        columns: [
          { name: curves[0].name, of: '-Math.log(x)' },
          { name: curves[1].name, of: '(1 - x) ** 2' },
        ],
        rows: sparse(shares).map((p) => ({ key: p, values: [-Math.log(p), (1 - p) ** 2] })),
      },
    }
  },
}
