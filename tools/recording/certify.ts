import { Decimal } from 'decimal.js'
import { alike } from '../../src/arithmetic/alike.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { decimal, decimalFromExact } from '../../src/arithmetic/decimal.ts'
import { sign, top, type Exact } from '../../src/arithmetic/exact.ts'
import type { FormatName } from '../../src/arithmetic/format.ts'
import { interval, type Interval } from '../../src/arithmetic/interval.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { isNarrow, nearestTo } from '../../src/records/decimals.ts'
import { evaluate } from './evaluate.ts'
import type { Recorded } from '../../src/records/fixture.ts'
import { eachList } from '../../src/records/in-full.ts'
import { isKnown, rational, type Rational } from './rational.ts'
import { wordOf } from '../../src/records/words.ts'

/** What certifies every enclosure, in words. */
export const certified = [
  'interval(bigfloat), on BigInt',
  'interval(decimal), on decimal.js',
] as const

/**
 * The decimal digits of an enclosure, at least; and those to which it is computed first, and last.
 */
const shown = 47
const ladder = [63, 128, 256, 512, 880]

/** Two engines that disagree, or digits that no precision decides. */
export const uncertified = (message: string): Error =>
  Object.assign(new Error(message), { name: 'Uncertified' })

/**
 * The true result of a call: each entry in an enclosure that two independent engines have computed
 * and agree on, and rounded to each of the formats. Digits are added until every rounding is
 * decided; rational results are points.
 */
export const certify = (
  operation: OperationName,
  args: readonly unknown[],
  names: readonly FormatName[],
): Recorded => certifyEntries((k) => evaluate(k, operation, args), names)

/** The same for whatever can be computed in any arithmetic. */
export const certifyEntries = (entries: Computation, names: readonly FormatName[]): Recorded => {
  const truth = entries(rational)
  for (const digits of ladder) {
    const enclosures = enclose(entries, digits)
    if (enclosures === undefined) continue
    const { first, expand } = alike([enclosures, truth])
    const pairs = first.map((i) => ends(at(enclosures, i), truth[i], digits))
    if (pairs.every((pair) => isDecided(pair, names)))
      return eachList(recorded(pairs, names), (list) => expand([...list]))
  }
  throw uncertified(`expected ${ladder.at(-1)} digits to decide every rounding, but they do not`)
}
type Computation = <T extends object>(k: Parameters<typeof evaluate<T>>[0]) => (T | number)[]
type Ends = readonly [lo: string, hi: string]

/**
 * What both engines enclose; or nothing where so few digits make an exponent, a divisor or a
 * logarithm meaningless.
 */
const enclose = (
  entries: Computation,
  digits: number,
): (Interval<Decimal> | number)[] | undefined => {
  try {
    return intersection(entries, digits)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The numbers that lie in the intervals of both engines. */
const intersection = (entries: Computation, digits: number): (Interval<Decimal> | number)[] => {
  const bits = Math.ceil(digits * Math.log2(10)) + 8
  const wide = digits + 8
  const binary = entries<Interval<Exact>>(interval(bigfloat(bits, 'down'), bigfloat(bits, 'up')))
  const tenfold = entries<Interval<Decimal>>(
    interval(decimal(digits, 'down'), decimal(digits, 'up')),
  )
  const { first, expand } = alike([binary, tenfold])
  const both = first.map((i) => {
    const [a, b] = [at(binary, i), tenfold[i]]
    if (typeof a === 'number' || typeof b === 'number' || b === undefined) {
      if (typeof a !== 'number' || !Object.is(a, b))
        throw uncertified(
          `expected two engines to agree, but received ${inWords(a)} and ${inWords(b)}`,
        )
      return a
    }
    const lo = Decimal.max(inDecimal(a.lo, wide, 'down'), b.lo)
    const hi = Decimal.min(inDecimal(a.hi, wide, 'up'), b.hi)
    if (lo.gt(hi))
      throw uncertified(
        `expected two enclosures that overlap, but received ${lo.toString()} above ${hi.toString()}`,
      )
    return { lo, hi }
  })
  return expand(both)
}

/**
 * A dyadic number outward in decimal. Where e^x is taken for 0, at x <= -2^20, its million digits
 * are not asked for.
 */
const inDecimal = (x: Exact, digits: number, direction: 'down' | 'up'): Decimal =>
  x.mantissa === 0n || top(x) > -1_048_000 ? decimalFromExact(x, digits, direction)
  : sign(x) > 0 === (direction === 'up') ? new Decimal(`${sign(x)}e-315000`)
  : new Decimal(0)
const inWords = (x: unknown): string => (typeof x === 'number' ? String(x) : 'an enclosure')

/**
 * An enclosure as decimal strings, outward; of a rational truth that it must hold, the number
 * itself where it is short.
 */
const ends = (
  enclosure: Interval<Decimal> | number,
  truth: Rational | number | undefined,
  digits: number,
): Ends => {
  if (typeof enclosure === 'number') return [String(enclosure), String(enclosure)]
  const cut = Math.max(shown, digits - 16)
  if (truth === undefined || typeof truth === 'number' || !isKnown(truth))
    return [outward(enclosure.lo, cut, 'down'), outward(enclosure.hi, cut, 'up')]
  const [lo, hi] = [quotient(truth, cut, 'down'), quotient(truth, cut, 'up')]
  if (enclosure.hi.lt(lo) || enclosure.lo.gt(hi))
    throw uncertified(
      `expected an enclosure that holds ${lo}, but received ${enclosure.lo.toString()} to ${enclosure.hi.toString()}`,
    )
  return [lo, hi]
}

const outward = (x: Decimal, digits: number, direction: 'down' | 'up'): string =>
  written(x.toSignificantDigits(digits, modes[direction]))
const quotient = ({ p, q }: Rational, digits: number, direction: 'down' | 'up'): string => {
  const D = Decimal.clone({ defaults: true, precision: digits, rounding: modes[direction] })
  return written(D.div(new D(String(p)), new D(String(q))))
}
const modes = { down: Decimal.ROUND_FLOOR, up: Decimal.ROUND_CEIL } as const
const written = (x: Decimal): string => (x.isZero() ? '0' : x.toString())

const isDecided = ([lo, hi]: Ends, names: readonly FormatName[]): boolean =>
  lo === hi
  || (isNarrow(lo, hi) && names.every((name) => nearestTo(lo, name) === nearestTo(hi, name)))

const recorded = (pairs: readonly Ends[], names: readonly FormatName[]): Recorded => ({
  lo: pairs.map(([lo]) => lo),
  hi: pairs.map(([, hi]) => hi),
  ...Object.fromEntries(
    names.map((name) => [name, pairs.map(([lo]) => wordOf(nearestTo(lo, name), name))]),
  ),
})
