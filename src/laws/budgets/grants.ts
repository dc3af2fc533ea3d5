import { isMember, type Format } from '../../arithmetic/format.ts'
import { at } from '../../arithmetic/sequence.ts'
import { defaultElementary, type Elementary, type Numbers } from '../../contract/numbers.ts'
import type { OperationName } from '../../contract/operations.ts'
import { logOfSum, movedBy, type Spread } from './spread.ts'

/**
 * What the steps of an algorithm may err by, from which every budget is derived: relative to their
 * results unless it says otherwise, with u the unit roundoff of the arithmetic.
 */
export type Grants = {
  /** One addition, subtraction or product. */
  readonly u: number
  /** An elementary function: e^x, log, log1p, tanh. */
  readonly elementary: number
  readonly quotient: number
  /** tanh x. */
  readonly tanh: number
  /** By how much a number is moved when it is read: absolute. */
  readonly read: (x: number) => number
  /** A sum of n terms, relative to the sum of their magnitudes. */
  readonly sum: (n: number) => number
  /** By how much z_i - max z is moved before it is used: absolute. */
  readonly exponent: (s: Spread, i: number) => number
  /** The term e^(z_i - max z) of the sum S of a row, the rounding of its exponent included. */
  readonly term: (s: Spread, i: number) => number
  /** The additions that make S, relative to S. */
  readonly additions: (s: Spread) => number
  /** log S, beside what S itself errs by: absolute. */
  readonly logarithm: (s: Spread) => number
  /** A term over S, beside what these err by. */
  readonly share: (s: Spread) => number
  /** By how much the logit x of a sigmoid is moved: absolute. */
  readonly logit: (x: number) => number
  /** 1 where differences may be formed that cancel, such as p - 1 or lse - z; else 0. */
  readonly cancellation: 0 | 1
  /** What so many results may lose to underflow: absolute. */
  readonly underflow: (results: number) => number
  /** What a result of this size loses when it is stored: absolute. */
  readonly stored: (operation: OperationName, size: number) => number
}

/**
 * The textbook tier: any backward stable algorithm, in the arithmetic of a CPU or a GPU. These are
 * worst cases, and no slack stands beside them.
 *
 * Elementary functions err by 4.5 units in the last place, and quotients by 2.5, as OpenCL allows
 * for most and vendors document for fast variants; sums are sequential, with n - 1 additions
 * (Higham 2002, eq. 4.6). What is subnormal may be flushed to zero, as hardware and libraries
 * document.
 *
 * A gap is rounded, and scaled by a rounded log2 e: 2u gap. Where the scaling or log-sum-exp comes
 * first, logits are rounded as large as they are: z_i in z_i log2 e and in z_i - lse; the greatest
 * in its product with log2 e, in m + log S, and on the way back to base e, where the constants add
 * two more. They count twice here, and again in S and in log S, which is what these forms lose
 * (Blanchard, Higham and Higham 2021, section 4, for those with a shift and without a division).
 *
 * An online sum multiplies what it has by e^(m - m') when it meets a greater logit (Milakov and
 * Gimelshein 2018): an exponential and a product for each that is greater than z_i. Where
 * log-sum-exp is folded, log(e^a + e^b), up to 16 terms one after another and more in pairs, each
 * fold rounds what is there so far.
 */
export const textbook = (numbers: Numbers): Grants => {
  const { arithmetic } = numbers
  const u = unit(arithmetic)
  const [elementary, quotient] = [ulps(4.5, arithmetic), ulps(2.5, arithmetic)]
  const read = readingIn(arithmetic)
  const exponent = (s: Spread, i: number): number =>
    2 * u * at(s.gaps, i) + 2 * u * sizeOf(at(s.logits, i)) + 2 * u * Math.abs(s.peak) + apart(s, i)
  const logarithm = (s: Spread): number =>
    elementary * logOfSum(s) + (2 + folds(s.n)) * u * (Math.abs(s.peak) + logOfSum(s))
  return {
    u,
    elementary,
    quotient,
    tanh: elementary,
    read,
    sum: (n) => (n - 1) * u,
    exponent,
    term: (s, i) => exponent(s, i) + elementary + at(s.ranks, i) * (elementary + u),
    additions: (s) => (s.n - 1) * u,
    logarithm,
    share: (s) => Math.max(quotient + u, logarithm(s)),
    logit: (x) => 4 * u * Math.abs(x),
    cancellation: 1,
    underflow: (results) => results * arithmetic.leastNormal,
    stored: storage(numbers),
  }
}
/** By how much two logits are moved apart, where these are made from others. */
const apart = (s: Spread, i: number): number =>
  i === s.pivot ? 0 : movedBy(s, i) + movedBy(s, s.pivot)

