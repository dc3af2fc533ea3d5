import * as fc from 'fast-check'
import { compare, exact, minus, type Exact } from '../arithmetic/exact.ts'
import { isMember, round, roundNumber, type Format } from '../arithmetic/format.ts'
import { at, greatest } from '../arithmetic/sequence.ts'
import type { Inputs } from './law.ts'

/**
 * Inputs are chosen by shape (equal, tied, one leader with a gap, a ladder) and offset, from short
 * numbers first: a double drawn at random puts the top two logits within 1e-6 in nine draws of ten,
 * in a tie never. Whatever is drawn is then rounded into the format on trial, so that the
 * implementation is asked about exactly the numbers that we judge.
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

/** The number of the format nearest to x, kept finite. */
export const into = (x: number, format: Format): number => {
  const rounded = roundNumber(x, format)
  return Number.isFinite(rounded) ? rounded : Math.sign(x) * format.greatest
}

/** A finite number of the format. */
export const scalar: Inputs<number> = (format, style) =>
  (style === 'readable' ?
    fc.oneof(fc.constantFrom(...ladder), fc.constantFrom(...gaps), thresholds(format))
  : fc.oneof(anyDouble, fc.double({ min: -50, max: 50, noNaN: true }), nearThreshold(format))
  ).map((x) => into(x, format))

/**
 * A vector of at least `least` logits: few where readable, up to 12 where raw, and now and then a
 * long one.
 */
export const logits =
  ({ least = 1, most = 12 } = {}): Inputs<number[]> =>
  (format, style) =>
    (style === 'readable' ?
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
          arbitrary: fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
            minLength: least,
            maxLength: most,
          }),
        },
        { weight: 2, arbitrary: fc.array(anyDouble, { minLength: least, maxLength: most }) },
        { weight: 2, arbitrary: shaped(least, most) },
        {
          weight: most < 12 ? 0 : 1,
          arbitrary: fc.array(
            fc.integer({ min: -40, max: 40 }).map((i) => i / 4),
            { minLength: least, maxLength: 100 },
          ),
        },
      )
    ).map((z) => z.map((x) => into(x, format)))

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

