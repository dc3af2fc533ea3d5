import { greatest } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend } from '../../src/report/draw/line-chart.ts'
import { sample, triangle, type Share } from '../../src/report/draw/triangle.ts'
import type { Figure } from './figure.ts'
import { classNames, engine, learnt } from '../model.ts'
import { plane } from './plane.ts'
import { scoresOf } from './scores.ts'

/**
 * The corners of the cube of scores in [0, 1], in order around the hexagon that softmax makes of
 * it.
 */
const cube = [
  [1, 0, 0],
  [1, 1, 0],
  [0, 1, 0],
  [0, 1, 1],
  [0, 0, 1],
  [1, 0, 1],
] as const

/** A vector of three, of which softmax makes three. */
const share = (p: readonly number[]): Share => p as unknown as Share

/** Which distributions a head can give at all. */
export const simplexFigure: Figure = {
  id: 'simplex',
  title: 'All distributions over three classes, and those within reach',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    const [p, q] = [share(engine.softmax.predict(z)), share(engine.sigmoidThenSoftmax.predict(z))]
    const vertices = cube.map((s) => share(engine.softmax.predict(s)))
    const top = greatest(q)
    return {
      legend: legend(
        [
          { name: 'softmax reaches every inner point', look: 3 },
          { name: 'sigmoid, then softmax stays in the hexagon', look: 4 },
        ],
        sample,
      ),
      panels: [
        {
          name: 'drag the question mark',
          drawing: plane({ title: 'The plane', points, probe, regions: learnt(points) }),
        },
        {
          name: 'each corner: that class is certain',
          drawing: triangle({
            title: 'The triangle of distributions over three classes',
            description:
              'The sigmoid head reaches a hexagon around the middle, in which '
              + 'no two probabilities differ by more than a factor e.',
            corners: classNames,
            region: { name: 'reach of sigmoid, then softmax', look: 4, vertices },
            points: [
              { name: 'softmax', look: 3, at: p },
              { name: 'sigmoid, then softmax', look: 4, at: q },
            ],
          }),
        },
      ],
      reading: html`Inside the hexagon no probability is more than e times another. At the scores of the question mark, softmax gives its most probable class ${number(greatest(p), 'Math.max(...heads.softmax.predict(z))')}, and with a sigmoid in front of it ${number(top, 'Math.max(...heads.sigmoidThenSoftmax.predict(z))')}.`,
      table: {
        about: 'Points of the triangle',
        key: 'point',
        columns: classNames.map((name, i) => ({ name, of: `pointOf(x, z)[${i}]` })),
        rows: [
          { key: 'softmax', values: p },
          { key: 'sigmoid, then softmax', values: q },
          ...vertices.map((values, i) => ({ key: `corner ${cube[i]?.join(', ') ?? ''}`, values })),
        ],
      },
    }
  },
}
