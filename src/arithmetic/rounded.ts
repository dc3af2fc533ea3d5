import type { Arithmetic } from './arithmetic.ts'
import { binary64 } from './binary64.ts'
import { roundNumber, type Format } from './format.ts'

/**
 * The arithmetic of a narrow format: each operation in double precision, rounded once more to the
 * format.
 *
 * For + - * / the second rounding is innocuous, as 53 >= 2p + 2 for p <= 25: the result is the
 * correctly rounded one (Figueroa, When is double rounding innocuous?, 1995), subnormals included,
 * where sums are exact and quotients of p-bit integers keep their distance from every midpoint.
 * exp, log, log1p and expm1 err by less than an ulp of a double before it, and so by little more
 * than half a unit of the format.
 */
export const rounded = (format: Format): Arithmetic<number> => {
  const once = (x: number): number => roundNumber(x, format)
  return {
    ...binary64,
    name: format.name,
    from: once,
    add: (a, b) => once(a + b),
    sub: (a, b) => once(a - b),
    mul: (a, b) => once(a * b),
    div: (a, b) => once(a / b),
    exp: (a) => once(Math.exp(a)),
    log: (a) => once(Math.log(a)),
    log1p: (a) => once(Math.log1p(a)),
    expm1: (a) => once(Math.expm1(a)),
  }
}
