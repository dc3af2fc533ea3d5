import type { Arithmetic } from './arithmetic.ts'

/** A closed enclosure lo <= x <= hi of a real number x. */
export type Interval<T> = { readonly lo: T; readonly hi: T }

/**
 * Interval arithmetic: if every operand contains its real number, so does the result. `down` must
 * round every operation towards -Infinity and `up` towards +Infinity, over one type of element
 * whose order is exact. Source: Moore, Interval Analysis, 1966; IEEE 1788. Dividing by an enclosure
 * of zero throws a RangeError.
 */
export const interval = <T>(down: Arithmetic<T>, up: Arithmetic<T>): Arithmetic<Interval<T>> => {
  const zero = down.from(0)
  const unit = { lo: zero, hi: down.from(1) }
  const isNegative = (x: T): boolean => down.less(x, zero)
  const isPositive = (x: T): boolean => down.less(zero, x)
  const least = (xs: readonly T[]): T => xs.reduce((a, b) => (down.less(b, a) ? b : a))
  const greatest = (xs: readonly T[]): T => xs.reduce((a, b) => up.max(a, b))
  const neg = ({ lo, hi }: Interval<T>): Interval<T> => ({ lo: down.neg(hi), hi: up.neg(lo) })
  const increasing =
    (f: 'exp' | 'log' | 'log1p' | 'expm1') =>
    (a: Interval<T>): Interval<T> => ({
      lo: down[f](a.lo),
      hi: up[f](a.hi),
    })
  const twice = (a: Interval<T>): T => down.add(a.lo, a.hi)

  /** a b for a >= 0: the signs of b's ends tell which end of a goes with each. */
  const scaled = (a: Interval<T>, b: Interval<T>): Interval<T> => ({
    lo: down.mul(isNegative(b.lo) ? a.hi : a.lo, b.lo),
    hi: up.mul(isNegative(b.hi) ? a.lo : a.hi, b.hi),
  })
  const mul = (a: Interval<T>, b: Interval<T>): Interval<T> =>
    !isNegative(a.lo) ? scaled(a, b)
    : !isNegative(b.lo) ? scaled(b, a)
    : !isPositive(a.hi) ? neg(scaled(neg(a), b))
    : !isPositive(b.hi) ? neg(scaled(neg(b), a))
    : {
        lo: least([down.mul(a.lo, b.hi), down.mul(a.hi, b.lo)]),
        hi: greatest([up.mul(a.lo, b.lo), up.mul(a.hi, b.hi)]),
      }

  /** a / b for b > 0. */
  const divided = (a: Interval<T>, b: Interval<T>): Interval<T> => ({
    lo: down.div(a.lo, isNegative(a.lo) ? b.lo : b.hi),
    hi: up.div(a.hi, isNegative(a.hi) ? b.hi : b.lo),
  })

  return {
    name: `interval(${down.name}, ${up.name})`,
    from: (x) => ({ lo: down.from(x), hi: up.from(x) }),
    add: (a, b) => ({ lo: down.add(a.lo, b.lo), hi: up.add(a.hi, b.hi) }),
    sub: (a, b) => ({ lo: down.sub(a.lo, b.hi), hi: up.sub(a.hi, b.lo) }),
    mul,
    div: (a, b) => {
      if (isPositive(b.lo)) return divided(a, b)
      if (isNegative(b.hi)) return neg(divided(a, neg(b)))
      throw new RangeError(
        `expected a divisor other than 0, but received [${down.toNumber(b.lo)}, ${up.toNumber(b.hi)}]`,
      )
    },
    neg,
    exp: increasing('exp'),
    log: increasing('log'),
    log1p: increasing('log1p'),
    expm1: increasing('expm1'),
    max: (a, b) => ({ lo: down.max(a.lo, b.lo), hi: up.max(a.hi, b.hi) }),
    step: (a) => ({
      lo: isPositive(a.lo) ? unit.hi : unit.lo,
      hi: isNegative(a.hi) ? unit.lo : unit.hi,
    }),
    less: (a, b) => down.less(twice(a), twice(b)),
    isZero: (a) => down.isZero(a.lo) && down.isZero(a.hi),
    toNumber: (a) => down.toNumber(down.div(twice(a), down.from(2))),
  }
}
