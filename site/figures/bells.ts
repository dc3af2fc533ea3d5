import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import type { Axis } from '../../src/report/draw/scale.ts'
import {
  classNames,
  density,
  line,
  logDensity,
  nearestLines,
  posterior,
  softmaxOfLines,
} from '../model.ts'
import type { Bell } from '../state.ts'
import { probability } from './axes.ts'
import { sparse, type Figure } from './figure.ts'
import { shape } from './shapes.ts'

const x: Axis = { label: 'x', kind: 'linear', from: -6, to: 6, ticks: [-6, -4, -2, 0, 2, 4, 6] }

/** How far the nearest linear scores are from the posterior, at worst. */
const apart = (bells: readonly Bell[]): number => {
  const lines = nearestLines(bells)
  return greatest(
    line.flatMap((x) =>
      posterior(bells, x).map((p, i) => Math.abs(p - at(softmaxOfLines(lines, x), i))),
    ),
  )
}

/** The bells, whose tops can be taken and moved. */
const curves = (bells: readonly Bell[]) => ({
  name: 'how often each class occurs at x',
  drawing: lineChart({
    title: 'Three bell curves',
    description: bells
      .map(
        ([mean, width], i) => `${classNames[i]}: mean ${short(mean, 3)}, width ${short(width, 3)}`,
      )
      .join('; '),
    x,
    y: { label: 'density', kind: 'linear', from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
    series: bells.map((bell, i) => ({
      name: `density of ${classNames[i]}`,
      look: i,
      points: line.map((x) => [x, density(bell, x)] as const),
    })),
    over: (px, py) =>
      html`${bells.map((bell, i) => {
        const [mean, width] = bell
        const [cx, cy] = [px(mean), py(density(bell, mean))]
        return html`<g class="grip" data-grip="bell ${i}" data-at="${mean} ${density(bell, mean)}" data-name="${classNames[i]}, mean ${short(mean, 3)}, width ${short(width, 3)}">${shape(i, cx, cy, 7)}</g>`
      })}`,
  }),
})

/** Where the first two bells are equally high, between their means. */
export const crossing = ([a = [0, 1], b = [0, 1]]: readonly Bell[]): number => {
  const lead = (x: number): number => logDensity(a, x) - logDensity(b, x)
  let [ahead, behind] = [a[0], b[0]]
  if (lead(ahead) < 0 || lead(behind) > 0) return NaN
  for (let i = 0; i < 60; i++) {
    const middle = (ahead + behind) / 2
    if (lead(middle) > 0) ahead = middle
    else behind = middle
  }
  return (ahead + behind) / 2
}

/** Three bell curves alone. */
export const bellsFigure: Figure = {
  id: 'bells',
  title: 'Three classes on a line',
  settings: ['bells'],
  show: ({ bells }) => ({
    legend: legend(classNames.map((name, look) => ({ name, look }))),
    panels: [curves(bells)],
    reading: html`The bells stand at ${bells.map(([mean], i) => html`${i > 0 && (i === 2 ? ' and ' : ', ')}${number(mean, `bells[${i}][0]`, 3)}`)}; their widths (standard deviations) are ${bells.map(([, width], i) => html`${i > 0 && (i === 2 ? ' and ' : ', ')}${number(width, `bells[${i}][1]`, 3)}`)}.`,
    table: {
      about: 'The bells',
      key: 'class',
      columns: [
        { name: 'mean', of: 'bells[x][0]' },
        { name: 'width', of: 'bells[x][1]' },
        { name: 'height', of: 'density(bells[x], bells[x][0])' },
      ],
      rows: bells.map((bell, i) => ({
        key: i,
        name: classNames[i] ?? '',
        values: [...bell, density(bell, bell[0])],
      })),
    },
  }),
}

/** Three bell curves, what they say of the class at x, and what linear scores can say of it. */
export const posteriorFigure: Figure = {
  id: 'posterior',
  title: 'Three Gaussians, and softmax of three straight lines',
  settings: ['bells'],
  controls: ['bells'],
  show: ({ bells }) => {
    const lines = nearestLines(bells)
    const gap = apart(bells)
    const equal = bells.every(([, width]) => width === bells[0]?.[1])
    return {
      legend: legend([
        ...classNames.map((name, look) => ({ name, look })),
        { name: 'softmax of the nearest straight lines', look: 4 },
      ]),
      panels: [
        curves(bells),
        {
          name: 'the probability of each class at x',
          drawing: lineChart({
            title: 'Posterior of the three bells, and softmax of straight lines',
            description: equal ? 'They coincide.' : `They differ by ${short(gap, 2)} at worst.`,
            x,
            y: probability,
            series: [
              ...bells.map((_, i) => ({
                name: `${classNames[i]} by the bells`,
                look: i,
                points: line.map((x) => [x, at(posterior(bells, x), i)] as const),
              })),
              ...bells.map((_, i) => ({
                name: `${classNames[i]} by straight lines`,
                look: 4,
                points: line.map((x) => [x, at(softmaxOfLines(lines, x), i)] as const),
              })),
            ],
          }),
        },
      ],
      reading:
        equal ?
          html`All three bells have the width ${number(bells[0]?.[1] ?? NaN, 'bells[0][1]', 3)}, and the two pictures of the probability coincide: they differ by ${number(gap, 'bellsApart(bells)', 2)} at worst, which is rounding. The score of each class is a straight line in x.`
        : html`The widths are ${bells.map(([, width], i) => html`${i > 0 && (i === 2 ? ' and ' : ', ')}${number(width, `bells[${i}][1]`, 3)}`)}, and the pictures split: the nearest straight lines miss the probability by ${number(gap, 'bellsApart(bells)', 2)} at worst. The true scores are parabolas now.`,
      table: {
        about: 'Densities of the bells, their posterior, and softmax of straight lines',
        key: 'x',
        columns: [
          ...classNames.map((name, i) => ({
            name: `density of ${name}`,
            of: `density(bells[${i}], x)`,
          })),
          ...classNames.map((name, i) => ({
            name: `${name} by the bells`,
            of: `posterior(bells, x)[${i}]`,
          })),
          ...classNames.map((name, i) => ({
            name: `${name} by straight lines`,
            of: `straight(bells, x)[${i}]`,
          })),
        ],
        rows: sparse(sparse(line)).map((x) => ({
          key: x,
          values: [
            ...bells.map((bell) => density(bell, x)),
            ...posterior(bells, x),
            ...softmaxOfLines(lines, x),
          ],
        })),
      },
    }
  },
}
