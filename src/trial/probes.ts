import { isInside } from '../contract/numbers.ts'
import {
  optionsOf,
  reductionsOf,
  rowOf,
  type ArgumentKind,
  type OperationName,
} from '../contract/operations.ts'
import { options, type OptionName } from '../contract/options.ts'
import type { Implementation } from '../contract/implementation.ts'
import type { Call } from '../laws/law.ts'

/**
 * The calls by which an implementation of an operation is told from another: everyday inputs, ties,
 * tails and thresholds; batches under each option that the implementation has, and under all that
 * act on targets together. They lie in its domain.
 */
export const probesOf = (
  operation: OperationName,
  { options, domain }: Pick<Implementation, 'options' | 'domain'>,
): readonly Call[] =>
  rowOf(operation)
    .takes.reduce<readonly (readonly unknown[])[]>(
      (calls, kind) =>
        calls.flatMap((args) =>
          valuesOf(kind, args, operation, options).map((value) => [...args, value]),
        ),
      [[]],
    )
    .filter(([logits]) => domain === undefined || isInside(domain, logits))
    .map((args) => ({ operation, args }))

/** What an argument is tried at, after those before it. */
const valuesOf = (
  kind: ArgumentKind,
  [first]: readonly unknown[],
  operation: OperationName,
  offered: readonly OptionName[],
): readonly unknown[] => {
  const classes = Array.isArray(first) ? first.length : 0
  switch (kind) {
    case 'logits':
      return rows
    case 'logit':
      return scalars
    case 'label':
      return [...new Set([0, classes - 1])]
    case 'target':
      return [0, 1, 0.25]
    case 'weights':
      return weights.map((t) => t.slice(0, classes))
    case 'cotangent':
    case 'direction':
      return cotangents.map((g) => g.slice(0, classes))
    case 'rows':
      return [batch]
    case 'labels':
      return [[0, 1, 2]]
    case 'rowsOfWeights':
    case 'rowsOfTargets':
      return [softTargets]
    case 'rowsOfCotangents':
      return [cotangents, cotangents.toReversed()].map((rows) => rows.map((g) => g.slice(0, 3)))
    case 'column':
      return [[2, -1, 0, 40]]
    case 'targets':
      return [[1, 0, 0.5, 0]]
    case 'options':
      return choicesOf(operation, offered)
  }
}

/** No option, each by itself, and those that act on targets together, under every reduction. */
const choicesOf = (
  operation: OperationName,
  offered: readonly OptionName[],
): readonly unknown[] => {
  const names = optionsOf(operation).filter((name) => offered.includes(name))
  const chosen = (some: readonly OptionName[]) =>
    Object.fromEntries(some.map((name) => [name, tried(name)]))
  const onTargets = names.filter((name) => options[name].acts === 'targets')
  const choices = [[], ...names.map((name) => [name]), ...(onTargets.length > 1 ? [onTargets] : [])]
  return choices.flatMap((some) =>
    reductionsOf(operation).map((reduction) => ({ reduction, ...chosen(some) })),
  )
}
const tried = (name: OptionName): unknown => {
  const { kind, draw } = options[name]
  return (
    kind === 'mask' ? batch.map((z, n) => z.map((_, i) => (i === (n + 1) % z.length ? 0 : 1)))
    : kind.endsWith('weights') ? draw
    : draw[0]
  )
}

const rows = [
  [0, 0],
  [1, 0],
  [0, 1, 2],
  [2, 1, -1],
  [-1, -3],
  [5, 4, -6],
  [10, -10, -10],
  [0.1, 0.2, 0.3, 0.4],
  [0, 0, 0, 0],
  [-0.7, 0.7],
  [40, 0],
  [0, 40],
  [20, 0, -20],
  [100, 99],
  [-750, -751],
  [710, 0],
  [1000, -1000, 0],
  [3],
]
const scalars = [
  0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 7.5, -7.5, 10, -10, 17, -17, 20, -20, 37, -37, 40, -40, 100,
  -100, 710, -710, 750, -750,
]
const weights = [
  [0.5, 0.25, 0.125, 0.125],
  [0, 1, 0, 0],
  [2, 0.5, 1, 3],
]
const softTargets = [
  [0.5, 0, 0.25],
  [0.25, 1, 0],
  [0, 0.5, 1],
]
const cotangents = [
  [1, -2, 0.5, 3],
  [0, 1, 0, 0],
  [-1, 0.25, 2, -0.5],
]
const batch = [
  [2, 1, -1],
  [0, 0, 0],
  [-3, 4, 0.5],
]
