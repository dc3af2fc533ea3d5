import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { toDigits } from '../../src/arithmetic/decimal-string.ts'
import { decimal, decimalFromExact, enclosureOfDecimal } from '../../src/arithmetic/decimal.ts'
import {
  compare,
  exact,
  greater,
  magnitude,
  minus,
  negate,
  one,
  plus,
  powerOfTwo,
  scale,
  times,
  top,
  zero,
  type Exact,
} from '../../src/arithmetic/exact.ts'

const functions = ['exp', 'log', 'log1p', 'expm1'] as const
const operations = ['add', 'sub', 'mul', 'div'] as const

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true })
const everyScale = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -1074, max: 1022 }))
  .map(([m, e]) => m * 2 ** e)
const readable = fc.constantFrom(
  0,
  1,
  -1,
  0.5,
  -0.5,
  0.1,
  -0.1,
  0.001,
  -0.001,
  2 ** -8,
  -(2 ** -8),
  10,
  -40,
  100,
  709.782712893384,
  -745.1332191019412,
  1e4,
  -1e4,
  2e6,
  -2e6,
  1e300,
)
const tiny = fc.constantFrom(0, 1e-40, -1e-40, 2 ** -53, -(2 ** -53), 5e-324, -1e-9)
/** Every scale of the doubles, and numbers that no double holds, such as 1 + 1e-40. */
const numbers = fc.oneof(
  doubles.map(exact),
  everyScale.map(exact),
  fc.tuple(readable, tiny).map(([x, y]) => plus(exact(x), exact(y))),
)
const farApart: [Exact, Exact][] = [
  [one, negate(powerOfTwo(-5000))],
  [powerOfTwo(-5000), one],
  [zero, powerOfTwo(2000)],
  [one, powerOfTwo(-400)],
]
const asDecimal = (x: Exact): Decimal => decimalFromExact(x, 5000, 'nearest')

/** Where the function has a value, of a size that an engine writes down. */
const isIn = (op: (typeof functions)[number], x: Exact): boolean =>
  op === 'log' ? compare(x, zero) > 0
  : op === 'log1p' ? compare(x, negate(one)) > 0
  : compare(x, powerOfTwo(20)) < 0
const isFar = (x: Exact): boolean => compare(x, negate(powerOfTwo(20))) <= 0

const isAtMost = (a: Exact, b: Exact): boolean => compare(a, b) <= 0
/** hi - lo <= times units in the last of so many bits. */
const isWithinUlps = (lo: Exact, hi: Exact, bits: number, times: number): boolean =>
  isAtMost(minus(hi, lo), scale(exact(times), top(greater(magnitude(lo), magnitude(hi))) - bits))
const isWithinDigits = (lo: Decimal, hi: Decimal, digits: number, times: number): boolean => {
  const Wide = Decimal.clone({ defaults: true, precision: 5000 })
  const place = Math.max(lo.e, hi.e) - digits + 1
  return Wide.sub(hi, lo).lte(Wide.mul(times, `1e${place}`))
}

const engines = (digits: number, bits = Math.ceil(digits * Math.log2(10)) + 1) => ({
  bits,
  binary: {
    nearest: bigfloat(bits, 'nearest'),
    down: bigfloat(bits, 'down'),
    up: bigfloat(bits, 'up'),
  },
  decimal: {
    nearest: decimal(digits, 'nearest'),
    down: decimal(digits, 'down'),
    up: decimal(digits, 'up'),
  },
  finer: { down: bigfloat(bits + 77, 'down'), up: bigfloat(bits + 77, 'up') },
})

