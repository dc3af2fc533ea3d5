import type { Arithmetic } from './arithmetic.ts'

/** A value and its derivative along one direction: a + s e, with e^2 = 0. */
export type Dual<T> = { readonly value: T; readonly slope: T }

/** A number that does not move with the direction. */
export const constant = <T>(k: Arithmetic<T>, value: T): Dual<T> => ({ value, slope: k.from(0) })

/** A number that moves with the direction, at the given speed. */
export const variable = <T>(k: Arithmetic<T>, value: T, slope: T = k.from(1)): Dual<T> => ({
  value,
  slope,
})

/**
 * The arithmetic of derivatives, by the rules of calculus and without a step h: slopes are as exact
 * as k is. `dual(dual(k))` carries two directions v, w and their mixed derivative v'Hw. A slope of
 * zero stays zero whatever it meets, so that a masked logit of -Infinity which does not move adds
 * no 0 * Infinity.
 */
export const dual = <T>(k: Arithmetic<T>): Arithmetic<Dual<T>> => {
  const zero = k.from(0)
  const one = k.from(1)
  const multiply = (slope: T, factor: T): T => (k.isZero(slope) ? zero : k.mul(slope, factor))
  const divide = (slope: T, divisor: T): T => (k.isZero(slope) ? zero : k.div(slope, divisor))
  return {
    name: `dual(${k.name})`,
    from: (x) => constant(k, k.from(x)),
    add: (a, b) => ({ value: k.add(a.value, b.value), slope: k.add(a.slope, b.slope) }),
    sub: (a, b) => ({ value: k.sub(a.value, b.value), slope: k.sub(a.slope, b.slope) }),
    mul: (a, b) => ({
      value: k.mul(a.value, b.value),
      slope: k.add(multiply(a.slope, b.value), multiply(b.slope, a.value)),
    }),
    /** (a / b)' = (a' - (a / b) b') / b. */
    div: (a, b) => {
      const value = k.div(a.value, b.value)
      return { value, slope: divide(k.sub(a.slope, multiply(b.slope, value)), b.value) }
    },
    neg: (a) => ({ value: k.neg(a.value), slope: k.neg(a.slope) }),
    exp: (a) => {
      const value = k.exp(a.value)
      return { value, slope: multiply(a.slope, value) }
    },
    log: (a) => ({ value: k.log(a.value), slope: divide(a.slope, a.value) }),
    log1p: (a) => ({ value: k.log1p(a.value), slope: divide(a.slope, k.add(one, a.value)) }),
    /** The slope is e^a: expm1(a) + 1 would cancel where a is far below zero. */
    expm1: (a) => ({ value: k.expm1(a.value), slope: multiply(a.slope, k.exp(a.value)) }),
    /**
     * b + max(a - b, 0): the winner's slope, and at a tie half of each (in an enclosure, whatever
     * lies between them).
     */
    max: (a, b) => ({
      value: k.max(a.value, b.value),
      slope: between(k.step(k.sub(a.value, b.value)), a.slope, b.slope),
    }),
    step: (a) => constant(k, k.step(a.value)),
    less: (a, b) => k.less(a.value, b.value),
    isZero: (a) => k.isZero(a.value) && k.isZero(a.slope),
    toNumber: (a) => k.toNumber(a.value),
  }

  /**
   * b + t(a - b), where t = 0 and t = 1 give b and a themselves: b + (a - b) would lose an a far
   * smaller than b.
   */
  function between(t: T, a: T, b: T): T {
    return (
      k.isZero(t) ? b
      : k.isZero(k.sub(one, t)) ? a
      : k.add(b, multiply(k.sub(a, b), t))
    )
  }
}
