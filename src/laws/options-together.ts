import * as fc from 'fast-check'
import { optionsOf, type OperationName } from '../contract/operations.ts'
import { options, type OptionName, type OptionsOf } from '../contract/options.ts'
import { given } from '../contract/given.ts'
import { intoTargets } from './inputs.ts'
import type { Asked, Inputs } from './law.ts'
import { among, anyPlace, wideCompanion, wideEntries, type Place } from './wide.ts'

/** The value of an option for so many classes and rows. */
type Value = (classes: number, rows: number) => number | readonly number[] | readonly number[][]

/** Values of options beside the reduction, by name. */
export type Values = Partial<Omit<OptionsOf<OptionName>, 'reduction'>>

/** Numbers with few digits: multiples of a step up to the most. */
const multiples = (least: number, most: number, step = least): fc.Arbitrary<number> =>
  fc.integer({ min: Math.ceil(least / step), max: most / step }).map((i) => i * step)

/** Which numbers of an option are asked, 0 aside, and how its values are drawn. */
type Draws = {
  readonly least: number
  /** So great that no sum of losses overflows. */
  readonly most: number
  readonly values: Inputs<Value>
  /** The value in examples, of two rows of two classes. */
  readonly example: ReturnType<Value>
}

/** One number: people's own, or any of its range. */
const number = (
  example: number,
  own: readonly number[],
  least: number,
  most: number,
  step = least,
): Draws => ({
  example,
  least,
  most,
  values: (asked, style) =>
    (style === 'readable' ?
      fc.constantFrom(...own)
    : fc.oneof({ withCrossShrink: true }, fc.constantFrom(...own), multiples(least, most, step))
    ).map((x) => () => intoTargets(x, asked)),
})

const weights = [1, 2, 0, 0.5, 0.1]
const weight =
  (step: number): Inputs<number> =>
  (asked, style) =>
    (style === 'readable' ? fc.constantFrom(...weights) : multiples(0, 2, step)).map((x) =>
      intoTargets(x, asked),
    )

/** A weight for each class. */
const weightOfClasses = (example: readonly number[]): Draws => ({
  example,
  least: 2 ** -9,
  most: 2,
  values: (asked, style) =>
    wideCompanion(weight(2 ** -9)(asked, style)).map((w) => (n) => wideEntries(w, n)),
})

/** A place that few classes have too. */
const anywhere: fc.Arbitrary<Place> = fc.nat({ max: 59 }).map((turn) => (n) => turn % n)

/** How the values of each option are drawn. */
const drawn: { readonly [N in OptionName]: Draws } = {
  mask: {
    example: [
      [1, 0],
      [1, 1],
    ],
    least: 1,
    most: 1,
    values: () =>
      fc
        .tuple(
          fc.array(fc.oneof(anywhere, anyPlace), { minLength: 1, maxLength: 3 }),
          fc.integer({ min: 1, max: 3 }),
        )
        .map(([places, each]) => (classes, rows) => {
          const whole = Array<number>(classes).fill(1)
          const holed = [...whole]
          for (const place of places) for (const i of among(classes, place)) holed[i] = 0
          return Array.from({ length: rows }, (_, n) => (n * each < rows ? holed : whole))
        }),
  },
  temperature: number(0.5, [2, 0.5, 1, 4, 0.1], 2 ** -4, 8, 2 ** -3),
  softCap: number(2, [2, 1, 30, 0.5, 50], 2 ** -4, 64, 2 ** -3),
  classWeights: weightOfClasses([2, 1]),
  labelSmoothing: number(0.5, [0.5, 0.1, 0.1, 0.2, 0, 1], 2 ** -9, 1),
  focusing: number(2, [2, 0.5, 1, 0, 5], 2 ** -3, 8),
  zLoss: number(0.5, [0.5, 1, 0.1, 0, 2], 2 ** -9, 2),
  ignoreIndex: {
    example: 0,
    least: -Infinity,
    most: Infinity,
    values: () =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(-100, -1, -1, 0, 0).map((label) => () => label) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(1, 2).map((steps) => (n: number) => Math.max(n - steps, 0)),
        },
        { weight: 1, arbitrary: fc.nat({ max: 2 ** 20 }).map((turn) => (n: number) => turn % n) },
      ),
  },
  // Times a weight of a class it is no subnormal number of half precision; and most rows count.
  rowWeights: {
    example: [0.5, 2],
    least: 2 ** -4,
    most: 2,
    values: (asked, style) =>
      wideCompanion(weight(2 ** -4)(asked, style)).map(
        ({ others, most }) =>
          (_, rows) =>
            wideEntries({ others, most: most || 1 }, rows),
      ),
  },
  denominator: number(4, [4, 1, 2, 8, 3, 100], 1, 4096),
  posWeight: number(2, weights, 2 ** -9, 2),
  positiveWeights: weightOfClasses([2, 0.5]),
}

