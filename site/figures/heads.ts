import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { classNames, engine, learnt } from '../model.ts'
import { probabilityBars } from './bars.ts'
import type { Figure } from './figure.ts'
import { plane } from './plane.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

/** One softmax, or a sigmoid for each class, of the same scores. */
export const headsFigure: Figure = {
  id: 'heads',
  title: 'One question, or three',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    const [p, q] = [engine.softmax.predict(z), engine.oneVsRest.predict(z)]
    const sum = q.reduce((a, b) => a + b)
    return {
      panels: [
        {
          name: 'drag the question mark',
          drawing: plane({ title: 'The plane', points, probe, regions: learnt(points) }),
        },
        {
          name: 'softmax: which of the three?',
          drawing: probabilityBars({ title: 'Softmax', p }),
        },
        {
          name: 'three sigmoids, one for each class',
          drawing: probabilityBars({ title: 'Three sigmoids', p: q }),
        },
      ],
      reading: html`The three sigmoids sum to ${number(sum, 'sum(heads.oneVsRest.predict(z))', 4)}, softmax to 1. ${named(1)} gets ${number(at(q, 1), 'heads.oneVsRest.predict(z)[1]', 3)} from its own sigmoid, whatever the other scores are, and ${number(at(p, 1), 'heads.softmax.predict(z)[1]', 3)} from softmax, which weighs it against them.`,
      table: {
        about: 'The same scores, read by softmax and by three sigmoids',
        key: 'class',
        columns: [
          { name: 'score', of: 'z[x]' },
          { name: 'softmax', of: 'heads.softmax.predict(z)[x]' },
          { name: 'its own sigmoid', of: 'heads.oneVsRest.predict(z)[x]' },
        ],
        rows: z.map((value, i) => ({
          key: i,
          name: classNames[i] ?? '',
          values: [value, at(p, i), at(q, i)],
        })),
      },
    }
  },
}