describe.each([
  [20, 300],
  [50, 200],
  [100, 60],
  [200, 20],
] as const)('at %d digits', (digits, numRuns) => {
  const { bits, binary, decimal, finer } = engines(digits)

  it.each(functions)('both engines enclose %s tightly, and agree', (op) => {
    fc.assert(
      fc.property(
        numbers.filter((x) => isIn(op, x)),
        (x) => {
          const [lo, mid, hi] = [binary.down[op](x), binary.nearest[op](x), binary.up[op](x)]
          expect(isAtMost(lo, mid) && isAtMost(mid, hi)).toBe(true)
          const d = asDecimal(x)
          const [low, centre, high] = [
            decimal.down[op](d),
            decimal.nearest[op](d),
            decimal.up[op](d),
          ]
          expect(low.lte(centre) && centre.lte(high)).toBe(true)
          if (isFar(x) && op === 'exp') return
          expect(isWithinUlps(lo, hi, bits, 2)).toBe(true)
          expect(isWithinDigits(low, high, digits, 2)).toBe(true)
          expect(isAtMost(lo, finer.up[op](x)) && isAtMost(finer.down[op](x), hi)).toBe(true)
          expect(isAtMost(enclosureOfDecimal(low, bits + 77).lo, finer.up[op](x))).toBe(true)
          expect(isAtMost(finer.down[op](x), enclosureOfDecimal(high, bits + 77).hi)).toBe(true)
        },
      ),
      {
        numRuns,
        examples: [2 ** -1074, 709.782712893384, 1 - 2 ** -53, 2 ** -8].map((x) => [exact(x)]),
      },
    )
  })

  it.each(operations)('both engines enclose the exact result of %s, within one unit', (op) => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        fc.pre(op !== 'div' || y.mantissa !== 0n)
        const [lo, mid, hi] = [binary.down[op](x, y), binary.nearest[op](x, y), binary.up[op](x, y)]
        expect(isAtMost(lo, mid) && isAtMost(mid, hi)).toBe(true)
        expect(isWithinUlps(lo, hi, bits, 1)).toBe(true)
        const [d, e] = [asDecimal(x), asDecimal(y)]
        const [low, centre, high] = [
          decimal.down[op](d, e),
          decimal.nearest[op](d, e),
          decimal.up[op](d, e),
        ]
        expect(low.lte(centre) && centre.lte(high)).toBe(true)
        expect(isWithinDigits(low, high, digits, 1)).toBe(true)
        // a / b = q is judged as a = q b.
        const result = {
          add: plus(x, y),
          sub: minus(x, y),
          mul: times(x, y),
          div: y.mantissa < 0n ? negate(x) : x,
        }[op]
        const back = (q: Exact): Exact => (op === 'div' ? times(q, magnitude(y)) : q)
        expect(isAtMost(back(lo), result) && isAtMost(result, back(hi))).toBe(true)
        expect(isAtMost(back(enclosureOfDecimal(low, bits).lo), result)).toBe(true)
        expect(isAtMost(result, back(enclosureOfDecimal(high, bits).hi))).toBe(true)
      }),
      { numRuns: 50, examples: [...farApart, [one, exact(3)]] },
    )
  })

  it('both engines take a double for its exact value', () => {
    fc.assert(
      fc.property(doubles, (x) => {
        expect(
          isAtMost(binary.down.from(x), exact(x)) && isAtMost(exact(x), binary.up.from(x)),
        ).toBe(true)
        expect(
          decimal.down.from(x).lte(asDecimal(exact(x)))
            && decimal.up.from(x).gte(asDecimal(exact(x))),
        ).toBe(true)
        expect(binary.nearest.toNumber(binary.nearest.from(x))).toBe(x + 0)
        expect(decimal.nearest.toNumber(decimal.nearest.from(x))).toBe(x + 0)
      }),
      { numRuns: 50 },
    )
  })
})

