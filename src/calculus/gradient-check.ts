import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { Exact } from '../arithmetic/exact.ts'
import { given } from '../contract/given.ts'
import { axes, type ScalarFunction } from './derivatives.ts'
import type { Order } from './difference.ts'
import { across, fewEntries, halvesOf, tellingOf } from './directions.ts'
import type { Given } from './given-slope.ts'
import { expectDirections, expectOptions, expectProblem, type Method } from './gradient-input.ts'
import { bigfloats } from './point.ts'
import type { GradientInDoubles } from './scatter.ts'
import { slopeChecker, type SlopeChecker, type SlopeVerdict } from './slope-checker.ts'

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
   * The code that a gradient in doubles came from. Where a slope is off it is asked beside x: the error
   * of what is left of 1 - p scatters there, that of a mistake does not, and what scatters has lost
   * accuracy where it would be falsified.
   */
  readonly gradientAt?: GradientInDoubles
  /**
   * The arithmetic of so many digits: `bigfloat`, rounding to nearest. `decimal`, on decimal.js, is
   * the other one.
   */
  readonly arithmetic?: (digits: number) => Arithmetic<T>
}

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
    mostDigits: Math.max(800, rest.digits ?? 0),
    method: 'central' as const,
    order: 6 as const,
    agreement: 30,
    ...rest,
  }
  expectOptions(settings, settings.order, settings.method, settings)
  if (along !== undefined && along !== 'coordinates') expectDirections(along, x.length)
  const checked =
    arithmetic ?
      slopeChecker(arithmetic, f, g, x, settings)
    : slopeChecker(bigfloats, f, g, x, settings)
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

/** Where an entry lies at a kink, directions across are checked too: max(x, y) has no gradient (1, 1). */
const withKinks = (
  slopes: readonly SlopeVerdict[],
  { along, entries }: SlopeChecker,
): SlopeVerdict[] => {
  const kinks = slopes.filter(({ status }) => status === 'kink')
  if (kinks.length === 0 || entries.length < 2) return [...slopes]
  return [...slopes, ...[entries.map(() => 1), ...across(entries.length, 2)].map(along)]
}

/** Slopes along directions through all entries, and then along the entries that are wrong. */
const sought = (entries: readonly number[], { along }: SlopeChecker): SlopeVerdict[] => {
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

const gravest = (slopes: readonly SlopeVerdict[]): SlopeVerdict['status'] =>
  (['falsified', 'errored', 'lost accuracy', 'kink'] as const).find((status) =>
    slopes.some((slope) => slope.status === status),
  ) ?? 'passed'
