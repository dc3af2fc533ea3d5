import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { scoresAt } from '../../src/learning/models/plane.ts'
import { classNames, engine, learnt } from '../model.ts'
import type { Point } from '../../src/learning/models/plane.ts'
import { probabilityBars } from './bars.ts'
import type { Figure } from './figure.ts'
import { named } from './shapes.ts'

/** How frequent each class is among the points. */
const frequencies = (points: readonly Point[]): number[] =>
  [0, 1, 2].map((y) => points.filter(([label]) => label === y).length / points.length)

/** What training makes equal: how often a class occurs, and how much of it is predicted. */
export const meansFigure: Figure = {
  id: 'means',
  title: 'What the best fit must match',
  settings: ['points'],
  controls: ['points'],
  show: ({ points }) => {
    const lines = learnt(points)
    const predicted = points.map(([, ...place]) => engine.softmax.predict(scoresAt(lines, place)))
    const means = [0, 1, 2].map(
      (i) => predicted.reduce((sum, p) => sum + at(p, i), 0) / points.length,
    )
    const counted = frequencies(points)
    return {
      panels: [
        {
          name: 'share of the points',
          drawing: probabilityBars({ title: 'Share of the points', p: counted }),
        },
        {
          name: 'mean probability after 200 steps',
          drawing: probabilityBars({ title: 'Mean probability', p: means }),
        },
      ],
      reading: html`${named(0)} is ${number(at(counted, 0), 'frequency(points, 0)', 3)} of the points, and its mean probability is ${number(at(means, 0), 'meanProbability(points, 0)', 3)}; for ${named(1)} they are ${number(at(counted, 1), 'frequency(points, 1)', 3)} and ${number(at(means, 1), 'meanProbability(points, 1)', 3)}, for ${named(2)} ${number(at(counted, 2), 'frequency(points, 2)', 3)} and ${number(at(means, 2), 'meanProbability(points, 2)', 3)}.`,
      table: {
        about: 'The share of each class among the points, and the mean of its probabilities',
        key: 'class',
        columns: [
          { name: 'share', of: 'frequency(points, x)' },
          { name: 'mean probability', of: 'meanProbability(points, x)' },
        ],
        rows: counted.map((share, i) => ({
          key: i,
          name: classNames[i] ?? '',
          values: [share, at(means, i)],
        })),
      },
    }
  },
}
