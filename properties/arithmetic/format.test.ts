import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import {
  compare,
  exact,
  minus,
  negate,
  plus,
  powerOfTwo,
  times,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import {
  bitsOf,
  formats,
  isMember,
  membersOf,
  neighbours,
  next,
  round,
  roundNumber,
  ulp,
  ulps,
  type Format,
} from '../../src/arithmetic/format.ts'
import { rounded } from '../../src/arithmetic/rounded.ts'

const { binary64, binary32, binary16, bfloat16 } = formats
const all = Object.values(formats)

/**
 * The number that a 16-bit word stands for, read by the definition of the format: sign aside,
 * exponent e, fraction f.
 */
const meaning = (word: number, fractionBits: number, bias: number): number => {
  const e = word >> fractionBits
  const f = (word % 2 ** fractionBits) / 2 ** fractionBits
  return e === 0 ? f * 2 ** (1 - bias) : (1 + f) * 2 ** (e - bias)
}
/** All finite numbers from 0 up, and last the number that would come next, which overflows. */
const membersUpwards = {
  binary16: Array.from({ length: 0x7c01 }, (_, word) => meaning(word, 10, 15)),
  bfloat16: Array.from({ length: 0x7f81 }, (_, word) => meaning(word, 7, 127)),
}
const everyGap = (
  format: Format,
  check: (below: number, above: number, isBelowEven: boolean) => boolean,
): number[] => {
  const members = membersUpwards[format.name as 'binary16' | 'bfloat16']
  const finite = (x: number): number => (x > format.greatest ? Infinity : x)
  return members
    .slice(1)
    .flatMap((above, i) => (check(members[i] ?? NaN, finite(above), i % 2 === 0) ? [] : [above]))
}
const middle = (format: Format, below: number, above: number): number =>
  above === Infinity ? below + (below - -next(-below, format)) / 2 : (below + above) / 2
const hair = powerOfTwo(-1200)

describe.each([binary16, bfloat16])('rounding to $name', (format) => {
  it('knows all its finite numbers, in the order of their words, and how many bits these have', () => {
    const upwards = membersUpwards[format.name as 'binary16' | 'bfloat16'].slice(0, -1)
    expect(membersOf(format)).toEqual([...upwards, ...upwards.map((x) => -x)])
    expect(bitsOf(format)).toBe(16)
  })

  it('leaves every number of the format as it is, in every direction', () => {
    const members = membersUpwards[format.name as 'binary16' | 'bfloat16'].filter(
      (x) => x <= format.greatest,
    )
    const moved = members.filter((x) =>
      [
        round(exact(x), format, 'nearest'),
        round(exact(x), format, 'down'),
        round(exact(x), format, 'up'),
        roundNumber(x, format),
      ].some((y) => y !== x),
    )
    expect(moved).toEqual([])
  })

  it('takes the nearer neighbour in every gap, the even one in its middle, on both sides of zero', () => {
    const isRight = (x: Exact, nearest: number): boolean =>
      round(x, format) === nearest && round(negate(x), format) === -nearest
    expect(
      everyGap(format, (below, above, isBelowEven) => {
        const x = exact(middle(format, below, above))
        return (
          isRight(x, isBelowEven ? below : above)
          && isRight(plus(x, hair), above)
          && isRight(minus(x, hair), below)
        )
      }),
    ).toEqual([])
  })

  it('takes the lower or the upper neighbour when told to', () => {
    const isRight = (x: Exact, below: number, above: number): boolean =>
      round(x, format, 'down') === below
      && round(x, format, 'up') === above
      && round(negate(x), format, 'down') === -above
      && round(negate(x), format, 'up') === -below
    expect(
      everyGap(
        format,
        (below, above) =>
          isRight(exact(middle(format, below, above)), below, above)
          && isRight(plus(exact(below), hair), below, above),
      ),
    ).toEqual([])
  })

  it('does the same to doubles, the fast way', () => {
    expect(
      everyGap(format, (below, above, isBelowEven) => {
        const x = middle(format, below, above)
        const { below: less, above: more } = neighbours(x, binary64)
        return (
          roundNumber(x, format) === (isBelowEven ? below : above)
          && roundNumber(less, format) === below
          && roundNumber(more, format) === above
          && roundNumber(-more, format) === -above
        )
      }),
    ).toEqual([])
  })

  it('knows the neighbours of every number', () => {
    expect(
      everyGap(
        format,
        (below, above) =>
          next(below, format) === above
          && next(-above, format) === -below
          && next(middle(format, below, above), format) === above,
      ),
    ).toEqual([])
  })
})

describe.each(all)('the format $name', (format) => {
  it('rounds doubles as it rounds their exact values, and keeps the sign of zero', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: -1100, max: 1000 }),
        (m, e) => {
          for (const x of [m, m * 2 ** e]) {
            if (Number.isFinite(x) && x !== 0)
              expect(roundNumber(x, format)).toBe(round(exact(x), format))
          }
        },
      ),
    )
    expect([-0, 0, NaN, Infinity, -Infinity].map((x) => roundNumber(x, format))).toEqual([
      -0,
      0,
      NaN,
      Infinity,
      -Infinity,
    ])
  })

  it('has one number for zero, however it is written', () => {
    for (const exponent of [-2000, 0, 2000])
      expect(round({ mantissa: 0n, exponent }, format)).toBe(0)
  })

  it('contains its greatest and its least numbers, and nothing beyond or between', () => {
    const { greatest, leastNormal, least } = format
    expect(
      [greatest, leastNormal, least, -0, NaN, Infinity].every((x) => isMember(x, format)),
    ).toBe(true)
    expect([
      next(greatest, format),
      next(0, format),
      next(-Infinity, format),
      next(Infinity, format),
      next(NaN, format),
    ]).toEqual([Infinity, least, -greatest, Infinity, NaN])
    expect(neighbours(leastNormal, format)).toEqual({
      below: leastNormal - least,
      above: leastNormal + least,
    })
    expect(round(exact(least), format, 'down')).toBe(least)
    expect(round(powerOfTwo(-5000), format, 'up')).toBe(least)
    expect(round(negate(powerOfTwo(-5000)), format)).toBe(-0)
    expect(round(powerOfTwo(5000), format, 'down')).toBe(greatest)
    expect(round(powerOfTwo(5000), format)).toBe(Infinity)
  })

  it('has units in the last place that double at powers of two and stop shrinking at the subnormals', () => {
    const { precision, emin, emax } = format
    const units = [1, 1.5, 2, 2 ** emax, 2 ** emin, 2 ** emin / 2, 0].map((x) =>
      ulp(exact(-x), format),
    )
    expect(units).toEqual(
      [0, 0, 1, emax, emin, emin, emin].map((exponent) => powerOfTwo(exponent - precision + 1)),
    )
    expect(ulp(minus(exact(2), hair), format)).toEqual(powerOfTwo(1 - precision))
    expect(format.unitRoundoff).toEqual(powerOfTwo(-precision))
  })
})

