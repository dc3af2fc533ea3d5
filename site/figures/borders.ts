import { at } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { legend } from '../../src/report/draw/line-chart.ts'
import { scoresAt } from '../../src/learning/models/plane.ts'
import { classNames, engine, learnt, ofGaussians } from '../model.ts'
import type { Figure } from './figure.ts'
import { plane } from './plane.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

/** The borders that Gaussians give, and those that cross-entropy gives. */
export const bordersFigure: Figure = {
  id: 'borders',
  title: 'The same points, fitted twice',
  settings: ['points', 'probe'],
  controls: ['points'],
  show: ({ points, probe }) => {
    const gaussians = ofGaussians(points)
    const p = engine.softmax.predict(scoresOf({ points, probe }))
    const q = gaussians && engine.softmax.predict(scoresAt(gaussians, probe))
    return {
      legend: legend([
        { name: 'border by softmax and cross-entropy', look: 3 },
        { name: 'border by a Gaussian for each class, one covariance', look: 4 },
      ]),
      panels: [
        {
          name: 'drag the points; the borders follow',
          drawing: plane({
            title: 'Two sets of borders',
            points,
            probe,
            regions: learnt(points),
            borders: [
              { lines: learnt(points), look: 3 },
              ...(gaussians === undefined ? [] : [{ lines: gaussians, look: 4 }]),
            ],
          }),
        },
      ],
      reading:
        q === undefined ?
          html`These points lie on a line in every class: no Gaussian can be fitted to them.`
        : html`At the question mark the Gaussians give ${named(0)} a probability of ${number(at(q, 0), 'heads.softmax.predict(gaussianScores(points, probe))[0]', 3)}; softmax with cross-entropy gives it ${number(at(p, 0), 'heads.softmax.predict(z)[0]', 3)}.`,
      table: {
        about: 'Probabilities at the question mark',
        key: 'class',
        columns: [
          { name: 'by softmax', of: 'heads.softmax.predict(z)[x]' },
          ...(q === undefined ?
            []
          : [
              {
                name: 'by Gaussians',
                of: 'heads.softmax.predict(gaussianScores(points, probe))[x]',
              },
            ]),
        ],
        rows: p.map((share, i) => ({
          key: i,
          name: classNames[i] ?? '',
          values: [share, ...(q === undefined ? [] : [at(q, i)])],
        })),
      },
    }
  },
}
