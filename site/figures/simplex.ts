import { greatest } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend } from '../../src/report/draw/line-chart.ts'
import { sample, triangle, type Share } from '../../src/report/draw/triangle.ts'
import type { Figure } from './figure.ts'
import { classNames, engine } from './heads.ts'

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
  title: 'What can be said of three classes',
  settings: ['z'],
  show: ({ z }) => {
    const [p, q] = [share(engine.softmax.predict(z)), share(engine.sigmoidThenSoftmax.predict(z))]
    const vertices = cube.map((s) => share(engine.softmax.predict(s)))
    const at = JSON.stringify(z)
    const top = greatest(q)
    return {
      legend: legend(
        [
          { name: 'softmax reaches every inner point', look: 0 },
          { name: 'sigmoid, then softmax stays in the hexagon', look: 1 },
        ],
        sample,
      ),
      panels: [
        {
          name: 'each corner: that class is certain',
          drawing: triangle({
            title: 'The triangle of distributions over three classes',
            description:
              'The sigmoid head reaches a hexagon around the middle, in which '
              + 'no two probabilities differ by more than a factor e.',
            corners: classNames,
            region: { name: 'reach of sigmoid, then softmax', look: 1, vertices },
            points: [
              { name: 'softmax', look: 0, at: p },
              { name: 'sigmoid, then softmax', look: 1, at: q },
            ],
          }),
        },
      ],
      reading: html`In the hexagon any two probabilities differ by a factor of e at most; each edge is a line on which two of them differ by just that. At these logits softmax gives its first class ${number(greatest(p), `Math.max(...heads.softmax.predict(${at}))`)}, and the sigmoid head ${number(top, `Math.max(...heads.sigmoidThenSoftmax.predict(${at}))`)}.`,
      table: {
        about: 'Points of the triangle',
        key: 'point',
        columns: classNames.map((name, i) => ({ name, of: `pointOf(x, ${at})[${i}]` })),
        rows: [
          { key: 'softmax', values: p },
          { key: 'sigmoid, then softmax', values: q },
          ...vertices.map((values, i) => ({ key: `corner ${cube[i]?.join(', ') ?? ''}`, values })),
        ],
      },
    }
  },
}
