import * as fc from 'fast-check'
import { exact } from '../arithmetic/exact.ts'
import { isMember, round, roundNumber, type Format } from '../arithmetic/format.ts'
import { at, greatest, least } from '../arithmetic/sequence.ts'
import type { Asked, Inputs } from './law.ts'
import { defaultShapes } from './shapes.ts'

/**
 * Inputs are chosen by shape (equal, tied, one leader with a gap, a ladder) and offset, from short
 * numbers first: a double drawn at random puts the top two logits within 1e-6 in nine draws of ten,
 * in a tie never. Whatever is drawn is then rounded into the formats that are read, and into the
 * domain, so that the implementation is asked about exactly the numbers that we judge.
 */

/**
 * Short numbers that people know: units, halves, tenths, saturation (17, 37), overflow and
 * underflow (12 to 750).
 */
const ladder = [
  0, 1, -1, 2, -2, 0.5, -0.5, 3, 0.1, -0.1, 10, -10, 12, 17, -17, 20, -20, 37, -37, 40, -40, 89,
  -89, 100, -100, 104, -104, 710, -710, 750, -750, 1000, -1000,
] as const
const gaps = [
  1,
  0,
  2,
  0.5,
  5,
  10,
  17,
  20,
  37,
  40,
  88,
  104,
  200,
  700,
  745,
  800,
  2 ** -10,
  2 ** -20,
  2 ** -40,
] as const
const offsets = [0, 1, -1, 50, -50, 700, -700, 1e4, -1e4, 1e8, -1e8] as const

/**
 * A logit that may be asked, near x where that may be: of its format, in the domain, finite in the
 * arithmetic. What lies outside of a domain is carried into it, so that its inside is drawn too.
 */
export const into = (asked: Asked): ((x: number) => number) => {
  const [lo, hi] = endsOf(asked)
  const width = hi - lo
  const inside = (x: number): number => {
    const turns = Math.floor((x - lo) / width)
    return asked.domain && Math.abs(turns) < 2 ** 32 ? x - turns * width : x
  }
  return (x) =>
    Math.max(
      lo,
      Math.min(hi, roundNumber(x >= lo && x <= hi ? x : inside(x), asked.numbers.logits)),
    )
}

/** The least logit that may be asked, and the greatest. */
export const endsOf = ({ numbers: { logits, reach: most }, domain }: Asked): [number, number] => {
  const [lo = -most, hi = most] = domain?.logits ?? []
  return [
    lo <= -most ? -most : round(exact(lo), logits, 'up'),
    hi >= most ? most : round(exact(hi), logits, 'down'),
  ]
}

/** The target, weight or cotangent nearest to x, kept finite. */
export const intoTargets = (x: number, { numbers: { targets } }: Asked): number => {
  const rounded = roundNumber(x, targets)
  return Number.isFinite(rounded) ? rounded : Math.sign(x) * targets.greatest
}

/**
 * A finite logit. Half of them lie in [-10, 10], evenly spread: there approximations change from
 * piece to piece.
 */
export const scalar: Inputs<number> = (asked, style) =>
  (style === 'readable' ?
    fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -1000, max: 1000 }).map((i) => i / 100) },
      { weight: 1, arbitrary: fc.constantFrom(...ladder) },
      { weight: 1, arbitrary: fc.constantFrom(...gaps) },
      { weight: 1, arbitrary: thresholds(asked.numbers.arithmetic) },
    )
  : fc.oneof(
      { weight: 3, arbitrary: evenly(10) },
      { weight: 1, arbitrary: anyDouble },
      { weight: 1, arbitrary: evenly(50) },
      { weight: 1, arbitrary: nearThreshold(asked.numbers.arithmetic) },
    )
  ).map(into(asked))

/** A number in [-most, most], each as likely as any other: doubles drawn as such crowd at zero. */
const evenly = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((i) => (i / 2 ** 30) * most)

/** The longest row that is drawn entry by entry. */
const longest = 65

/**
 * A vector of at least `least` logits: few where readable, up to 12 where raw, and now and then up to
 * 65. Wider rows are drawn in runs.
 */
