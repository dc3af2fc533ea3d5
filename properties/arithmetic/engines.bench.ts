import { Decimal } from 'decimal.js'
import { bench, describe } from 'vitest'
import { bigfloats } from './numbers.ts'

/**
 * Thirds of doubles across the range of a loss: numbers with as many digits as the engine holds.
 */
const points = [0.1, 0.7, 1, 2.5, 7.25, 20, 37.5, 100, 250, 700]

describe.each([20, 50, 100, 200])('at %i digits', (digits) => {
  const k = bigfloats(digits)
  const D = Decimal.clone({ defaults: true, precision: digits })
  const dyadic = points.map((x) => k.div(k.from(x), k.from(3)))
  const decimals = points.map((x) => new D(x).div(3))

  describe('exp', () => {
    bench('bigfloat', () => dyadic.forEach(k.exp))
    bench('decimal.js', () => decimals.forEach((x) => D.exp(x)))
  })
  describe('log', () => {
    bench('bigfloat', () => dyadic.forEach(k.log))
    bench('decimal.js', () => decimals.forEach((x) => D.ln(x)))
  })
  describe('mul', () => {
    bench('bigfloat', () => dyadic.forEach((x) => k.mul(x, x)))
    bench('decimal.js', () => decimals.forEach((x) => D.mul(x, x)))
  })
})
