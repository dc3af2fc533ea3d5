import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { Complex } from '../arithmetic/complex.ts'
import { at } from '../arithmetic/sequence.ts'

/** The central differences that there are. */
export const orders = [2, 4, 6, 'richardson'] as const
/** The order p of a central difference, which errs by O(h^p); p is 6 for `richardson`. */
export type Order = (typeof orders)[number]
export const powerOf = (order: Order): number => (order === 'richardson' ? 6 : order)

/**
 * The multiples of h at which a difference looks to both sides. The last serves only the estimate
 * of order p + 2.
 */
const nodes: Readonly<Record<Order, readonly number[]>> = {
  2: [1, 2],
  4: [1, 2, 3],
  6: [1, 2, 3, 4],
  richardson: [1, 2, 4, 8],
}

/**
 * The slope of f at 0 by a central difference of order p, and by the one of order p + 2 from the
 * same values: the distance between them is the truncation error of the first.
 *
 * d(n) = (f(nh) - f(-nh)) / 2nh is a power series in n^2, so that the polynomial in n^2 through m
 * nodes, read at n = 0, errs by O(h^2m). Nodes 1, 2, 3 give the textbook stencils (Fornberg, Math.
 * Comp. 51, 1988, table 1); nodes 1, 2, 4 give Richardson's extrapolation from h, 2h and 4h.
 */
export const centralDifference = <T>(k: Arithmetic<T>, f: (t: T) => T, h: T, order: Order) => {
  const quotients = nodes[order].map((n) => {
    const t = k.mul(k.from(n), h)
    return k.div(k.sub(f(t), f(k.neg(t))), k.add(t, t))
  })
  const through = (among: readonly number[]): T =>
    among.map((n, i) => k.mul(lagrangeAtZero(k, n, among), at(quotients, i))).reduce(k.add)
  return { slope: through(nodes[order].slice(0, -1)), next: through(nodes[order]) }
}

/**
 * The product over the other nodes m of m^2 / (m^2 - n^2): a quotient of small integers, both
 * exact.
 */
const lagrangeAtZero = <T>(k: Arithmetic<T>, n: number, among: readonly number[]): T => {
  const others = among.filter((m) => m !== n)
  const product = (factor: (m: number) => number): T =>
    k.from(others.reduce((p, m) => p * factor(m), 1))
  return k.div(
    product((m) => m ** 2),
    product((m) => m ** 2 - n ** 2),
  )
}

/** A slope by two estimates, and how it was taken. */
export type Taken<T> = {
  readonly slope: T
  readonly next: T
  /** The step was 10^-n, and what rounding did to numbers on the way counts 10^m times. */
  readonly n: number
  readonly m: number
  /** Whether values of f cancelled in it, so that their rounding counts as well. */
  readonly cancels: boolean
}

/** How a slope at 0 is taken from a function with so many digits behind the point. */
export type Take<T> = (f: (t: T) => T, behind: number) => Taken<T>

/** By a central difference, where truncation, h^p, and rounding, 10^-D / h, are alike. */
export const centrally =
  <T>(k: Arithmetic<T>, order: Order): Take<T> =>
  (f, behind) => {
    const n = Math.floor(behind / (powerOf(order) + 1))
    return { ...centralDifference(k, f, powerOfTen(k, -n), order), n, m: n, cancels: true }
  }

/**
 * By a complex step, Im f(ih) / h, which errs by O(h^2) and cancels nothing, so that h is half of the
 * digits; and by one ten times as long. Steps are measured in a power of two.
 */
export const byComplexStep =
  <T>(k: Arithmetic<T>, f: (t: Complex<T>) => Complex<T>, unit: number): Take<T> =>
  (_, behind) => {
    const n = Math.floor(behind / 2)
    const slope = (h: T): T => {
      const imaginary = k.mul(h, k.from(2 ** unit))
      return k.div(f({ real: k.from(0), imaginary }).imaginary, h)
    }
    const [short, long] = [powerOfTen(k, -n), powerOfTen(k, 1 - n)].map(slope) as [T, T]
    return { slope: short, next: long, n, m: 0, cancels: false }
  }

/**
 * The slopes of f at 0 from either side, each by steps h and h/10 with the error of order h taken
 * out, and the jump between them seen with either step. Where f is smooth the jump is h f'' and
 * shrinks with h; at a kink it stays.
 */
export const oneSidedSlopes = <T>(k: Arithmetic<T>, f: (t: T) => T, h: T) => {
  const centre = f(k.from(0))
  const quotient = (t: T): T => k.div(k.sub(f(t), centre), t)
  const tenth = k.div(h, k.from(10))
  const [left, right] = [quotient(k.neg(h)), quotient(h)]
  const [leftOfTenth, rightOfTenth] = [quotient(k.neg(tenth)), quotient(tenth)]
  const limit = (coarse: T, fine: T): T => k.add(fine, k.div(k.sub(fine, coarse), k.from(9)))
  return {
    left: limit(left, leftOfTenth),
    right: limit(right, rightOfTenth),
    jump: k.sub(right, left),
    jumpOfTenth: k.sub(rightOfTenth, leftOfTenth),
  }
}

/**
 * The mixed second derivative of f at (0, 0), and for a function of s + t the plain one: an error
 * of order h^2.
 */
export const secondDifference = <T>(k: Arithmetic<T>, f: (s: T, t: T) => T, h: T): T => {
  const minus = k.neg(h)
  const even = k.add(f(h, h), f(minus, minus))
  const odd = k.add(f(h, minus), f(minus, h))
  return k.div(k.sub(even, odd), k.mul(k.from(4), k.mul(h, h)))
}

/** 10^n, exact where k is decimal. */
export const powerOfTen = <T>(k: Arithmetic<T>, n: number): T =>
  n < 0 ? k.div(k.from(1), powerOfTen(k, -n))
  : n === 0 ? k.from(1)
  : k.mul(powerOfTen(k, n - 1), k.from(10))