export const logits =
  ({ least = 1, most: usual = 12 } = {}): Inputs<number[]> =>
  (asked, style) => {
    const { classes } = asked.most ?? defaultShapes
    const most = Math.max(least, Math.min(usual, classes))
    const logit = into(asked)
    return (
      style === 'readable' ?
        fc.oneof(
          {
            weight: 3,
            arbitrary: fc.array(fc.constantFrom(...ladder), {
              minLength: least,
              maxLength: Math.max(least, Math.min(most, 4)),
            }),
          },
          { weight: 4, arbitrary: shaped(least, Math.min(most, 5)) },
        )
      : fc.oneof(
          {
            weight: 3,
            arbitrary: fc.array(fc.oneof(evenly(10), evenly(50)), {
              minLength: least,
              maxLength: most,
            }),
          },
          { weight: 2, arbitrary: fc.array(anyDouble, { minLength: least, maxLength: most }) },
          { weight: 2, arbitrary: shaped(least, most) },
          {
            weight: usual < 12 ? 0 : 1,
            arbitrary: fc.array(
              fc.integer({ min: -40, max: 40 }).map((i) => i / 4),
              {
                minLength: least,
                maxLength: Math.max(least, Math.min(longest, classes)),
                size: 'max',
              },
            ),
          },
        )).map((z) => z.map(logit))
  }

/**
 * Logits that fall by gaps from a leader, at an offset, in any order. A gap of zero makes a tie.
 */
const shaped = (least: number, most: number): fc.Arbitrary<number[]> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...gaps), {
        minLength: Math.max(least - 1, 0),
        maxLength: Math.max(most, least) - 1,
      }),
      fc.boolean(),
      fc.constantFrom(...offsets),
      fc.nat(),
    )
    .map(([steps, falling, offset, turn]) => {
      let height = offset
      const z = [offset, ...steps.map((gap) => (falling ? (height -= gap) : offset - gap))]
      const cut = turn % z.length
      return [...z.slice(cut), ...z.slice(0, cut)]
    })

/**
 * Numbers that go with logits one by one, such as cotangents or target weights: short ones where
 * readable.
 */
export const withCompanion = <C extends string>(
  name: C,
  z: Inputs<number[]>,
  entry: Inputs<number>,
) => withEntries(name, entry, asLogits(z))

/** Inputs that have logits, or rows of them, and numbers that go with these one by one. */
export const withEntries = <C extends string, A extends HasLogits>(
  name: C,
  entry: Inputs<number>,
  inputs: Inputs<A>,
) =>
  ((asked, style) =>
    fc
      .tuple(
        inputs(asked, style),
        fc.array(entry(asked, style), { minLength: longest, maxLength: longest }),
      )
      .map(([input, entries]) => ({
        ...input,
        [name]: entries.slice(0, input.logits.length),
      }))) as Inputs<A & Record<C, number[]>>

/** Logits and the index of one of them. */
export const labelled = (z: Inputs<number[]>): Inputs<{ logits: number[]; label: number }> =>
  withLabel(asLogits(z))

/** Inputs that have logits, and the index of one of these. */
export const withLabel =
  <A extends HasLogits>(inputs: Inputs<A>): Inputs<A & { label: number }> =>
  (asked, style) =>
    fc
      .tuple(inputs(asked, style), fc.nat({ max: 1e4 }))
      .map(([input, turn]) => ({ ...input, label: turn % input.logits.length }))

type HasLogits = { readonly logits: readonly unknown[] }
const asLogits = (z: Inputs<number[]>): Inputs<{ logits: number[] }> =>
  mapped(z, (logits) => ({ logits }))

/** Logits and an order of their indices. */
export const permuted =
  (z: Inputs<number[]>): Inputs<{ logits: number[]; order: number[] }> =>
  (asked, style) =>
    fc
      .tuple(
        z(asked, style),
        fc.array(fc.nat({ max: 1000 }), { minLength: longest, maxLength: longest }),
      )
      .map(([logits, keys]) => ({
        logits,
        order: logits.map((_, i) => i).toSorted((i, j) => at(keys, j) - at(keys, i)),
      }))

/** Whether an order holds every index below n once. */
export const isOrder = (order: readonly number[], n: number): boolean =>
  order.length === n && order.toSorted((a, b) => a - b).every((x, i) => x === i)

