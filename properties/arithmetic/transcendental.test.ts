import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import {
  compare,
  exact,
  minus,
  negate,
  one,
  plus,
  powerOfTwo,
  scale,
  top,
  zero,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import { shifted } from '../../src/arithmetic/fixed-point.ts'
import { formats, round } from '../../src/arithmetic/format.ts'
import { transcendental } from '../../src/arithmetic/transcendental.ts'

const functions = ['exp', 'log', 'log1p', 'expm1'] as const
const isIn = {
  exp: negate(powerOfTwo(20)),
  expm1: negate(powerOfTwo(20)),
  log: zero,
  log1p: negate(one),
}

describe.each([40, 192, 700])('to %d binary places', (w) => {
  const [coarse, fine] = [transcendental(w), transcendental(w + 60)]
  /**
   * From far above one to far below it, around the reach of the series, and with bits below every
   * place.
   */
  const numbers = fc
    .tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.oneof(fc.integer({ min: -12, max: 19 }), fc.integer({ min: -200, max: 19 })),
      fc.constantFrom(zero, one),
      fc.constantFrom(zero, powerOfTwo(-w - 7)),
    )
    .map(([m, e, base, dust]) => plus(plus(scale(exact(m), e), base), dust))

  const errsBy = (op: (typeof functions)[number], y: Exact, result: Exact): number =>
    Math.abs(round(scale(minus(result, fine[op](y)), -result.exponent), formats.binary64))

  it.each(functions)('%s errs by less than 12 units and keeps all but 8 of the places', (op) => {
    const where = numbers.filter(
      (x) => x.mantissa !== 0n && compare(x, one) !== 0 && compare(x, isIn[op]) > 0 && top(x) <= 20,
    )
    fc.assert(
      fc.property(where, fc.constantFrom(0, 1, -1000, 2 ** 20), (x, by) => {
        const y = op === 'log' ? scale(x, by) : x
        fc.pre(compare(y, one) !== 0)
        const result = coarse[op](y)
        expect(errsBy(op, y, result)).toBeLessThan(12)
        expect(top(result) - result.exponent).toBeGreaterThanOrEqual(w - 8)
      }),
      { numRuns: 400 },
    )
  })

  it.each(functions)('%s errs by less than 14 units beside its last argument', (op) => {
    const where = numbers.filter((x) => compare(x, isIn[op]) > 0 && top(x) < 20)
    // By so much, or by so much of the number: most of them about as far as one step reaches.
    const steps = fc.tuple(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.oneof(fc.integer({ min: 1, max: w }), fc.integer({ min: w / 2 - 6, max: w / 2 + 2 })),
      fc.boolean(),
    )
    fc.assert(
      fc.property(where, fc.array(steps, { minLength: 1, maxLength: 4 }), (x, steps) => {
        const unit = Math.min(x.exponent, top(x) - w) - w
        const first = shifted(x.mantissa, x.exponent - unit)
        for (const [by, places, isRelative] of [[0, 0, true] as const, ...steps]) {
          const step = exact(by)
          const to = step.exponent - places - unit + (isRelative ? top(x) : 0)
          const y = { mantissa: first + shifted(step.mantissa, to), exponent: unit }
          if (y.mantissa === 0n || compare(y, one) === 0 || compare(y, isIn[op]) <= 0) continue
          expect(errsBy(op, y, coarse[op](y))).toBeLessThan(14)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('rounding outwards', () => {
  const inverse = { exp: 'log', log: 'exp', log1p: 'expm1', expm1: 'log1p' } as const
  type Engine<T> = { readonly down: Arithmetic<T>; readonly up: Arithmetic<T> }
  /**
   * x = g(y), rounded up with many digits, lies above g(y): so f(x) lies above y, though all but
   * equal to it.
   */
  const neverErrs = <T>(
    op: (typeof functions)[number],
    short: Engine<T>,
    long: Engine<T>,
    y: T,
  ): void => {
    const [below, above] = [long.down, long.up].map((k) => k[inverse[op]](y)) as [T, T]
    expect(long.up.less(short.down[op](below), y)).toBe(true)
    expect(long.up.less(y, short.up[op](above))).toBe(true)
  }

  it.each(functions)('gets the side right where %s all but equals a short number in bits', (op) => {
    const [short, long] = [17, 60].map((bits) => ({
      down: bigfloat(bits, 'down'),
      up: bigfloat(bits, 'up'),
    })) as [Engine<Exact>, Engine<Exact>]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 17 - 1 }),
        fc.integer({ min: -40, max: 3 }),
        (n, e) => {
          const y = scale(exact(n), e - 17)
          fc.pre(compare(y, one) !== 0)
          neverErrs(op, short, long, y)
        },
      ),
    )
  })

  it.each(functions)(
    'gets the side right where %s all but equals a short number in digits',
    (op) => {
      const [short, long] = [5, 25].map((digits) => ({
        down: decimal(digits, 'down'),
        up: decimal(digits, 'up'),
      }))
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 99999 }),
          fc.integer({ min: -17, max: 1 }),
          (n, e) => {
            const y = long!.up.div(long!.up.from(n), long!.up.from(10 ** (5 - e)))
            fc.pre(!y.eq(1))
            neverErrs(op, short!, long!, y)
          },
        ),
      )
    },
  )
})