describe('bigfloat of 53 bits, to nearest', () => {
  it('computes what the machine computes', () => {
    const k = bigfloat(53, 'nearest')
    const moderate = fc.oneof(
      fc.double({ min: -1e100, max: 1e100, noNaN: true }),
      fc.integer().map((n) => n / 8),
    )
    fc.assert(
      fc.property(moderate, moderate, (a, b) => {
        fc.pre([a, b].every((x) => x === 0 || Math.abs(x) > 1e-100))
        const [x, y] = [exact(a), exact(b)]
        expect([k.add(x, y), k.sub(x, y), k.mul(x, y)].map(k.toNumber)).toEqual(
          [a + b, a - b, a * b].map((z) => z + 0),
        )
        if (b !== 0) expect(k.toNumber(k.div(x, y))).toBe(a / b + 0)
      }),
    )
  })

  it('divides exactly what is divisible, whichever way it rounds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.integer(), fc.integer(), (k, a, b) => {
        fc.pre(b !== 0)
        const [x, y] = [exact(a), exact(b)]
        expect(compare(k.div(times(x, y), y), x)).toBe(0)
      }),
    )
  })

  it('takes the even number at a tie', () => {
    const k = bigfloat(3, 'nearest')
    const rounded = [9, 10, 11, 13, -9, -11, -13, 8.5, 9.5].map((x) => k.toNumber(k.from(x)))
    expect(rounded).toEqual([8, 10, 12, 12, -8, -12, -12, 8, 10])
  })
})

const [down, up] = [bigfloat(167, 'down'), bigfloat(167, 'up')]
const [floor, ceiling] = [decimal(50, 'down'), decimal(50, 'up')]
const [finerDown, finerUp] = [bigfloat(200, 'down'), bigfloat(200, 'up')]
const all = [bigfloat(167, 'nearest'), down, up] as const
const allDecimal = [decimal(50, 'nearest'), floor, ceiling] as const

