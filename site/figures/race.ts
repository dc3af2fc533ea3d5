import { binary64 } from '../../src/arithmetic/binary64.ts'
import { linear } from '../../src/learning/models/network.ts'
import { train, type Example } from '../../src/learning/models/train.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import type { Start } from '../state.ts'
import { floor } from './bounds.ts'
import type { Figure } from './figure.ts'
import { contenders, engine } from './heads.ts'

const racers = contenders.slice(0, 2)
const stops = [
  0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000,
]
/** One example, without coordinates: the biases are the logits. */
const example: Example<number> = { x: [], label: 0, weight: 1 }
const from = (start: Start, n: number): number[] =>
  Array.from({ length: n }, (_, i) =>
    start === 'zero' ? 0
    : i === 0 ? -5
    : 5,
  )

/** The loss after so many steps of size 1. */
const run = (
  head: 'softmax' | 'sigmoidThenSoftmax' | 'oneVsRest',
  start: Start,
  n: number,
): number[] => {
  const classifier = linear(binary64, head)
  let z: readonly number[] = from(start, n)
  return stops.map((stop, i) => {
    z = train(binary64, classifier, [example], z, { rate: 1, steps: stop - (stops[i - 1] ?? 0) })
    return engine[head].loss(z, 0)
  })
}

/** Two heads learn one label from the same start. */
export const raceFigure: Figure = {
  id: 'race',
  title: 'A race of two heads from the same start',
  settings: ['classes', 'start'],
  show: ({ classes: n, start }) => {
    const losses = racers.map(({ head }) => run(head, start, n))
    const least = floor(n)
    const at = (racer: number, stop: number) =>
      number(
        losses[racer]?.[stops.indexOf(stop)] ?? NaN,
        `raced('${racers[racer]?.head ?? ''}', '${start}', ${n}, ${stop})`,
      )
    const ends =
      start === 'zero' ?
        html`One step of size 1 on raw logits makes the gap 1 and so the loss ${at(0, 1)}, which is exactly the floor of the sigmoid head; after 2000 steps that head stands at ${at(1, 2000)}.`
      : html`From a confident mistake the raw logits are at ${at(0, 20)} after 20 steps; the sigmoid head, flat on both sides, has moved from ${at(1, 0)} to ${at(1, 20)}, and is at ${at(1, 2000)} after 2000.`
    return {
      legend: legend(racers),
      panels: [
        {
          name: 'loss after so many steps of size 1',
          drawing: lineChart({
            title: `Loss against steps, for ${n} classes`,
            description: 'The raw logits fall to zero; the sigmoid head creeps towards its floor.',
            x: {
              label: 'steps',
              kind: 'log1p',
              from: 0,
              to: 2000,
              ticks: [0, 1, 10, 100, 1000],
              tick: String,
            },
            y: {
              label: 'loss',
              kind: 'linear',
              from: 0,
              to: start === 'zero' ? 5 : 15,
              ticks: start === 'zero' ? [0, 1, 2, 3, 4, 5] : [0, 5, 10, 15],
            },
            series: racers.map(({ name, look }, i) => ({
              name,
              look,
              points: stops.map((stop, j) => [stop, losses[i]?.[j] ?? NaN] as const),
            })),
            levels: [
              { at: least, name: 'floor log(1 + (N − 1)/e)', look: 1, side: 'right', above: false },
            ],
          }),
        },
      ],
      reading: html`${ends} Its floor is ${number(least, `Math.log(1 + ${n - 1} / Math.E)`)}.`,
      table: {
        about: `Loss of one example with ${n} classes, after so many steps`,
        key: 'steps',
        columns: racers.map(({ head, name }) => ({
          name,
          of: `raced('${head}', '${start}', ${n}, x)`,
        })),
        rows: stops.map((stop, i) => ({ key: stop, values: losses.map((loss) => loss[i] ?? NaN) })),
      },
    }
  },
}