describe('binary32', () => {
  it('is what Math.fround rounds to', () => {
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: -160, max: 130 }), (m, e) => {
        for (const x of [m, (m % 2) * 2 ** e]) {
          if (Number.isFinite(x) && x !== 0) expect(round(exact(x), binary32)).toBe(Math.fround(x))
        }
      }),
    )
  })
})

describe('ulps', () => {
  it.each([
    [1, 1, binary64, 0],
    [1 + 2 ** -52, 1, binary64, 1],
    [1 - 2 ** -53, 1, binary64, 0.5],
    [2, 2 - 2 ** -52, binary64, 1],
    [1.5, -1.5, binary16, 3072],
    [0, 5e-324, binary64, 1],
    [65504, 65505, binary16, 1 / 32],
    [Infinity, 1, binary32, Infinity],
    [-Infinity, 1, binary32, Infinity],
    [NaN, 1, binary32, NaN],
  ])(
    'puts %d at a distance from %d that is counted in units of the real number',
    (value, real, format, distance) => {
      expect(ulps(value, exact(real), format)).toBe(distance)
    },
  )
})

describe.each([binary32, binary16, bfloat16])('the arithmetic of $name', (format) => {
  const k = rounded(format)
  const [down, up] = [bigfloat(200, 'down'), bigfloat(200, 'up')]
  const members = fc
    .tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: format.emin - 12, max: format.emax - 1 }),
    )
    .map(([m, e]) => k.from(m * 2 ** e))

  it('rounds sums, differences and products once', () => {
    fc.assert(
      fc.property(members, members, (a, b) => {
        const [x, y] = [exact(a), exact(b)]
        expect(k.add(a, b) + 0).toBe(round(plus(x, y), format) + 0)
        expect(k.sub(a, b) + 0).toBe(round(minus(x, y), format) + 0)
        expect(k.mul(a, b) + 0).toBe(round(times(x, y), format) + 0)
      }),
    )
  })

  it('rounds quotients once', () => {
    fc.assert(
      fc.property(members, members, (a, b) => {
        fc.pre(b !== 0)
        const [x, y] = [exact(a), exact(b)]
        expect([round(down.div(x, y), format) + 0, round(up.div(x, y), format) + 0]).toContain(
          k.div(a, b) + 0,
        )
      }),
    )
  })

  it('errs in exp, log, log1p and expm1 by hardly more than the rounding', () => {
    const errors = (op: 'exp' | 'log' | 'log1p' | 'expm1', a: number): number =>
      ulps(k[op](a), down[op](exact(a)), format)
    fc.assert(
      fc.property(members, (a) => {
        fc.pre(a < Math.log(format.greatest))
        expect(errors('exp', a)).toBeLessThan(0.5001)
        expect(errors('expm1', a)).toBeLessThan(0.5001)
        if (a !== 0) expect(errors('log', Math.abs(a))).toBeLessThan(0.5001)
        expect(errors('log1p', Math.abs(a))).toBeLessThan(0.5001)
      }),
    )
  })
})

describe('the arithmetic of binary32', () => {
  it('is a chain of Math.fround', () => {
    const k = rounded(binary32)
    const f = Math.fround
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (a, b) => {
        expect(k.add(k.mul(a, b), k.div(k.exp(k.neg(a)), b))).toBe(
          f(f(a * b) + f(f(Math.exp(-a)) / b)),
        )
        expect([k.name, k.max(a, b), k.step(a), k.less(a, b)]).toEqual([
          'binary32',
          Math.max(a, b),
          a > 0 ? 1
          : a < 0 ? 0
          : 0.5,
          a < b,
        ])
      }),
    )
    expect(compare(exact(k.from(0.1)), exact(0.1))).toBeGreaterThan(0)
  })
})

describe('the arithmetic of binary64', () => {
  it('is that of the machine, where a step from NaN is NaN', () => {
    const k = rounded(binary64)
    expect([k.name, k.from(0.1), k.add(0.1, 0.2)]).toEqual(['binary64', 0.1, 0.30000000000000004])
    expect([k.step(NaN), k.isZero(-0), k.toNumber(1e-300)]).toEqual([NaN, true, 1e-300])
  })
})