/** The options of an operation, each given three times in four, for so many classes and rows. */
export const valuesTogether = (
  operation: OperationName,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<(classes: number, rows: number) => Values> =>
  fc
    .record(
      Object.fromEntries(
        known(operation, asked)
          // A mask is made for rows and labels, which are drawn with it.
          .filter((name) => options[name].kind !== 'mask')
          .map((name) => [
            name,
            fc.option(drawn[name].values(asked, style), { nil: undefined, freq: 4 }),
          ]),
      ),
    )
    .map(
      (values) => (classes, rows) =>
        given(
          Object.fromEntries(
            Object.entries(values).map(([name, of]) => [name, of?.(classes, rows)]),
          ),
        ),
    )

/** A mask, every other time, of an operation that knows one. */
export const maskFor = (
  operation: OperationName,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<Value | undefined> =>
  known(operation, asked).includes('mask') ?
    fc.option(drawn.mask.values(asked, style), { nil: undefined, freq: 2 })
  : fc.constant(undefined)

/** The values of these options in examples. */
export const examplesOf = (names: readonly OptionName[]): Values =>
  Object.fromEntries(names.map((name) => [name, drawn[name].example]))

/** Of an option of the kind of a label, the label of the rows that it removes. */
export const ignoredBy = (values: Values): number | undefined => {
  for (const [name, value] of Object.entries(values))
    if (options[name as OptionName].kind === 'label' && typeof value === 'number') return value
  return undefined
}

/** No options. */
export const none = fc.constant((): Values => ({}))

/** The options of an operation that the implementation knows. */
const known = (operation: OperationName, { options = optionsOf(operation) }: Asked) =>
  optionsOf(operation).filter((name) => options.includes(name))

/** Whether these are options of an operation that may be asked, for so many classes and rows. */
export const areValues = (
  operation: OperationName,
  values: Values,
  sizes: { readonly classes: number; readonly rows: number },
  asked: Asked,
): boolean =>
  Object.entries(values).every(([name, value]) => {
    if (!known(operation, asked).includes(name as OptionName)) return false
    const { kind, legal } = options[name as OptionName]
    const { least, most } = drawn[name as OptionName]
    const isAsked = (x: unknown): boolean =>
      typeof x === 'number'
      && x >= legal.least
      && x <= legal.most
      && (kind === 'label' ? Number.isInteger(x) : x === 0 || (x >= least && x <= most))
    const areAsked = (length: number): boolean =>
      Array.isArray(value) && value.length === length && value.every(isAsked)
    const isMask = (mask: unknown): boolean =>
      Array.isArray(mask) && mask.length === sizes.classes && mask.every((x) => x === 0 || x === 1)
    return (
      kind === 'weights' ? areAsked(sizes.classes)
      : kind === 'row weights' ? areAsked(sizes.rows)
      : kind === 'mask' ?
        Array.isArray(value) && value.length === sizes.rows && [...new Set(value)].every(isMask)
      : isAsked(value)
    )
  })

/** No option, each by itself, each pair of them, and all: the fewest first. */
export const choicesOf = (operation: OperationName): readonly (readonly OptionName[])[] => {
  const names = optionsOf(operation)
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]))
  return [[], ...names.map((name) => [name]), ...pairs, ...(names.length > 2 ? [names] : [])]
}
