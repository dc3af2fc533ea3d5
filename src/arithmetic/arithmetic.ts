/**
 * A way of computing with real numbers: a type of element T and the operations of an ordered field
 * with exp and log. The core is written once over this interface and read in each instance:
 * doubles, digits, enclosures, slopes.
 */
export interface Arithmetic<T> {
  readonly name: string
  /**
   * The element for a double, whose value is taken exactly and rounded as this arithmetic rounds.
   */
  from(x: number): T
  add(a: T, b: T): T
  sub(a: T, b: T): T
  mul(a: T, b: T): T
  div(a: T, b: T): T
  neg(a: T): T
  exp(a: T): T
  log(a: T): T
  /** log(1 + a), with full relative accuracy near a = 0. */
  log1p(a: T): T
  /** e^a - 1, with full relative accuracy near a = 0. */
  expm1(a: T): T
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