/** What the arithmetic does not hold is rounded when it is read. */
const readingIn =
  (arithmetic: Format) =>
  (x: number): number =>
    isMember(x, arithmetic) ? 0 : unit(arithmetic) * Math.abs(x)

/** |z|, kept finite: a masked logit moves by less than it lies below the others. */
const sizeOf = (z: number): number => Math.min(Math.abs(z), Number.MAX_VALUE)

const folds = (n: number): number => Math.min(n - 1, 15) + Math.log2(Math.max(1, n / 16))

/**
 * The accurate tier: the algorithm of `core/losses.ts`, for the very logits that are given.
 *
 * Elementary functions err by what is declared; sums are made in blocks of at most 1024 terms, and
 * these in pairs (Blanchard, Higham and Mary 2020). A gap is rounded once, unless the arithmetic
 * holds it and its logits were given. A term of the greatest logit is 1 and errs by nothing, log1p takes the sum of the others, and no
 * difference cancels, so that the errors vanish with the results; underflow is gradual. With e =
 * e^-2|x|, tanh |x| is (1 - e) / (1 + e), by expm1: of the denominator, at most half is e.
 */
export const accurate = (numbers: Numbers, { ulp }: Elementary = defaultElementary): Grants => {
  const { arithmetic } = numbers
  const u = unit(arithmetic)
  const elementary = ulps(ulp, arithmetic)
  const sum = (n: number): number => Math.min(n - 1, 1024 + Math.log2(Math.max(1, n))) * u
  const read = readingIn(arithmetic)
  const exponent = (s: Spread, i: number): number => {
    const z = at(s.logits, i)
    if (s.moved) return u * at(s.gaps, i) + apart(s, i)
    return read(z) + read(s.peak) + (isExact(s.peak, z, arithmetic) ? 0 : u * at(s.gaps, i))
  }
  return {
    u,
    elementary,
    quotient: u,
    tanh: 1.5 * elementary + 2 * u,
    read,
    sum,
    exponent,
    term: (s, i) => (i === s.pivot ? 0 : exponent(s, i) + elementary),
    additions: (s) => (sum(s.n) * s.excess) / (1 + s.excess),
    logarithm: (s) => elementary * logOfSum(s),
    share: () => 2 * u,
    logit: read,
    cancellation: 0,
    underflow: (results) => results * arithmetic.least,
    stored: storage(numbers),
  }
}

/** Whether the arithmetic holds a - b, the doubles as well. */
const isExact = (a: number, b: number, arithmetic: Format): boolean =>
  isMember(a - b, arithmetic) && a - (a - b) === b && a - b + b === a

/** u as a double. */
const unit = (format: Format): number => 2 ** -format.precision

/** Units in the last place, each at most 2u of the result. */
const ulps = (count: number, format: Format): number => 2 * count * unit(format)

/**
 * Half a unit in the last place of a result of this size at most, unless its format holds every
 * number of the arithmetic.
 */
const storage =
  ({ arithmetic, results }: Numbers): Grants['stored'] =>
  (operation, size) => {
    const format = results(operation)
    if (holds(format, arithmetic)) return 0
    const lastPlace = 2 ** (Math.floor(Math.log2(size)) - format.precision + 1)
    return Math.max(lastPlace, format.least) / 2
  }
const holds = (wide: Format, narrow: Format): boolean =>
  wide.precision >= narrow.precision && wide.emax >= narrow.emax