/**
 * Signed entries of moderate size, never all the same by design: softmax's Jacobian kills the ones
 * vector.
 */
export const cotangentEntry: Inputs<number> = (asked, style) =>
  (style === 'readable' ?
    fc.constantFrom(1, -1, 0, 2, -2, 0.5, -3)
  : fc.double({ min: -8, max: 8, noNaN: true })
  ).map((x) => intoTargets(x, asked))

/** A weight in [0, 1], often 0. */
export const weightEntry: Inputs<number> = (asked, style) =>
  (style === 'readable' ?
    fc.constantFrom(0, 1, 0.5, 0.25)
  : fc.double({ min: 0, max: 1, noNaN: true })
  ).map((x) => intoTargets(x, asked))

/** Inputs made of several parts that are drawn side by side. */
export const together =
  <T extends object>(parts: { readonly [K in keyof T]: Inputs<T[K]> }): Inputs<T> =>
  (asked, style) => {
    const arbitraries = Object.entries(parts).map(([name, part]) => [
      name,
      (part as Inputs<unknown>)(asked, style),
    ])
    return fc.record(Object.fromEntries(arbitraries)) as fc.Arbitrary<T>
  }

/** The same inputs, carried over by a function that keeps them among those that may be asked. */
export const mapped =
  <A, B>(inputs: Inputs<A>, to: (a: A, asked: Asked) => B): Inputs<B> =>
  (asked, style) =>
    inputs(asked, style).map((a) => to(a, asked))

/**
 * Logits and a shift, both snapped to a common grid on which every z + c is a logit that may be
 * asked: what is compared is then softmax at two exact inputs, and no rounding of ours is blamed on
 * anybody.
 */
export const shifted = (z: Inputs<number[]>): Inputs<{ logits: number[]; shift: number }> =>
  mapped(
    together<{ logits: number[]; shift: number }>({
      logits: z,
      shift: () => fc.constantFrom(...shifts),
    }),
    ({ logits, shift }, asked) => {
      const [lo, hi] = endsOf(asked)
      const room = shift < 0 ? Math.min(lo - least(logits), 0) : Math.max(hi - greatest(logits), 0)
      const within = Math.abs(shift) <= Math.abs(room) ? shift : room
      const [c = 0, ...z] = ontoGrid([within, ...logits], asked)
      return { logits: z, shift: c }
    },
  )
const shifts = [
  1,
  -1,
  16,
  -16,
  100,
  -100,
  512,
  -512,
  1000,
  -1000,
  1e4,
  -1e4,
  2 ** 20,
  -(2 ** 27),
] as const

/** Logits snapped to a common grid on which their format holds every difference. */
export const onGrid = (z: Inputs<number[]>): Inputs<number[]> => mapped(z, ontoGrid)

/**
 * The multiples, nearest to the xs towards zero, of a unit so coarse that the format of logits holds
 * every sum and difference of two.
 */
const ontoGrid = (xs: readonly number[], { numbers: { logits } }: Asked): number[] => {
  const reach = 2 * greatest(xs.map(Math.abs))
  const grid = 2 ** (Math.floor(Math.log2(reach)) + 1 - logits.precision)
  return reach <= logits.greatest && grid >= logits.least ?
      xs.map((x) => Math.trunc(x / grid) * grid)
    : xs.map(() => 0)
}

/** Whether every z + c is a logit. */
export const staysExact = (
  { logits, shift }: { logits: number[]; shift: number },
  { numbers }: Asked,
): boolean => logits.every((x) => roundNumber(x + shift, numbers.logits) - shift === x)

/**
 * h, a power of two near the cube root of u: a central difference then loses as much to truncation,
 * h², as to rounding, u/h.
 */
export const differenceStep = ({ numbers }: Asked): number =>
  2 ** -Math.round(Math.min(numbers.logits.precision, numbers.arithmetic.precision) / 3)

/** The multiple of h nearest to x, kept so small that it may be asked give or take 3h. */
export const ontoSteps = (x: number, asked: Asked): number => {
  const h = differenceStep(asked)
  const most = (2 ** asked.numbers.logits.precision - 4) * h
  const [lo, hi] = endsOf(asked)
  const onto = (y: number): number => Math.max(-most, Math.min(most, y))
  return Math.min(
    Math.floor(onto(hi - 3 * h) / h) * h,
    Math.max(Math.ceil(onto(lo + 3 * h) / h) * h, Math.round(onto(x) / h) * h),
  )
}