describe('both engines', () => {
  /** From a third engine, CPython's decimal on libmpdec. */
  it.each([
    ['exp', 1, '2.71828182845904523536028747135266249775724709369996'],
    ['exp', -1000, '5.0759588975494567652918094795743369193055992828928e-435'],
    ['exp', 1e6, '3.0332153968020875450864021414181143270839737948135e+434294'],
    ['exp', -1e6, '3.2968314780885585789689079691077242085614015066584e-434295'],
    ['expm1', 2 ** -1000, '9.3326361850321887899008954472381716961709144637171e-302'],
    ['expm1', 2 ** -20, '9.5367477115374544678824955687428365188553281789775e-7'],
    ['log', 2, '0.69314718055994530941723212145817656807550013436026'],
    ['log', 2 ** 1000, '693.14718055994530941723212145817656807550013436026'],
    ['log', 1 - 2 ** -53, '-1.1102230246251566020533898884823721718097327200653e-16'],
    ['log1p', 2 ** -20, '9.536738616591882339084155149633361436031480709793e-7'],
    ['log1p', -(2 ** -20), '-9.5367477115389000725024373627916325316702800940626e-7'],
    ['log1p', 9, '2.302585092994045684017991454684364207601101488628773'],
  ] as const)('know %s(%d) to 50 digits', (op, x, digits) => {
    const count = digits.replace(/e.*|^-?0\.|[-.]/g, '').length
    expect([finerDown, finerUp].map((k) => toDigits(k[op](k.from(x)), count))).toEqual([
      digits,
      digits,
    ])
    expect(
      [floor, ceiling].map((k) =>
        k[op](asDecimal(exact(x)))
          .toSignificantDigits(47, Decimal.ROUND_HALF_EVEN)
          .toString(),
      ),
    ).toEqual(
      Array(2).fill(
        new Decimal(digits).toSignificantDigits(47, Decimal.ROUND_HALF_EVEN).toString(),
      ),
    )
  })

  it('know e^0 = 1 and log 1 = 0 exactly, in every direction', () => {
    const simple = <T>(k: Arithmetic<T>): boolean[] => {
      const [no, one] = [k.from(0), k.from(1)]
      const errors = [k.sub(k.exp(no), one), k.log(one), k.log1p(k.from(-0)), k.expm1(no)]
      return errors.map(k.isZero)
    }
    const values = [...all.map(simple), ...allDecimal.map(simple)]
    expect(values).toEqual(values.map(() => [true, true, true, true]))
    expect(down.log({ mantissa: 32n, exponent: -5 })).toEqual(zero)
  })

  it('never take e^x for 1 beside zero', () => {
    const x = powerOfTwo(-900)
    expect([up.less(one, up.exp(x)), down.less(down.exp(negate(x)), one)]).toEqual([true, true])
    expect([ceiling.exp(ceiling.from(1e-300)).gt(1), floor.exp(floor.from(-1e-300)).lt(1)]).toEqual(
      [true, true],
    )
  })

  it('take e^x far below zero for nothing, or for next to nothing', () => {
    const far = [-(2 ** 20), -1e300]
    expect(far.map((x) => all.map((k) => toDigits(k.exp(exact(x)), 5)))).toEqual(
      far.map(() => ['0', '0', '1.4834e-315653']),
    )
    expect(far.map((x) => allDecimal.map((k) => k.exp(k.from(x)).toString()))).toEqual(
      far.map(() => ['0', '0', '1e-400000']),
    )
    const sides = far.map((x) =>
      [down, up].map((k) => Math.sign(compare(k.expm1(exact(x)), negate(one)))),
    )
    expect(sides).toEqual(far.map(() => [-1, 1]))
    expect(
      floor.expm1(floor.from(-1e300)).lte(-1) && ceiling.expm1(ceiling.from(-1e300)).gt(-1),
    ).toBe(true)
  })

  it('order, choose and step by exact values', () => {
    const [a, b] = [plus(one, powerOfTwo(-150)), one]
    expect([down.max(a, b), down.max(b, a), up.less(b, a), up.less(a, a)]).toEqual([
      a,
      a,
      true,
      false,
    ])
    expect([1, -1, 0].map((x) => down.toNumber(down.step(down.from(x))))).toEqual([1, 0, 0.5])
    expect([down.isZero(zero), down.isZero(a), down.toNumber(down.neg(a))]).toEqual([
      true,
      false,
      -1,
    ])
    const [x, y] = [floor.add(floor.from(1), floor.from(1e-45)), floor.from(1)]
    expect([
      floor.max(x, y).eq(x),
      floor.max(y, x).eq(x),
      floor.less(y, x),
      floor.less(x, x),
    ]).toEqual([true, true, true, false])
    expect([1, -1, 0].map((n) => floor.toNumber(floor.step(floor.from(n))))).toEqual([1, 0, 0.5])
    const nothing = floor.sub(x, x)
    expect([
      floor.isZero(nothing),
      floor.isZero(x),
      floor.toNumber(nothing),
      floor.toNumber(floor.neg(y)),
    ]).toEqual([true, false, 0, -1])
  })

  it('say their names', () => {
    expect([...all, ...allDecimal].map((k) => k.name)).toMatchInlineSnapshot(`
      [
        "bigfloat(167, nearest)",
        "bigfloat(167, down)",
        "bigfloat(167, up)",
        "decimal(50, nearest)",
        "decimal(50, down)",
        "decimal(50, up)",
      ]
    `)
  })

  it.each([
    ['from', NaN, 'expected a finite number, but received NaN'],
    ['exp', 2 ** 20, 'expected an exponent below 2^20, but received 1048576'],
    ['expm1', 1e300, 'expected an exponent below 2^20, but received 1e+300'],
    ['log', 0, 'expected a number above 0, but received 0'],
    ['log', -1, 'expected a number above 0, but received -1'],
    ['log1p', -1, 'expected a number above -1, but received -1'],
    ['log1p', -1e300, 'expected a number above -1, but received -1e+300'],
  ] as const)('refuse %s at %d', (op, x, message) => {
    expect(() => (op === 'from' ? down.from(x) : down[op](exact(x)))).toThrow(
      new RangeError(message),
    )
    expect(() => (op === 'from' ? floor.from(x) : floor[op](floor.from(x)))).toThrow(
      new RangeError(message),
    )
  })

  it('refuse a division by zero', () => {
    const message = 'expected a divisor other than 0, but received 0'
    expect(() => down.div(one, zero)).toThrow(new RangeError(message))
    expect(() => floor.div(floor.from(1), floor.from(0))).toThrow(new RangeError(message))
  })
})

