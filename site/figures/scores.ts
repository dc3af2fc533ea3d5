import { html, type Markup } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { scoresAt } from '../../src/learning/models/plane.ts'
import { classNames, engine, learnt } from '../model.ts'
import type { State } from '../state.ts'
import type { Figure } from './figure.ts'
import { probabilityBars, rowHead } from './bars.ts'
import { plane } from './plane.ts'
import { named } from './shapes.ts'

/** The three scores at the question mark, which go through the whole page. */
export const scoresOf = ({ points, probe }: Pick<State, 'points' | 'probe'>): number[] =>
  scoresAt(learnt(points), probe)

/** The score of a class in a sentence. */
export const score = (z: readonly number[], i: number, digits = 3): Markup =>
  number(z[i] ?? NaN, `z[${i}]`, digits)

/** The points alone: what the network makes of them is not shown yet. */
export const placeFigure: Figure = {
  id: 'place',
  title: 'Three classes in a plane',
  settings: ['points', 'probe'],
  controls: ['points'],
  show: ({ points, probe }) => ({
    panels: [
      {
        name: 'drag a point, or the question mark',
        drawing: plane({ title: 'The plane', points, probe }),
      },
    ],
    reading: html`There are ${points.length} labelled points, and one without a label: the question mark at (${number(probe[0], 'probe[0]', 3)}, ${number(probe[1], 'probe[1]', 3)}).`,
    table: {
      about: 'The labelled points',
      key: 'point',
      columns: [
        { name: 'across', of: 'points[x][1]' },
        { name: 'up', of: 'points[x][2]' },
      ],
      rows: points.map(([label, x, y], i) => ({
        key: i,
        name: `${classNames[label]} ${i + 1}`,
        values: [x, y],
      })),
    },
  }),
}

/** Where the points lie, and which scores the question mark gets. */
export const scoresFigure: Figure = {
  id: 'scores',
  title: 'Three scores',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    return {
      panels: [
        {
          name: 'borders, where two scores are equal',
          drawing: plane({
            title: 'The plane',
            points,
            probe,
            regions: learnt(points),
            borders: [{ lines: learnt(points), look: 3 }],
          }),
        },
        { name: 'the scores of the question mark', drawing: scoreBars(z) },
      ],
      reading: html`At the question mark, ${named(0)} has the score ${score(z, 0)}, ${named(1)} ${score(z, 1)} and ${named(2)} ${score(z, 2)}.`,
      table: {
        about: 'The scores at the question mark',
        key: 'class',
        columns: [{ name: 'score', of: 'z[x]' }],
        rows: z.map((value, i) => ({ key: i, name: classNames[i] ?? '', values: [value] })),
      },
    }
  },
}

const [zero, half, pitch] = [165, 105, 44]

/** Scores to the left and to the right of zero. */
const scoreBars = (z: readonly number[]): Markup => {
  const limit = [2, 4, 8, 16].find((it) => z.every((value) => Math.abs(value) <= it)) ?? 32
  const x = (score: number): number =>
    zero + (half * Math.max(-limit, Math.min(limit, score))) / limit
  return html`<svg class="chart bars" viewBox="0 0 310 176" role="img" aria-label="Scores: ${z.map((value, i) => `${classNames[i]} ${short(value, 3)}`).join(', ')}">
${z.map((value, i) => {
  const y = 26 + i * pitch
  return html`<g>${rowHead(i, 10, y - 15)}<rect class="bar look-${i}" data-score="${i}" x="${coordinate(Math.min(zero, x(value)))}" y="${y - 5}" width="${coordinate(Math.abs(x(value) - zero))}" height="16"/><text class="value" x="${value < 0 ? zero + 6 : zero - 6}" y="${y + 7}" text-anchor="${value < 0 ? 'start' : 'end'}">${short(value, 3)}</text></g>`
})}
<path class="axis" d="M${zero} 16V152"/><g class="ticks">${[-limit, -limit / 2, 0, limit / 2, limit].map((t) => html`<text x="${x(t)}" y="168" text-anchor="middle">${short(t)}</text>`)}</g>
</svg>`
}

/** From scores to probabilities, in two steps. */
export const sharesFigure: Figure = {
  id: 'shares',
  title: 'From scores to probabilities',
  settings: ['points', 'probe'],
  show: ({ points, probe }) => {
    const z = scoresOf({ points, probe })
    const p = engine.softmax.predict(z)
    const powers = z.map(Math.exp)
    return {
      panels: [
        {
          name: 'drag the question mark',
          drawing: plane({
            title: 'The plane',
            points,
            probe,
            regions: learnt(points),
            borders: [{ lines: learnt(points), look: 3 }],
          }),
        },
        {
          name: 'score, its exponential, and the share of the sum',
          drawing: probabilityBars({
            title: 'Probabilities',
            p,
            notes: z.map(
              (value) =>
                html`e<tspan class="raised" dy="-4">${short(value, 3)}</tspan><tspan dy="4"> = ${short(Math.exp(value), 3)}</tspan>`,
            ),
          }),
        },
      ],
      reading: html`The exponentials are ${z.map((_, i) => html`${i > 0 && (i === 2 ? ' and ' : ', ')}${number(powers[i] ?? NaN, `Math.exp(z[${i}])`, 3)}`)}. Each divided by their sum, ${number(
        powers.reduce((a, b) => a + b),
        'sum(z.map(Math.exp))',
        3,
      )}, they are the probabilities: ${named(0)} ${number(p[0] ?? NaN, 'heads.softmax.predict(z)[0]', 3)}, ${named(1)} ${number(p[1] ?? NaN, 'heads.softmax.predict(z)[1]', 3)}, ${named(2)} ${number(p[2] ?? NaN, 'heads.softmax.predict(z)[2]', 3)}.`,
      table: {
        about: 'From scores to probabilities',
        key: 'class',
        columns: [
          { name: 'score', of: 'z[x]' },
          { name: 'exponential', of: 'Math.exp(z[x])' },
          { name: 'probability', of: 'heads.softmax.predict(z)[x]' },
        ],
        rows: z.map((value, i) => ({
          key: i,
          name: classNames[i] ?? '',
          values: [value, powers[i] ?? NaN, p[i] ?? NaN],
        })),
      },
    }
  },
}