/** Logits and a direction of small integers, such that every z + hv and z - hv may be asked. */
export const directed = (z: Inputs<number[]>): Inputs<{ logits: number[]; direction: number[] }> =>
  withEntries(
    'direction',
    () => fc.constantFrom(1, -1, 0, 2, -2, 3, -3),
    asLogits(mapped(z, (logits, asked) => logits.map((x) => ontoSteps(x, asked)))),
  )

/** Whether every z + hv and z - hv is a logit. */
export const stepsExactly = (
  { logits, direction }: { logits: number[]; direction: number[] },
  asked: Asked,
): boolean =>
  holdsSums(
    logits,
    direction.map((v) => differenceStep(asked) * v),
    asked,
  )

/** Logits and a change to each, such that every z + d and z - d may be asked. */
export const middles = (z: Inputs<number[]>): Inputs<{ logits: number[]; change: number[] }> =>
  mapped(
    withEntries('change', mapped(scalar, moderate), asLogits(z)),
    ({ logits, change }, asked) => {
      const format = asked.numbers.logits
      const [lo, hi] = endsOf(asked)
      const within = change.map((d, i) => {
        const room = Math.max(0, Math.min(hi - at(logits, i), at(logits, i) - lo))
        return Math.abs(d) <= room ? d : room
      })
      const reach =
        greatest(logits.map(Math.abs)) + greatest(within.map(Math.abs), format.leastNormal)
      const grid = 2 ** (Math.floor(Math.log2(reach)) + 2 - format.precision)
      const snap = (x: number) => Math.trunc(x / grid) * grid
      return { logits: logits.map(snap), change: within.map(snap) }
    },
  )

/**
 * x, kept within 2^-8 of the greatest number: differences, and sums of a dozen of them with weights
 * up to 8, then overflow nowhere.
 */
export const moderate = (x: number, { numbers }: Asked): number => {
  const most = 2 ** -8 * numbers.greatest
  return Math.max(-most, Math.min(most, x))
}
export const moderateEach = (z: readonly number[], asked: Asked): number[] =>
  z.map((x) => moderate(x, asked))
export const isModerate = (z: readonly number[], asked: Asked): boolean =>
  z.every((x) => moderate(x, asked) === x)

/** Whether every a + b and a - b is a logit, exactly. */
export const holdsSums = (
  a: readonly number[],
  b: readonly number[],
  { numbers: { logits } }: Asked,
): boolean =>
  a.every((x, i) =>
    [at(b, i), -at(b, i)].every(
      (d) => isMember(x + d, logits) && x + d - x === d && x + d - d === x,
    ),
  )

/**
 * Where e^x overflows, becomes subnormal and vanishes, and where 1 + e^-x rounds to 1: with both
 * signs.
 */
const thresholds = (format: Format): fc.Arbitrary<number> =>
  fc.constantFrom(...thresholdsOf(format).flatMap((x) => [x, -x]))

const nearThreshold = (format: Format): fc.Arbitrary<number> =>
  fc
    .tuple(thresholds(format), fc.integer({ min: -8, max: 8 }))
    .map(([x, steps]) => x * (1 + steps * 2 ** (1 - format.precision)))

const thresholdsOf = (format: Format): readonly number[] =>
  [
    Math.log(format.greatest),
    -Math.log(format.leastNormal),
    -Math.log(format.least),
    format.precision * Math.LN2,
  ].map((x) => roundNumber(x, format))

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true })

/**
 * An answer as a logit: what is asked again is rounded into the format of logits, and kept finite
 * where it is.
 */
export const fedBack = (answer: number, { numbers: { logits } }: Asked): number =>
  Number.isFinite(answer) ?
    Math.max(-logits.greatest, Math.min(logits.greatest, roundNumber(answer, logits)))
  : answer

/** By how much that moves an answer of this size; one that is not finite stays as it is. */
export const feedingBack = (size: number, { numbers: { logits } }: Asked): number =>
  Number.isFinite(size) ? 2 ** -logits.precision * size + logits.least : 0