/** Inputs that have logits, and numbers that go with these one by one. */
export const withEntries = <C extends string, A extends HasLogits>(
  name: C,
  entry: Inputs<number>,
  inputs: Inputs<A>,
) =>
  ((format, style) =>
    fc
      .tuple(
        inputs(format, style),
        fc.array(entry(format, style), { minLength: 100, maxLength: 100 }),
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
  (format, style) =>
    fc
      .tuple(inputs(format, style), fc.nat({ max: 1e4 }))
      .map(([input, turn]) => ({ ...input, label: turn % input.logits.length }))

type HasLogits = { readonly logits: readonly number[] }
const asLogits = (z: Inputs<number[]>): Inputs<{ logits: number[] }> =>
  mapped(z, (logits) => ({ logits }))

/** Logits and an order of their indices. */
export const permuted =
  (z: Inputs<number[]>): Inputs<{ logits: number[]; order: number[] }> =>
  (format, style) =>
    fc
      .tuple(z(format, style), fc.array(fc.nat({ max: 1000 }), { minLength: 100, maxLength: 100 }))
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
export const cotangentEntry: Inputs<number> = (format, style) =>
  (style === 'readable' ?
    fc.constantFrom(1, -1, 0, 2, -2, 0.5, -3)
  : fc.double({ min: -8, max: 8, noNaN: true })
  ).map((x) => into(x, format))

/** A weight in [0, 1], often 0. */
export const weightEntry: Inputs<number> = (format, style) =>
  (style === 'readable' ?
    fc.constantFrom(0, 1, 0.5, 0.25)
  : fc.double({ min: 0, max: 1, noNaN: true })
  ).map((x) => into(x, format))

/** Inputs made of several parts that are drawn side by side. */
export const together =
  <T extends object>(parts: { readonly [K in keyof T]: Inputs<T[K]> }): Inputs<T> =>
  (format, style) => {
    const arbitraries = Object.entries(parts).map(([name, part]) => [
      name,
      (part as Inputs<unknown>)(format, style),
    ])
    return fc.record(Object.fromEntries(arbitraries)) as fc.Arbitrary<T>
  }

/** The same inputs, carried over by a function that keeps them in the format. */
export const mapped =
  <A, B>(inputs: Inputs<A>, to: (a: A, format: Format) => B): Inputs<B> =>
  (format, style) =>
    inputs(format, style).map((a) => to(a, format))

/**
 * Logits and a shift, both snapped to a common grid on which every z + c is a number of the format:
 * what is compared is then softmax at two exact inputs, and no rounding of ours is blamed on
 * anybody.
 */
export const shifted = (z: Inputs<number[]>): Inputs<{ logits: number[]; shift: number }> =>
  mapped(
    together<{ logits: number[]; shift: number }>({
      logits: z,
      shift: (format) =>
        fc
          .constantFrom(
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
          )
          .map((x) => into(x, format)),
    }),
    ({ logits, shift }, format) => {
      const [c = 0, ...z] = ontoGrid([shift, ...logits], format)
      return { logits: z, shift: c }
    },
  )

/** Logits snapped to a common grid on which the format holds every difference. */
export const onGrid = (z: Inputs<number[]>): Inputs<number[]> => mapped(z, ontoGrid)

/**
 * The multiples, nearest to the xs, of a unit so coarse that the format holds every sum and
 * difference of two.
 */
const ontoGrid = (xs: readonly number[], format: Format): number[] => {
  const reach = 2 * greatest(xs.map(Math.abs))
  const grid = 2 ** (Math.floor(Math.log2(reach)) + 1 - format.precision)
  return reach <= format.greatest && grid >= format.least ?
      xs.map((x) => Math.round(x / grid) * grid)
    : xs.map(() => 0)
}

/** Whether the format holds every z + c. */
export const staysExact = (
  { logits, shift }: { logits: number[]; shift: number },
  format: Format,
): boolean => logits.every((x) => roundNumber(x + shift, format) - shift === x)

/** Whether the format holds every gap max z - z_i of a logit that is not masked. */
export const keepsGaps = (z: readonly number[], format: Format): boolean => {
  const peak = greatest(z)
  return z.every((x) => x === -Infinity || holds(minus(exact(peak), exact(x)), format))
}
const holds = (x: Exact, format: Format): boolean => {
  const rounded = round(x, format)
  return Number.isFinite(rounded) && compare(exact(rounded), x) === 0
}

/**
 * h, a power of two near the cube root of u: a central difference then loses as much to truncation,
 * h², as to rounding, u/h.
 */
export const differenceStep = (format: Format): number => 2 ** -Math.round(format.precision / 3)

/** The multiple of h nearest to x, kept so small that the format holds it give or take 3h. */
export const ontoSteps = (x: number, format: Format): number => {
  const h = differenceStep(format)
  const most = (2 ** format.precision - 4) * h
  return Math.max(-most, Math.min(most, Math.round(x / h) * h))
}

/** Logits and a direction of small integers, such that the format holds every z + hv and z - hv. */
export const directed = (z: Inputs<number[]>): Inputs<{ logits: number[]; direction: number[] }> =>
  withEntries(
    'direction',
    () => fc.constantFrom(1, -1, 0, 2, -2, 3, -3),
    asLogits(mapped(z, (logits, format) => logits.map((x) => ontoSteps(x, format)))),
  )

/** Whether the format holds every z + hv and z - hv. */
export const stepsExactly = (
  { logits, direction }: { logits: number[]; direction: number[] },
  format: Format,
): boolean =>
  holdsSums(
    logits,
    direction.map((v) => differenceStep(format) * v),
    format,
  )

/** Logits and a change to each, such that the format holds every z + d and z - d. */
export const middles = (z: Inputs<number[]>): Inputs<{ logits: number[]; change: number[] }> =>
  mapped(
    withEntries('change', mapped(scalar, moderate), asLogits(z)),
    ({ logits, change }, format) => {
      const reach =
        greatest(logits.map(Math.abs)) + greatest(change.map(Math.abs), format.leastNormal)
      const grid = 2 ** (Math.floor(Math.log2(reach)) + 2 - format.precision)
      const snap = (x: number) => Math.round(x / grid) * grid
      return { logits: logits.map(snap), change: change.map(snap) }
    },
  )

/**
 * x, kept within 2^-8 of the greatest number: differences, and sums of a dozen of them with weights
 * up to 8, then overflow nowhere.
 */
export const moderate = (x: number, format: Format): number =>
  Math.max(-(2 ** -8) * format.greatest, Math.min(2 ** -8 * format.greatest, x))
export const moderateEach = (z: readonly number[], format: Format): number[] =>
  z.map((x) => moderate(x, format))
export const isModerate = (z: readonly number[], format: Format): boolean =>
  z.every((x) => moderate(x, format) === x)

/** Whether the format holds every a + b and a - b, exactly. */
export const holdsSums = (a: readonly number[], b: readonly number[], format: Format): boolean =>
  a.every((x, i) =>
    [at(b, i), -at(b, i)].every(
      (d) => isMember(x + d, format) && x + d - x === d && x + d - d === x,
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

export const thresholdsOf = (format: Format): readonly number[] =>
  [
    Math.log(format.greatest),
    -Math.log(format.leastNormal),
    -Math.log(format.least),
    format.precision * Math.LN2,
  ].map((x) => into(x, format))

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true })
