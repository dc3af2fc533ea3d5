import { total } from '../../src/arithmetic/sequence.ts'
import { everyCase } from './cases.ts'
import { checker, dot, type Checker } from './checker.ts'
import {
  centralDifference,
  jacobians,
  pulledBack,
  subjectsOf,
  type Differentiable,
} from './differentiable.ts'
import { uniforms, unit } from './random.ts'

const [h, atol, rtol] = [1e-6, 1e-5, 1e-3]
const close = (analytic: number, numeric: number, absolute = atol): boolean =>
  Math.abs(analytic - numeric) <= absolute + rtol * Math.abs(numeric)
const source = 'https://docs.pytorch.org/docs/stable/notes/gradcheck.html'
const inputs = 'standard normal logits in float64: 5 classes, batches of 4 rows, three of each'

/**
 * Every entry of the Jacobian, a second pull-back the same as the first, and a zero cotangent
 * pulled back to zero.
 */
export const slowly = (f: Differentiable): boolean => {
  const { analytic, numeric } = jacobians(f, h)
  const again = pulledBack(f, numeric.length)
  const zeros = f.pullBack(
    [...f.at],
    numeric.map(() => 0),
  )
  return (
    analytic.every((row, i) =>
      row.every((x, j) => close(x, numeric[i]?.[j] ?? NaN) && x === again[i]?.[j]),
    ) && zeros.every((x) => x === 0)
  )
}

/**
 * One number, vᵀJu for unit vectors u and v of entries that are not negative, to an absolute
 * tolerance times Σu Σv.
 */
export const fast = (f: Differentiable, turn: number): boolean => {
  const random = uniforms(`checkers/torch/${turn}`)
  const u = unit(random(f.at.length))
  const moved = centralDifference(f, u, h)
  const v = unit(random(moved.length))
  return close(dot(f.pullBack([...f.at], v), u), dot(moved, v), atol * total(u) * total(v))
}

export const gradcheck: Checker = checker({
  name: 'torch gradcheck',
  of: 'gradients',
  source,
  rule:
    '|a − n| ≤ 1e-5 + 1e-3 |n| for every entry of the '
    + 'Jacobian, n = (f(x + 1e-6) − f(x − 1e-6)) / 2e-6',
  inputs,
  subjects: subjectsOf(everyCase, slowly),
})

export const gradcheckFast: Checker = checker({
  name: 'torch gradcheck, fast mode',
  of: 'gradients',
  source,
  rule: 'the same of one number, vᵀJu, with random unit vectors u, v ≥ 0, to 1e-5 Σu Σv + 1e-3 |n|',
  inputs,
  subjects: subjectsOf(everyCase, fast),
})
