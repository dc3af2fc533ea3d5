import type { Exact } from '../../src/arithmetic/exact.ts'
import { magnitude } from '../../src/arithmetic/exact.ts'
import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { conditionsOf } from '../../src/calculus/conditioning.ts'
import { axes, type ScalarFunction } from '../../src/calculus/derivatives.ts'
import { centrally } from '../../src/calculus/difference.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { judgeSlope, type JudgedSlope } from '../../src/calculus/judge-slope.ts'
import { bigfloats, pointAt } from '../../src/calculus/point.ts'
import { scatters } from '../../src/calculus/scatter.ts'
import { digitsBefore, slopeSeen, type SlopeSeen } from '../../src/calculus/slope.ts'
import { slopesOfDoubles } from '../../src/calculus/slopes-of-doubles.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { dot } from './checker.ts'
import type { Case } from './differentiable.ts'
import { normals } from './random.ts'

type Status = JudgedSlope['status']

/** Statuses of the entries of a pull-back, where the loss that goes with it is in doubles too. */
export const besideDoubles = ({ of }: Case, it: Implementation, turn: number): Status[] => {
  const { at: x, values, pullBack } = of(it)
  const w = weightsFor(values([...x]).length, turn)
  const f: ScalarFunction = (k, z) => k.from(dot(values(z.map(k.toNumber)), w))
  return gradientCheck(f, pullBack([...x], w), x).slopes.map(({ status }) => status)
}

/** The same, where the loss is the right one over an arithmetic. */
export const besideTruth = (one: Case, it: Implementation, turn: number): Status[] => {
  const { at: x, values, pullBack } = one.of(it)
  const w = weightsFor(values([...x]).length, turn)
  const { f, seen, conditions } = known(one, x, w)
  const gradientAt = (z: readonly number[]): readonly number[] => pullBack([...z], w)
  const { slope } = slopesOfDoubles(gradientAt(x), x, {}, conditions, (v) =>
    scatters(bigfloats(100), f, gradientAt, x, v),
  )
  return axes(x.length).map((axis, i) => {
    const asked = { agreement: 30, tolerance: 28, isLast: true }
    return judgeSlope(at(seen, i), slope(axis), asked)?.status ?? 'errored'
  })
}

/** A cotangent: 1 for a number, and normal numbers for a vector. */
const weightsFor = (length: number, turn: number): number[] =>
  length === 1 ? [1] : normals(`checkers/losslaws/${turn}`)(length)

type Known = {
  readonly f: ScalarFunction
  readonly seen: readonly SlopeSeen[]
  readonly conditions: () => readonly Exact[]
}
const ofCases = new WeakMap<Case, Known>()

/** What `gradientCheck` sees of the true function, whatever gradient stands beside it. */
const known = (one: Case, x: readonly number[], w: readonly number[]): Known => {
  const before = ofCases.get(one)
  if (before) return before
  const f: ScalarFunction = (k, z) =>
    one
      .truth(k, z)
      .map((y, i) => k.mul(k.from(at(w, i)), y))
      .reduce(k.add)
  const places = Math.max(0, Math.ceil(Math.log10(greatest(x.map(Math.abs)))))
  const seenAlong = (axis: readonly number[]): SlopeSeen => {
    for (let digits = 50 + places; ; digits = Math.min(2 * digits, 800)) {
      const { k, along } = pointAt(bigfloats, f, axis, x, digits)
      const seen = slopeSeen(k, along(axis), { digits, places }, centrally(k, 6))
      if (digits === 800 || digitsBefore(seen.error, magnitude(seen.difference)) >= 30) return seen
    }
  }
  let conditions: readonly Exact[] | undefined
  const result: Known = {
    f,
    seen: axes(x.length).map(seenAlong),
    conditions: () => (conditions ??= conditionsOf(bigfloats(400), f, x)),
  }
  ofCases.set(one, result)
  return result
}
