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
   * at |x| <= 2^-8; and fewer of them, for |x| <= 2^-16.
   */
  readonly factorials: readonly bigint[]
  readonly fewFactorials: readonly bigint[]
  readonly odds: readonly bigint[]
  readonly fewOdds: readonly bigint[]
  /**
   * e^x and log x within 1.1 units at x = j/2^8, and e^x and log(1 + x) at x = i/2^16, each made when
   * first needed.
   */
  readonly expOfStep: (j: number) => bigint
  readonly expOfSmallStep: (i: number) => bigint
  readonly logOfStep: (j: number) => bigint
  readonly logOfSmallStep: (i: number) => bigint
}

export const constants = (w: number): Constants => {
  const made = kept.get(w) ?? make(w)
  kept.set(w, made)
  return made
}
const kept = new Map<number, Constants>()

/** The floor of m 2^by, which a shift is in either direction. */
export const shifted = (m: bigint, by: number): bigint => m << BigInt(by)

/** x in units of 2^-w, rounded down. */
export const fixed = ({ mantissa, exponent }: Exact, w: number): bigint =>
  shifted(mantissa, exponent + w)

/**
 * e^x = r 2^(k - w) for |x| < 2^20, with r in (0.7, 1.43) units of one and within 11 of the true
 * value.
 *
 * x = k ln 2 + j/2^8 + i/2^16 + t with |t| < 2^-16.9. Errors: t 3 (x 1, k ln 2 2), the series and its
 * floor 1.1; e^(i/2^16) in the table 1.1 and a floor 1, which makes 6.3; all of it times e^(j/2^8) <
 * 1.42; then 1.1 of that in the table and a floor.
 */
export const exp = (x: Exact, c: Constants): { readonly r: bigint; readonly k: number } => {
  const { w, one, ln2, fewFactorials } = c
  const whole = fixed(x, w)
  const k = Math.round(Number(shifted(whole, 32 - w)) / 4294967296 / Math.LN2)
  const rest = k === 0 ? whole : whole - ((BigInt(k) * ln2) >> 32n)
  const steps = Number(shifted(rest, 17 - w) + 1n) >> 1
  const j = (steps + 128) >> 8
  const t = rest - (BigInt(steps) << BigInt(w - 16))
  const e = one + scaled(t, horner(fewFactorials, t, w), w)
  return { r: scaled(c.expOfStep(j), scaled(c.expOfSmallStep(steps - 256 * j), e, w), w), k }
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
 * y = c (1 + v)/(1 - v) with c = (j/2^8)(1 + i/2^16) and |v| < 2^-17.9, so log y = log c + 2 atanh v.
 * Errors: y 1.5; v 1, the series and its floor 1.1, doubled 4.2; log c 2.2; s ln 2 2.
 */
export const log = (y: bigint, s: number, c: Constants): bigint => {
  const { w, ln2, fewOdds } = c
  const close = Number(shifted(y, 52 - w)) / 2 ** 52
  const j = Math.round(close * 256)
  const i = Math.round((close / (j / 256) - 1) * 65536)
  const step = BigInt(j * (65536 + i)) << BigInt(w - 24)
  const v = ((y - step) << BigInt(w)) / (y + step)
  const atanh = scaled(v, horner(fewOdds, scaled(v, v, w), w), w)
  const ofStep = c.logOfStep(j) + c.logOfSmallStep(i) + 2n * atanh
  return s === 0 ? ofStep : ofStep + ((BigInt(s) * ln2) >> 32n)
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
  const factorials = (bits: bigint) => descending((previous, n) => previous / (n + 1n), one, bits)
  const odds = (bits: bigint) => descending((_, n) => one / (2n * n + 1n), one, bits)
  const exp = (p: number, q: number) => expOfRatio(BigInt(p), BigInt(q), w + 8) >> 8n
  const log = (p: number, q: number) => logOfRatio(BigInt(p), BigInt(q), w + 8) >> 8n
  return {
    w,
    one,
    ln2: logOfRatio(2n, 1n, w + 32),
    factorials: factorials(8n),
    fewFactorials: factorials(16n),
    odds: odds(16n),
    fewOdds: odds(32n),
    expOfStep: remembering((j) => exp(j, 256)),
    expOfSmallStep: remembering((i) => exp(i, 65536)),
    logOfStep: remembering((j) => log(j, 256)),
    logOfSmallStep: remembering((i) => log(65536 + i, 65536)),
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
