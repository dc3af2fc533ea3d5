import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { engine, learnt } from '../model.ts'
import { probability } from './axes.ts'
import { sparse, type Figure } from './figure.ts'
import { plane } from './plane.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

const leads = Array.from({ length: 33 }, (_, i) => i / 2 - 8)
const ofSigmoid = (lead: number): number => at(engine.sigmoid.predict([lead]), 1)
const ofSoftmax = (lead: number): number => at(engine.softmax.predict([lead, 0]), 0)
const curves = [
  { name: 'sigmoid of the difference', look: 5 },
  { name: 'softmax of the two scores', look: 4 },
] as const

/** Two classes: the sigmoid and softmax are one curve. */
export const pairFigure: Figure = {
  id: 'pair',
  title: 'Two curves, one upon the other',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    const lead = at(z, 0) - at(z, 1)
    return {
      legend: legend(curves),
      panels: [
        {
          name: 'drag the question mark',
          drawing: plane({ title: 'The plane', points, probe, regions: learnt(points) }),
        },
        {
          name: 'probability of the circle, if only circle and square are left',
          drawing: lineChart({
            title: 'Probability against the difference of two scores',
            description: 'The sigmoid of the difference and softmax of the two scores coincide.',
            x: {
              label: 'score of the circle less that of the square',
              kind: 'linear',
              from: -8,
              to: 8,
              ticks: [-8, -4, 0, 4, 8],
            },
            y: probability,
            series: [
              { ...curves[0], points: leads.map((x) => [x, ofSigmoid(x)] as const) },
              { ...curves[1], points: leads.map((x) => [x, ofSoftmax(x)] as const) },
            ],
            over: (px, py) =>
              html`<g class="here"><path d="M${coordinate(px(lead))} ${coordinate(py(0))}V${coordinate(py(ofSigmoid(lead)))}"/><circle class="dot" cx="${coordinate(px(lead))}" cy="${coordinate(py(ofSigmoid(lead)))}" r="5"/><text x="${coordinate(px(lead) + (lead < 4 ? 10 : -10))}" y="${coordinate(py(ofSigmoid(lead)) + 5)}" text-anchor="${lead < 4 ? 'start' : 'end'}">?</text></g>`,
          }),
        },
      ],
      reading: html`At the question mark the score of ${named(0)} less that of ${named(1)} is ${number(lead, 'z[0] - z[1]', 3)}. The sigmoid of that is ${number(ofSigmoid(lead), 'heads.sigmoid.predict([z[0] - z[1]])[1]', 6)}; softmax of the two scores is ${number(at(engine.softmax.predict(z.slice(0, 2)), 0), 'heads.softmax.predict([z[0], z[1]])[0]', 6)}.`,
      table: {
        about: 'The probability of the first of two classes, by the difference of their scores',
        key: 'difference',
        columns: [
          { name: curves[0].name, of: 'heads.sigmoid.predict([x])[1]' },
          { name: curves[1].name, of: 'heads.softmax.predict([x, 0])[0]' },
        ],
        rows: sparse(leads).map((x) => ({ key: x, values: [ofSigmoid(x), ofSoftmax(x)] })),
      },
    }
  },
}