describe('decimal', () => {
  it('takes 1 to 900 digits', () => {
    const thirds = [1, 900].map((digits) =>
      decimal(digits, 'up').div(new Decimal(1), new Decimal(3)),
    )
    expect(thirds.map(String)).toEqual(['0.4', `0.${'3'.repeat(899)}4`])
    expect(() => decimal(0, 'up')).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: expected 1 to 900 digits, but received 0]`,
    )
    expect(() => decimal(901, 'up')).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: expected 1 to 900 digits, but received 901]`,
    )
  })

  it('rounds outwards beside short numbers, where decimal.js itself does not', () => {
    const e = new Decimal('2.71828182845904523536028747135')
    expect([
      decimal(5, 'down').log(e).toString(),
      Decimal.clone({ precision: 5, rounding: Decimal.ROUND_FLOOR }).ln(e).toString(),
    ]).toEqual(['0.99999', '1'])
    const log2 = new Decimal('0.693147180559945309417232121458176568075500135')
    expect([
      decimal(5, 'up').exp(log2).toString(),
      Decimal.clone({ precision: 5, rounding: Decimal.ROUND_CEIL }).exp(log2).toString(),
    ]).toEqual(['2.0001', '2'])
  })

  it('rounds to nearest what lies beside a tie', () => {
    // e^0.371563556 = 1.4499999993…, and e^0.371563557 = 1.4500000008…
    const near = ['0.371563556', '0.371563557'].map((x) =>
      decimal(2, 'nearest').exp(new Decimal(x)),
    )
    expect(near.map(String)).toEqual(['1.4', '1.5'])
  })

  it('leaves the settings of decimal.js to others', () => {
    decimal(77, 'up')
    expect([Decimal.precision, Decimal.rounding]).toEqual([20, Decimal.ROUND_HALF_UP])
  })

  it('does not take over what others set, be it before it is loaded', async () => {
    Decimal.set({ toExpNeg: -2, minE: -3, maxE: 3 })
    try {
      const anew = '../../src/arithmetic/decimal.ts?anew'
      const { decimal, decimalFromExact } = (await import(
        /* @vite-ignore */ anew
      )) as typeof import('../../src/arithmetic/decimal.ts')
      const k = decimal(10, 'nearest')
      expect([k.exp(k.from(-20)), k.exp(k.from(20))].map(String)).toEqual([
        '2.061153622e-9',
        '485165195.4',
      ])
      expect(String(decimalFromExact(exact(2 ** -20), 12, 'nearest'))).toBe('9.53674316406e-7')
    } finally {
      Decimal.set({ defaults: true })
    }
  })
})

describe('a decimal number', () => {
  it('lies in its dyadic enclosure, which is the number itself where that is dyadic', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: -40, max: 40 }), (m, e) => {
        const { lo, hi } = enclosureOfDecimal(new Decimal(`${m}e${e}`), 100)
        const [ten, n] = [
          { mantissa: 10n ** BigInt(Math.abs(e)), exponent: 0 },
          { mantissa: m, exponent: 0 },
        ]
        const [low, value, high] =
          e < 0 ? [times(lo, ten), n, times(hi, ten)] : [lo, times(n, ten), hi]
        expect(isAtMost(low, value) && isAtMost(value, high)).toBe(true)
        expect(isAtMost(minus(hi, lo), scale(magnitude(lo), -98))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(doubles, (x) => {
        const { lo, hi } = enclosureOfDecimal(asDecimal(exact(x)), 10)
        expect([compare(lo, exact(x)), compare(hi, exact(x))]).toEqual([0, 0])
      }),
    )
  })
})
