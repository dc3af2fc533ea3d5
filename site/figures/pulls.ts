import { at, greatest, least } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { scoresAt } from '../../src/learning/models/plane.ts'
import { classNames, engine, learnt } from '../model.ts'
import { pullBars } from './bars.ts'
import type { Figure } from './figure.ts'
import { plane } from './plane.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

/** What every point pulls at, once the network has learnt from them all. */
export const pullsFigure: Figure = {
  id: 'pulls',
  title: 'How hard each point pulls',
  settings: ['points', 'probe', 'label'],
  controls: ['label'],
  show: ({ points, probe, label }) => {
    const lines = learnt(points)
    const pulls = points.map(([label, ...place]) =>
      engine.softmax.gradient(scoresAt(lines, place), label),
    )
    const strength = pulls.map((g, i) => -at(g, at(points, i)[0]))
    const hardest = strength.indexOf(greatest(strength))
    const z = scoresOf({ points, probe })
    const g = engine.softmax.gradient(z, label)
    return {
      panels: [
        {
          name: 'the larger the halo, the harder the point pulls',
          drawing: plane({
            title: 'The pull of each point',
            points,
            probe,
            regions: lines,
            borders: [{ lines, look: 3 }],
            halos: strength,
          }),
        },
        {
          name: html`p − y at the question mark, if it is a ${classNames[label]}`,
          drawing: pullBars('p minus y', g),
        },
      ],
      reading: html`If the question mark is a ${named(label)}, its gradient is ${g.map((_, i) => html`${i > 0 && (i === 2 ? ' and ' : ', ')}${number(at(g, i), `heads.softmax.gradient(z, ${label})[${i}]`, 3)}`)}: less than zero at the label, which a step then raises, more than zero elsewhere, and zero in sum. Of the labelled points, the hardest pull is that of the ${named(points[hardest]?.[0] ?? 0)} at (${number(at(points, hardest)[1], `points[${hardest}][1]`, 3)}, ${number(at(points, hardest)[2], `points[${hardest}][2]`, 3)}), ${number(at(strength, hardest), `pull(points, ${hardest})`, 3)}; the weakest is ${number(least(strength), `Math.min(...points.map((_, i) => pull(points, i)))`, 2)}.`,
      table: {
        about:
          'p − y at each labelled point, and its pull: 1 less the probability of its own class',
        key: 'point',
        columns: [
          ...classNames.map((name, i) => ({ name, of: `pulls(points, x)[${i}]` })),
          { name: 'pull', of: 'pull(points, x)' },
        ],
        rows: pulls.map((g, i) => ({
          key: i,
          name: `${classNames[at(points, i)[0]]} ${i + 1}`,
          values: [...g, at(strength, i)],
        })),
      },
    }
  },
}
