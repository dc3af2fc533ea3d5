import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import { interval, type Interval } from '../../src/arithmetic/interval.ts'

const unary = ['exp', 'log', 'log1p', 'expm1', 'neg', 'step'] as const
const binary = ['add', 'sub', 'mul', 'div', 'max'] as const

/**
 * Two ends and a point between them; the signs come in every combination, and points and zeros too.
 */
const numbers = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.constantFrom(0, 1, -1, 1e-300, -1e-300, 2 ** -8),
)
const enclosed = fc
  .tuple(numbers, numbers, numbers)
  .map((xs) => xs.toSorted((a, b) => a - b) as [number, number, number])

const laws = <T>(
  down: Arithmetic<T>,
  up: Arithmetic<T>,
  fineDown: Arithmetic<T>,
  fineUp: Arithmetic<T>,
) => {
  const k = interval(down, up)
  const around = ([lo, , hi]: readonly [number, number, number]): Interval<T> => ({
    lo: down.from(lo),
    hi: up.from(hi),
  })
  /** For a number known to lie in [lo, hi], which is far narrower than the interval on trial. */
  const mayContain = (interval: Interval<T>, lo: T, hi: T): boolean =>
    !down.less(hi, interval.lo) && !down.less(interval.hi, lo)

  it.each(unary)('contains %s of every number enclosed', (op) => {
    fc.assert(
      fc.property(enclosed, (xs) => {
        fc.pre(
          op === 'log' ? xs[0] > 0
          : op === 'log1p' ? xs[0] > -1
          : true,
        )
        expect(
          mayContain(
            k[op](around(xs)),
            fineDown[op](fineDown.from(xs[1])),
            fineUp[op](fineUp.from(xs[1])),
          ),
        ).toBe(true)
      }),
    )
  })

  it.each(binary)('contains %s of every two numbers enclosed', (op) => {
    fc.assert(
      fc.property(enclosed, enclosed, (xs, ys) => {
        fc.pre(op !== 'div' || ys[0] > 0 || ys[2] < 0)
        const result = k[op](around(xs), around(ys))
        for (const x of xs) {
          for (const y of ys) {
            const [lo, hi] = [fineDown, fineUp].map((fine) =>
              fine[op](fine.from(x), fine.from(y)),
            ) as [T, T]
            expect(mayContain(result, lo, hi)).toBe(true)
          }
        }
      }),
    )
  })

  it.each(['mul', 'div'] as const)('is no wider under %s than its four corners', (op) => {
    fc.assert(
      fc.property(enclosed, enclosed, (xs, ys) => {
        fc.pre(op !== 'div' || ys[0] > 0 || ys[2] < 0)
        const [a, b] = [around(xs), around(ys)]
        const corners = [
          [a.lo, b.lo],
          [a.lo, b.hi],
          [a.hi, b.lo],
          [a.hi, b.hi],
        ] as const
        const least = corners
          .map(([x, y]) => down[op](x, y))
          .reduce((x, y) => (down.less(y, x) ? y : x))
        const greatest = corners.map(([x, y]) => up[op](x, y)).reduce((x, y) => up.max(x, y))
        const { lo, hi } = k[op](a, b)
        expect([
          down.less(lo, least),
          down.less(least, lo),
          up.less(hi, greatest),
          up.less(greatest, hi),
        ]).toEqual([false, false, false, false])
      }),
    )
  })

  it('steps from 0 to 1 where it contains the kink', () => {
    const steps = [
      [1, 2],
      [-2, -1],
      [-1, 1],
      [0, 1],
      [-1, 0],
      [0, 0],
    ].map(([lo, hi]) => k.step({ lo: down.from(lo!), hi: up.from(hi!) }))
    expect(steps.map(({ lo, hi }) => [down.toNumber(lo), up.toNumber(hi)])).toEqual([
      [1, 1],
      [0, 0],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ])
  })

  it('goes by its midpoint, and is zero where both ends are', () => {
    const [wide, narrow] = [around([-3, 0, 5]), around([2, 2, 2])]
    expect([k.less(wide, narrow), k.less(narrow, wide), k.less(narrow, narrow)]).toEqual([
      true,
      false,
      false,
    ])
    expect([k.toNumber(wide), k.toNumber(k.from(0.125))]).toEqual([1, 0.125])
    expect([
      k.isZero(k.from(0)),
      k.isZero(around([0, 1, 1])),
      k.isZero(around([-1, -1, 0])),
    ]).toEqual([true, false, false])
  })

  it('says its name', () => {
    expect(k.name).toBe(`interval(${down.name}, ${up.name})`)
  })

  it('refuses to divide by what may be zero', () => {
    const message = (b: Interval<T>): string => {
      try {
        return String(k.div(k.from(1), b))
      } catch (error) {
        return String(error)
      }
    }
    expect([around([-1, 0, 2]), around([0, 0, 2]), k.from(0)].map(message)).toMatchInlineSnapshot(`
      [
        "RangeError: expected a divisor other than 0, but received [-1, 2]",
        "RangeError: expected a divisor other than 0, but received [0, 2]",
        "RangeError: expected a divisor other than 0, but received [0, 0]",
      ]
    `)
  })
}

describe('an interval of bigfloats', () => {
  laws(bigfloat(50, 'down'), bigfloat(50, 'up'), bigfloat(170, 'down'), bigfloat(170, 'up'))
})

describe('an interval of decimals', () => {
  laws(decimal(15, 'down'), decimal(15, 'up'), decimal(40, 'down'), decimal(40, 'up'))
})
