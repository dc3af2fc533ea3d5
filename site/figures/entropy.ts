import { at, greatest, least } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { lineChart } from '../../src/report/draw/line-chart.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { engine } from '../model.ts'
import { sparse, type Figure } from './figure.ts'
import { scoresOf } from './scores.ts'
import { named } from './shapes.ts'

/** How undecided a distribution is, in nats. */
export const entropy = (p: readonly number[]): number =>
  -p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0)

/** The direction in which neither the sum of probabilities nor the mean score changes. */
const direction = (z: readonly number[]): number[] => {
  const d = [1, 2, 0].map((i, k) => at(z, i) - at(z, [2, 0, 1][k] ?? 0))
  const longest = greatest(d.map(Math.abs))
  return longest === 0 ? [1, -1, 0] : d.map((x) => x / longest)
}

/** Other probabilities with the same mean score, and how undecided each of them is. */
export const entropyFigure: Figure = {
  id: 'entropy',
  title: 'Softmax takes nothing for granted but the mean score',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    const p = engine.softmax.predict(z)
    const d = direction(z)
    const ends = d.flatMap((x, i) => (x === 0 ? [] : [-at(p, i) / x]))
    const [low, high] = [greatest(ends.filter((t) => t <= 0)), least(ends.filter((t) => t >= 0))]
    const ts = Array.from({ length: 33 }, (_, i) =>
      i < 16 ? (low * (16 - i)) / 16
      : i === 16 ? 0
      : (high * (i - 16)) / 16,
    )
    const values = ts.map((t) => entropy(p.map((x, i) => Math.max(0, x + t * at(d, i)))))
    const mean = p.reduce((sum, x, i) => sum + x * at(z, i), 0)
    const top = entropy(p)
    return {
      panels: [
        {
          name: 'entropy of all probabilities with this mean score',
          drawing: lineChart({
            title: 'Entropy against the distance from softmax',
            description: 'It is greatest at softmax and falls on both sides.',
            x: {
              label: 'distance from softmax, with the mean score kept',
              kind: 'linear',
              from: low,
              to: high,
              ticks: [low, 0, high],
              tick: (t) => short(t, 2),
            },
            y: { label: 'entropy', kind: 'linear', from: 0, to: 1.2, ticks: [0, 0.4, 0.8, 1.2] },
            series: [
              { name: 'entropy', look: 3, points: ts.map((t, i) => [t, at(values, i)] as const) },
            ],
            over: (px, py) =>
              html`<circle class="dot" cx="${coordinate(px(0))}" cy="${coordinate(py(top))}" r="5"/><text x="${coordinate(px(0))}" y="${coordinate(py(top) - 11)}" text-anchor="middle">softmax</text>`,
          }),
        },
      ],
      reading: html`The score of ${named(0)} less that of ${named(1)} is ${number(at(z, 0) - at(z, 1), 'z[0] - z[1]', 3)}, so the odds of the first against the second are e to that power, ${number(Math.exp(at(z, 0) - at(z, 1)), 'Math.exp(z[0] - z[1])', 3)}. The mean score under softmax is ${number(mean, 'meanScore(z)', 3)}. Many probabilities have this mean; softmax has the greatest entropy of them all, ${number(top, 'entropy(heads.softmax.predict(z))', 3)}.`,
      table: {
        about: 'Entropy along the line of probabilities with the mean score of softmax',
        key: 'distance',
        columns: [{ name: 'entropy', of: 'entropyAt(z, x)' }],
        rows: sparse(ts.map((t, i) => ({ key: t, values: [at(values, i)] }))),
      },
    }
  },
}
