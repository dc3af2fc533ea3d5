/**
 * A way of computing with real numbers: a type of element T and the operations of an ordered field
 * with exp and log. The core is written once over this interface and read in each instance:
 * doubles, digits, enclosures, slopes.
 */
export interface Arithmetic<T> {
  /** How it is called in a report, such as `bigfloat(113, nearest)`. */
  readonly name: string
  /**
   * The element for a double, whose value is taken exactly and rounded as this arithmetic rounds.
   */
  from(x: number): T
  /** a + b. */
  add(a: T, b: T): T
  /** a - b. */
  sub(a: T, b: T): T
  /** a b. */
  mul(a: T, b: T): T
  /** a / b. */
  div(a: T, b: T): T
  /** -a. */
  neg(a: T): T
  /** e^a. */
  exp(a: T): T
  /** The natural logarithm of a. */
  log(a: T): T
  /** log(1 + a), with full relative accuracy near a = 0. */
  log1p(a: T): T
  /** e^a - 1, with full relative accuracy near a = 0. */
  expm1(a: T): T
  /** The greater of a and b. */
  max(a: T, b: T): T
  /**
   * The slope of max(a, 0): 0 below zero, 1 above, and 1/2 (in an enclosure [0, 1]) at the kink.
   */
  step(a: T): T
  /**
   * Whether a lies below b, by their midpoints. It chooses between forms that are equal; it never
   * decides a truth.
   */
  less(a: T, b: T): boolean
  /**
   * Whether a is zero in every part: the one test on which a term such as 0 log 0 may be dropped.
   */
  isZero(a: T): boolean
  /** The double nearest to a (to its midpoint, or to its value without its slope). */
  toNumber(a: T): number
}
