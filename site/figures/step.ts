import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { exact, magnitude, minus, type Exact } from '../../src/arithmetic/exact.ts'
import { formats, round } from '../../src/arithmetic/format.ts'
import { centralDifference, powerOfTen } from '../../src/calculus/difference.ts'
import { at, least } from '../../src/arithmetic/sequence.ts'
import { losses } from '../../src/core/losses.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { legend, lineChart } from '../../src/report/draw/line-chart.ts'
import { powerOfTenLabel } from '../../src/report/draw/scale.ts'
import type { Figure } from './figure.ts'

/** 168 bits are 50 decimal digits. */
const fifty = bigfloat(168, 'nearest')
/** The slope itself, to 150 digits. */
const judge = bigfloat(500, 'nearest')
const exponents = Array.from({ length: 32 }, (_, i) => i + 1)
const logits = [1, 2, 3]

type Way = {
  readonly name: string
  readonly look: number
  readonly of: string
  slope(z: readonly number[], n: number): Exact
}
const ways: readonly Way[] = [
  { name: 'doubles', look: 1, of: 'binary64, 2', slope: (z, n) => exact(slope(binary64, z, n, 2)) },
  { name: '50 digits', look: 0, of: 'fifty, 2', slope: (z, n) => slope(fifty, z, n, 2) },
  { name: '50 digits, order 4', look: 2, of: 'fifty, 4', slope: (z, n) => slope(fifty, z, n, 4) },
]

/** The slope of the loss along the first logit by a central difference with the step 10^-n. */
const slope = <T>(k: Arithmetic<T>, z: readonly number[], n: number, order: 2 | 4): T => {
  const at0 = z.map(k.from)
  const f = (t: T): T =>
    losses(k).crossEntropy(
      at0.map((x, i) => (i === 0 ? k.add(x, t) : x)),
      0,
    )
  return centralDifference(k, f, powerOfTen(k, -n), order).slope
}

const errorsAt = (offset: number): number[][] => {
  const z = logits.map((x) => x + offset)
  const truth = at(losses(judge).crossEntropyGradient(z.map(judge.from), 0), 0)
  return ways.map((way) =>
    exponents.map((n) =>
      round(
        judge.div(magnitude(minus(way.slope(z, n), truth)), magnitude(truth)),
        formats.binary64,
      ),
    ),
  )
}

/** How far a central difference lies from the slope, step by step. */
export const stepFigure: Figure = {
  id: 'step',
  title: 'How far a finite difference errs',
  settings: ['offset'],
  show: ({ offset }) => {
    const errors = errorsAt(offset)
    const h = (n: number): number => Number(`1e-${n}`)
    const best = (way: number) => {
      const smallest = least(errors[way] ?? [])
      const n = exponents[errors[way]?.indexOf(smallest) ?? 0] ?? NaN
      return html`${number(smallest, `stepError(${ways[way]?.of ?? ''}, ${offset}, ${n})`, 2)} at <span class="whole">h = 1e−${n}</span>`
    }
    return {
      legend: legend(ways),
      panels: [
        {
          name: 'relative error against the step h',
          drawing: lineChart({
            title: 'Relative error of a central difference against its step',
            description:
              'The error falls with the step until rounding takes over, and then '
              + 'rises. In doubles that happens early; with 50 digits, far lower.',
            x: {
              label: 'step h',
              kind: 'log',
              from: 1e-32,
              to: 1e-1,
              ticks: [1e-30, 1e-20, 1e-10, 1e-1],
              tick: powerOfTenLabel,
            },
            y: {
              label: 'relative error',
              kind: 'log',
              from: 1e-44,
              to: 1e4,
              ticks: [1e-40, 1e-30, 1e-20, 1e-10, 1],
              tick: powerOfTenLabel,
            },
            series: ways.map(({ name, look }, i) => ({
              name,
              look,
              points: exponents.map((n, j) => [h(n), errors[i]?.[j] ?? NaN] as const),
            })),
          }),
        },
      ],
      reading: html`The loss is that of [1, 2, 3]${offset === 0 ? '' : ` + ${short(offset)}`} at the first label. In doubles the relative error is least, ${best(0)}; at 50 digits the same difference reaches ${best(1)}, and one of order 4 reaches ${best(2)}.`,
      table: {
        about: 'Relative error of the central difference',
        key: 'step',
        columns: ways.map(({ name, of }) => ({ name, of: `stepError(${of}, ${offset}, x)` })),
        rows: exponents.map((n, i) => ({
          key: n,
          name: `1e−${n}`,
          values: errors.map((error) => error[i] ?? NaN),
        })),
      },
    }
  },
}
