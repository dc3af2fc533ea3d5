import type { Exact } from './exact.ts'

/**
 * The functions behind `bigfloat`, on integers n that stand for n 2^-w. A unit is 2^-w, and each
 * function says by how many units it may err: what floors, truncated series and rounded constants
 * cost, added up.
 */
export type Constants = {
  readonly w: number
  readonly one: bigint
  /** ln 2 in units of 2^-(w + 32), so that its multiples by exponents below 2^31 err by 2 units. */
  readonly ln2: bigint
  /**
   * 1/(n + 1)! and 1/(2n + 1), rounded down, last one first, as many as leave a tail below one unit
   * at |x| <= 2^-8.
   */
  readonly factorials: readonly bigint[]
  readonly odds: readonly bigint[]
  /** e^(j/256) and log(j/256) within 2 units, each made when first needed. */
  readonly expOfStep: (j: number) => bigint
  readonly logOfStep: (j: number) => bigint
}

export const constants = (w: number): Constants => {
  const made = kept.get(w) ?? make(w)
  kept.set(w, made)
  return made
}
const kept = new Map<number, Constants>()

/** The floor of m 2^by. */
export const shifted = (m: bigint, by: number): bigint =>
  by >= 0 ? m << BigInt(by) : m >> BigInt(-by)

/** x in units of 2^-w, rounded down. */
export const fixed = ({ mantissa, exponent }: Exact, w: number): bigint =>
  shifted(mantissa, exponent + w)

/**
 * e^x = r 2^(k - w) for |x| < 2^20, with r in (0.7, 1.43) units of one and within 8 of the true
 * value.
 *
 * x = k ln 2 + j/256 + t with |t| < 2^-8.9. Errors: t 3 (x 1, k ln 2 2), the series and its floor
 * 1.1, both times e^(j/256) < 1.42; then 2 of e^(j/256) in the table and a floor: 8.9 at most, so
 * 9.
 */
export const exp = (x: Exact, c: Constants): { readonly r: bigint; readonly k: number } => {
  const { w, one, ln2 } = c
  const whole = fixed(x, w)
  const k = Math.round(Number(shifted(whole, 32 - w)) / 4294967296 / Math.LN2)
  const rest = k === 0 ? whole : whole - ((BigInt(k) * ln2) >> 32n)
  const j = Number(shifted(rest, 9 - w) + 1n) >> 1
  const t = rest - (BigInt(j) << BigInt(w - 8))
  return { r: scaled(c.expOfStep(j), one + scaled(t, expm1Over(t, c), w), w), k }
}

/**
 * (e^t - 1)/t for |t| <= 2^-8: within 3.1 (Horner's floors 2.1, the tail 1) and half the error of
 * t.
 */
export const expm1Over = (t: bigint, { factorials, w }: Constants): bigint =>
  horner(factorials, t, w)

/** atanh(v)/v for |v| <= 2^-8: within 3.5 (Horner's floors 2.1, the tail 1, the square 0.4). */
export const atanhOver = (v: bigint, { odds, w }: Constants): bigint =>
  horner(odds, scaled(v, v, w), w)

/**
 * log(y 2^s) within 10, for y in [181/256, 362/256] given within 1, and |s| < 2^31.
 *
 * y = (j/256)(1 + v)/(1 - v) with |v| < 2^-9.4, so log y = log(j/256) + 2 atanh v. Errors: y 1.5; v
 * 1, the series and its floor 1.1, doubled 4.2; log(j/256) 2; s ln 2 2.
 */
export const log = (y: bigint, s: number, c: Constants): bigint => {
  const { w, ln2 } = c
  const j = Number((y >> BigInt(w - 9)) + 1n) >> 1
  const step = BigInt(j) << BigInt(w - 8)
  const v = ((y - step) << BigInt(w)) / (y + step)
  return (
    c.logOfStep(j) + 2n * scaled(v, atanhOver(v, c), w) + (s === 0 ? 0n : (BigInt(s) * ln2) >> 32n)
  )
}

const scaled = (a: bigint, b: bigint, w: number): bigint => (a * b) >> BigInt(w)

const horner = (descending: readonly bigint[], x: bigint, w: number): bigint => {
  const by = BigInt(w)
  let sum = 0n
  for (const coefficient of descending) sum = coefficient + ((x * sum) >> by)
  return sum
}

const make = (w: number): Constants => {
  const one = 1n << BigInt(w)
  return {
    w,
    one,
    ln2: logOfRatio(2n, 1n, w + 32),
    factorials: descending((previous, n) => previous / (n + 1n), one, 8n),
    odds: descending((_, n) => one / (2n * n + 1n), one, 16n),
    expOfStep: remembering((j) => expOfRatio(BigInt(j), 256n, w)),
    logOfStep: remembering((j) => logOfRatio(BigInt(j), 256n, w)),
  }
}

/**
 * Coefficients from the nth down to the zeroth, which is one, until the nth times 2^(-bits n) is
 * below one unit.
 */
const descending = (
  coefficient: (previous: bigint, n: bigint) => bigint,
  one: bigint,
  bits: bigint,
): bigint[] => {
  const ascending = [one]
  for (let last = one, n = 1n; last >> (bits * (n - 1n)) > 0n; n++)
    ascending.push((last = coefficient(last, n)))
  return ascending.reverse()
}

const remembering = (f: (j: number) => bigint): ((j: number) => bigint) => {
  const known = new Map<number, bigint>()
  return (j) => {
    const value = known.get(j) ?? f(j)
    known.set(j, value)
    return value
  }
}

/** Bits that absorb the floors of the two sums below: a few for each of fewer than 2^12 terms. */
const guard = 16n

/** e^(p/q) for |p/q| < 1/2, within 2: the sum of (p/q)^n / n!. */
const expOfRatio = (p: bigint, q: bigint, w: number): bigint => {
  let sum = 0n
  for (let term = 1n << (BigInt(w) + guard), n = 1n; term !== 0n; n++) {
    sum += term
    term = (term * p) / (q * n)
  }
  return sum >> guard
}

/** log(p/q), within 2: the sum of 2 v^(2n + 1) / (2n + 1) with v = (p - q)/(p + q), |v| <= 1/3. */
const logOfRatio = (p: bigint, q: bigint, w: number): bigint => {
  const squared = [(p - q) ** 2n, (p + q) ** 2n] as const
  let sum = 0n
  for (let power = ((p - q) << (BigInt(w) + guard + 1n)) / (p + q), n = 1n; power !== 0n; n += 2n) {
    sum += power / n
    power = (power * squared[0]) / squared[1]
  }
  return sum >> guard
}
