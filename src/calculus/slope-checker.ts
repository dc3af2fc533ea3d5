import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at, greatest, least } from '../arithmetic/sequence.ts'
import { given } from '../contract/given.ts'
import type { ScalarFunction } from './derivatives.ts'
import { byComplexStep, centrally, type Order } from './difference.ts'
import type { Given } from './given-slope.ts'
import type { Method } from './gradient-input.ts'
import { digitsOfDoubles, inDoubles } from './in-doubles.ts'
import { judgeRemainder } from './judge-remainder.ts'
import { judgeSlope, type JudgedSlope } from './judge-slope.ts'
import { pointAt, type Point } from './point.ts'
import type { GradientInDoubles } from './scatter.ts'
import { slopeSeen, type SlopeSeen } from './slope.ts'
import type { Granted } from './slopes-of-doubles.ts'

/**
 * What a check along one direction came to. At a kink, the slope lies between the ones from the
 * left and the right.
 */
export type SlopeVerdict = {
  readonly direction: readonly number[]
  readonly digits: number
  readonly method: Method
  readonly order: Order
} & JudgedSlope

/** How slopes are checked: the options of `gradientCheck` that say so, with their defaults. */
export type Settings = Granted & {
  readonly digits: number
  readonly mostDigits: number
  readonly method: Method
  readonly order: Order
  readonly agreement: number
  readonly gradientAt?: GradientInDoubles
}

/** The check of a gradient along any direction. */
export type SlopeChecker = {
  readonly along: (direction: readonly number[]) => SlopeVerdict
  readonly entries: readonly number[]
  readonly isInDoubles: (direction: readonly number[]) => boolean
}

/** Checks a gradient g of f at x along one direction after another, in as many digits as each needs. */
export const slopeChecker = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  settings: Settings,
): SlopeChecker => {
  const { order, method } = settings
  const points = new Map<number, Point<T>>()
  const pointOf = (digits: number): Point<T> => {
    const known = points.get(digits) ?? pointAt(over, f, g, x, digits, settings)
    points.set(digits, known)
    return known
  }
  const placesFor = (unit: number): number =>
    Math.max(0, Math.ceil(Math.log10(greatest(x.map(Math.abs))) - unit * Math.log10(2)))
  const fewestFor = (unit: number): number =>
    Math.min(settings.digits + placesFor(unit), settings.mostDigits)
  const first = pointOf(fewestFor(0))
  const isInDoubles = inDoubles(over(Math.max(fewestFor(0), enoughForDoubles)), f, x)
  const tried = (direction: readonly number[], unit: number): SlopeVerdict => {
    const rounds = isInDoubles(direction)
    const agreement = rounds ? Math.min(4, settings.agreement) : settings.agreement
    const tolerance = rounds ? agreement : agreement - 2
    let before: SlopeSeen | undefined
    for (let digits = fewestFor(unit); ; digits = Math.min(2 * digits, settings.mostDigits)) {
      const isLast = rounds || digits === settings.mostDigits
      const there = pointOf(digits)
      const known = rounds ? digitsOfDoubles : digits
      const verdict = { direction, digits: known, method, order }
      if (rounds && method !== 'central')
        return {
          ...verdict,
          status: 'errored',
          reason: 'f is computed in doubles, of which only a central difference tells anything',
        }
      const precision = { digits: known, places: placesFor(unit), unit }
      const [f, slope] = [there.along(direction), there.slope(direction)]
      try {
        const fallen = method === 'taylor' && judgeRemainder(there.k, f, slope, precision)
        if (fallen) return { ...verdict, ...fallen }
        const take =
          method === 'complex-step' ?
            byComplexStep(there.k, there.complexAlong(direction), unit)
          : centrally(there.k, order)
        const seen = slopeSeen(there.k, f, precision, take)
        const judged = judgeSlope(seen, slope, {
          agreement,
          tolerance,
          isLast,
          ...given({ before }),
        })
        if (judged !== undefined) return { ...verdict, ...judged }
        before = seen
      } catch (error) {
        // f may have an end near x, which a smaller step does not cross.
        if (!(error instanceof RangeError)) throw error
        if (isLast)
          return {
            ...verdict,
            status: 'errored',
            reason: `f has no value near x: ${error.message}`,
          }
      }
    }
  }
  return {
    entries: first.entries,
    isInDoubles,
    /** Where a step of the usual size leaves a doubt, one is taken that is measured by x. */
    along: (direction) => {
      const verdict = tried(direction, 0)
      const unit = unitOf(x, direction)
      const isSure =
        verdict.status === 'passed' || (verdict.status !== 'errored' && !isInDoubles(direction))
      if (isSure || unit === 0) return verdict
      const again = tried(direction, unit)
      // A step far longer than 1 sees nothing of what lies between: it may agree, but not refute.
      const tells =
        unit > 0 ?
          again.status === 'passed'
        : again.status !== 'errored' || verdict.status === 'kink'
      return tells ? again : verdict
    },
  }
}

/** In so many digits, what lies between two doubles can be told from either. */
const enoughForDoubles = 50

/** The power of two that measures the least step by which an entry of x changes much: 0 where x is 0. */
const unitOf = (x: readonly number[], direction: readonly number[]): number => {
  const sizes = direction.flatMap((c, i) =>
    c === 0 || x[i] === 0 ?
      []
    : [Math.floor(Math.log2(Math.abs(at(x, i))) - Math.log2(Math.abs(c)))],
  )
  return sizes.length === 0 ? 0 : Math.max(least(sizes), -1074)
}
