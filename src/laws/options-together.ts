import * as fc from 'fast-check'
import { optionsOf, type OperationName } from '../contract/operations.ts'
import { options, type OptionName } from '../contract/options.ts'
import { given } from '../contract/given.ts'
import { intoTargets } from './inputs.ts'
import type { Asked, Inputs } from './law.ts'
import { wideCompanion, wideEntries } from './wide.ts'

/** The value of an option for rows of so many classes. */
type Value = (classes: number) => number | readonly number[]

/** Values of options beside the reduction, by name. */
export type Values = { readonly [N in OptionName]?: number | readonly number[] }

/** A weight or a share with few digits, and in the domain no other so near to 0. */
const least = 2 ** -9
const fraction = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: most / least }).map((i) => i * least)

/** The greatest weight that is asked, so that no sum of losses overflows. */
const most = 2

const weight: Inputs<number> = (asked, style) =>
  style === 'readable' ?
    fc.constantFrom(1, 2, 0, 0.5, 0.1).map((x) => intoTargets(x, asked))
  : fraction(most).map((x) => intoTargets(x, asked))

/** How the values of each option are drawn. */
const drawn: { readonly [N in OptionName]: Inputs<Value> } = {
  classWeights: (asked, style) =>
    wideCompanion(weight(asked, style)).map((weights) => (n) => wideEntries(weights, n)),
  labelSmoothing: (asked, style) =>
    fc
      .oneof(
        { weight: 4, arbitrary: fc.constantFrom(0.5, 0.1, 0, 1) },
        { weight: style === 'readable' ? 0 : 2, arbitrary: fraction(1) },
      )
      .map((x) => () => intoTargets(x, asked)),
  ignoreIndex: () =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(-100, -1, -1, 0, 0).map((label) => () => label) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(1, 2).map((steps) => (n: number) => Math.max(n - steps, 0)),
      },
      { weight: 1, arbitrary: fc.nat({ max: 2 ** 20 }).map((turn) => (n: number) => turn % n) },
    ),
  posWeight: (asked, style) => weight(asked, style).map((x) => () => x),
}

/** The options of an operation, each of them given three times in four, for so many classes. */
export const valuesTogether = (
  operation: OperationName,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<(classes: number) => Values> =>
  fc
    .record(
      Object.fromEntries(
        known(operation, asked).map((name) => [
          name,
          fc.option(drawn[name](asked, style), { nil: undefined, freq: 4 }),
        ]),
      ),
    )
    .map(
      (values) => (classes) =>
        given(
          Object.fromEntries(Object.entries(values).map(([name, of]) => [name, of?.(classes)])),
        ),
    )

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

/** Whether these are options of an operation that may be asked, for rows of so many classes. */
export const areValues = (
  operation: OperationName,
  values: Values,
  classes: number,
  asked: Asked,
): boolean =>
  Object.entries(values).every(([name, value]) => {
    if (!known(operation, asked).includes(name as OptionName)) return false
    const { kind, legal } = options[name as OptionName]
    const isLegal = (x: unknown): x is number =>
      typeof x === 'number' && x >= legal.least && x <= legal.most
    if (kind === 'label') return isLegal(value) && Number.isInteger(value)
    const isAsked = (x: unknown): boolean => isLegal(x) && (x === 0 || x >= least) && x <= most
    return kind === 'weights' ?
        Array.isArray(value) && value.length === classes && value.every(isAsked)
      : isAsked(value)
  })

/** Every choice of options of an operation, the smallest first. */
export const choicesOf = (operation: OperationName): readonly (readonly OptionName[])[] =>
  optionsOf(operation)
    .reduce<OptionName[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]])
    .toSorted((a, b) => a.length - b.length)
