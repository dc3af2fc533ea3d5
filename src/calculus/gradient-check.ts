import { at, greatest, least } from '../arithmetic/sequence.ts'
import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { Exact } from '../arithmetic/exact.ts'
import { given } from '../contract/given.ts'
import { axes, type ScalarFunction } from './derivatives.ts'
import { byComplexStep, centrally, type Order } from './difference.ts'
import { across, fewEntries, halvesOf, tellingOf } from './directions.ts'
import {
  bigfloats,
  expectDirections,
  expectOptions,
  expectProblem,
  pointAt,
  type Given,
  type Granted,
  type Method,
  type Point,
} from './gradient-input.ts'
import { digitsOfDoubles, inDoubles } from './in-doubles.ts'
import { judgeRemainder } from './judge-remainder.ts'
import { judgeSlope, type JudgedSlope } from './judge-slope.ts'
import { slopeSeen, type SlopeSeen } from './slope.ts'

/** How a gradient is checked: in how many digits, by which difference, along which directions. */
export type GradientOptions<T> = {
  /**
   * The digits to begin with: 50. They are doubled, up to `mostDigits`, 800, where they do not
   * suffice.
   */
  readonly digits?: number
  readonly mostDigits?: number
  /**
   * How a slope is taken: by a `central` difference, unless another way is named. A `complex-step`
   * cancels nothing, but asks f to be analytic; `taylor` asks by which power of the step what f has
   * beyond its tangent falls, and so for no tolerance: it sees errors above 1e-10 or so. Where it
   * decides nothing, as at a kink, a central difference does.
   */
  readonly method?: Method
  /** The order of the central difference: 6. */
  readonly order?: Order
  /**
   * Whether the gradient is checked entry by entry, or as slopes along directions. By default it is
   * entry by entry up to 30 entries; of more, along a few directions through all of them, and where
   * one fails the entries are looked for that are wrong, the first three of them.
   */
  readonly along?: 'coordinates' | readonly (readonly number[])[]
  /** The decimal digits to which each difference must be known, for the check to count: 30. */
  readonly agreement?: number
  /**
   * The relative error that is granted to each entry of a gradient given in doubles, and the absolute
   * error beside it. Where neither is named, an entry is granted what the best code loses: what it
   * moves by where x is rounded, and a few units in its last place.
   */
  readonly relative?: number
  readonly absolute?: number
  /**
   * The arithmetic of so many digits: `bigfloat`, rounding to nearest. `decimal`, on decimal.js, is
   * the other one.
   */
  readonly arithmetic?: (digits: number) => Arithmetic<T>
}

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

/** What a gradient check came to, as a whole and along each direction. */
export type GradientReport = {
  /**
   * `passed` where every direction passed; otherwise the gravest: falsified, errored, lost accuracy,
   * kink.
   */
  readonly status: SlopeVerdict['status']
  readonly slopes: readonly SlopeVerdict[]
  /** Whether f is computed in doubles, and so judged by what these tell. */
  readonly inDoubles?: true
}

/**
 * Checks a gradient g of f at x, both written over any arithmetic, or g as the doubles that
 * somebody's code returned, against central differences in 50 digits. Each slope is a claim whose
 * enclosure is the difference with its own error. The digits are doubled until two orders agree and
 * the slope is clearly right or wrong: a gap between logits eats them. Of an f that is computed in
 * doubles, 15 digits are asked for, and four of its difference.
 *
 * Throws a TypeError or a RangeError where x, g, a direction or a value of f is not what it should
 * be.
 */
export const gradientCheck = <T = Exact>(
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  options: GradientOptions<T> = {},
): GradientReport => {
  const { arithmetic, along, ...rest } = options
  expectProblem(f, g, x)
  const settings = {
    digits: 50,
    mostDigits: 800,
    method: 'central' as const,
    order: 6 as const,
    agreement: 30,
    ...rest,
  }
  expectOptions(settings.digits, settings.order, settings.method, settings)
  if (along !== undefined && along !== 'coordinates') expectDirections(along, x.length)
  const checked =
    arithmetic ? checker(arithmetic, f, g, x, settings) : checker(bigfloats, f, g, x, settings)
  const slopes =
    along === 'coordinates' || (along === undefined && x.length <= fewEntries) ?
      withKinks(axes(x.length).map(checked.along), checked)
    : along === undefined ? sought(checked.entries, checked)
    : along.map(checked.along)
  return {
    status: gravest(slopes),
    slopes,
    ...given({
      inDoubles: slopes.some(({ direction }) => checked.isInDoubles(direction)) || undefined,
    }),
  }
}

/** So many wrong entries are looked for. */
const mostNamed = 3

type Settings = Required<
  Pick<GradientOptions<unknown>, 'digits' | 'mostDigits' | 'method' | 'order' | 'agreement'>
>
  & Granted
type Checker = {
  readonly along: (direction: readonly number[]) => SlopeVerdict
  readonly entries: readonly number[]
  readonly isInDoubles: (direction: readonly number[]) => boolean
}

/** Where an entry lies at a kink, directions across are checked too: max(x, y) has no gradient (1, 1). */
const withKinks = (
  slopes: readonly SlopeVerdict[],
  { along, entries }: Checker,
): SlopeVerdict[] => {
  const kinks = slopes.filter(({ status }) => status === 'kink')
  if (kinks.length === 0 || entries.length < 2) return [...slopes]
  return [...slopes, ...[entries.map(() => 1), ...across(entries.length, 2)].map(along)]
}

/** Slopes along directions through all entries, and then along the entries that are wrong. */
const sought = (entries: readonly number[], { along }: Checker): SlopeVerdict[] => {
  const slopes = tellingOf(entries).map(along)
  const wrong: SlopeVerdict[] = []
  const search = (v: readonly number[]): void => {
    const halves = halvesOf(v)
    for (const half of halves) {
      if (wrong.length === mostNamed) return
      const verdict = along(half)
      if (verdict.status !== 'falsified') continue
      if (halvesOf(half).length === 0) wrong.push(verdict)
      else search(half)
    }
  }
  const first = slopes.find(({ status }) => status === 'falsified')
  if (first) search(first.direction)
  return [...slopes, ...wrong]
}

const checker = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  settings: Settings,
): Checker => {
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

const gravest = (slopes: readonly SlopeVerdict[]): SlopeVerdict['status'] =>
  (['falsified', 'errored', 'lost accuracy', 'kink'] as const).find((status) =>
    slopes.some((slope) => slope.status === status),
  ) ?? 'passed'
