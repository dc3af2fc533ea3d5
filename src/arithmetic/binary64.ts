import type { Arithmetic } from './arithmetic.ts'

/** IEEE 754 double precision, as the machine computes it. */
export const binary64: Arithmetic<number> = {
  name: 'binary64',
  from: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  expm1: Math.expm1,
  max: (a, b) => Math.max(a, b),
  step: (a) =>
    a > 0 ? 1
    : a < 0 ? 0
    : a === 0 ? 0.5
    : NaN,
  less: (a, b) => a < b,
  isZero: (a) => a === 0,
  toNumber: (a) => a,
}
