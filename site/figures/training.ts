import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { lossOf, scoresAt } from '../../src/learning/models/plane.ts'
import { engine, learnt, type Head } from '../model.ts'
import { mostSteps } from '../state.ts'
import { floor } from './bounds.ts'
import { sparse, type Figure } from './figure.ts'
import { plane } from './plane.ts'

const runners = [
  { head: 'softmax', name: 'softmax', look: 3 },
  { head: 'sigmoidThenSoftmax', name: 'sigmoid, then softmax', look: 4 },
] as const satisfies readonly {
  readonly head: Head
  readonly name: string
  readonly look: number
}[]
const stops = Array.from({ length: 21 }, (_, i) => (i * mostSteps) / 20)

/** Two networks learn from the same points, the one with a sigmoid before softmax. */
export const trainingFigure: Figure = {
  id: 'training',
  title: 'Two networks learn from the same points',
  settings: ['points', 'probe', 'steps'],
  controls: ['steps', 'points'],
  show: ({ points, probe, steps }) => {
    const losses = runners.map(({ head }) =>
      stops.map((stop) => lossOf(points, head, learnt(points, head, stop))),
    )
    const now = runners.map(({ head }) => learnt(points, head, steps))
    const surest = runners.map(({ head }, i) =>
      greatest(points.flatMap(([, ...place]) => engine[head].predict(scoresAt(at(now, i), place)))),
    )
    const said = (i: number) =>
      html`has the loss ${number(lossOf(points, at(runners, i).head, at(now, i)), `meanLossOf(points, '${at(runners, i).head}', ${steps})`, 4)} and gives its surest point ${number(at(surest, i), `surest(points, '${at(runners, i).head}', ${steps})`, 4)}`
    return {
      legend: legend(runners),
      panels: [
        ...runners.map(({ head, name, look }, i) => ({
          name,
          drawing: plane({
            title: name,
            points,
            probe,
            borders: [{ lines: at(now, i), look }],
            belief: (place) => engine[head].predict(scoresAt(at(now, i), place)),
          }),
        })),
        {
          name: 'mean loss, step by step',
          drawing: lineChart({
            title: 'Mean loss against steps',
            description:
              'Softmax falls towards what the points allow; the other stays above a floor.',
            x: {
              label: 'steps',
              kind: 'linear',
              from: 0,
              to: mostSteps,
              ticks: [0, 50, 100, 150, 200],
            },
            y: { label: 'loss', kind: 'linear', from: 0, to: 1.2, ticks: [0, 0.4, 0.8, 1.2] },
            series: runners.map(({ name, look }, i) => ({
              name,
              look,
              points: stops.map((stop, j) => [stop, at(at(losses, i), j)] as const),
            })),
            levels: [{ at: floor(3), name: 'floor', look: 4, side: 'right', above: false }],
            over: (px, py) =>
              html`<path class="now" d="M${coordinate(px(steps))} ${coordinate(py(0))}V${coordinate(py(1.2))}"/>`,
          }),
        },
      ],
      reading: html`After ${steps === 1 ? '1 step' : `${steps} steps`} of size 1, softmax ${said(0)}. With a sigmoid in front of it, it ${said(1)}.`,
      table: {
        about: 'Mean loss of the points after so many steps of size 1',
        key: 'steps',
        columns: runners.map(({ name, head }) => ({
          name,
          of: `meanLossOf(points, '${head}', x)`,
        })),
        rows: sparse(
          stops.map((stop, j) => ({ key: stop, values: losses.map((loss) => at(loss, j)) })),
        ),
      },
    }
  },
}
