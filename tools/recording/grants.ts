import type { Format } from '../../src/arithmetic/format.ts'
import { argument, type Arguments, type OperationName } from '../../src/contract/operations.ts'
import type { OptionsOf } from '../../src/contract/options.ts'
import { shapeOf, sizeOf } from '../../src/contract/shape.ts'
import { given } from '../../src/contract/given.ts'
import { batchGradients, batchLosses } from '../../src/laws/budgets/batches.ts'
import { softmaxEntries, spread } from '../../src/laws/budgets/softmax.ts'
import type { Tier } from '../../src/laws/law.ts'
import { budgetAt, type AnyBudget, type AnyValue, type Budget } from '../../src/laws/value.ts'
import { valuesOf } from '../../src/laws/values.ts'
import { needsOf } from '../../src/records/names.ts'

/** The law that grants a budget, and how much it grants each entry, in absolute terms. */
type Grant = { readonly rule: string; readonly entries: readonly number[] }

/** What the laws grant the entries of a result in a format, in each tier that speaks of it. */
export const grants = (
  operation: OperationName,
  args: readonly unknown[],
  format: Format,
): { readonly [T in Tier]?: Grant } => {
  const grant = (id: string, budget: AnyBudget): Grant => ({
    rule: id,
    entries: [budgetAt(operation, budget, args, format)].flat(2),
  })
  const exception = exceptionAt(operation, args)
  if (exception !== undefined) {
    const nothing = () => Array<number>(sizeOf(shapeOf(operation, args))).fill(0)
    return { textbook: grant(exception.id, exception.budget ?? nothing) }
  }
  const of = (tier: Tier): Grant | undefined => {
    const row = nearest(operation, tier, args, format)
    return row && grant(row.id, row.budget)
  }
  return given({ textbook: of('textbook'), accurate: of('accurate') })
}

/**
 * The row of values that comes nearest: the last whose options are all given, in the reduction that
 * is given where a law has it. A case with more options than any law is so named after one of them.
 */
const nearest = (
  operation: OperationName,
  tier: Tier,
  args: readonly unknown[],
  format: Format,
): AnyValue | undefined => {
  const options = needsOf(operation, args)
  const rows = valuesOf(operation).filter(
    ({ premise, needs = [], ...row }) =>
      row.tier === tier
      && (premise?.(...args, format) ?? true)
      && needs.every((name) => options.includes(name)),
  )
  const alike = rows.filter(({ needs }) => needs?.join() === rows.at(-1)?.needs?.join())
  return alike.find(({ under }) => under === reductionOf(operation, args)) ?? alike[0]
}

const reductionOf = (operation: OperationName, args: readonly unknown[]) =>
  (argument(operation, 'options', args) as OptionsOf<never> | undefined)?.reduction

/** A law that speaks of some arguments in place of the values. It grants what it says, or nothing. */
type Exception<O extends OperationName> = {
  readonly id: string
  readonly where: (...args: Arguments<O>) => boolean
  readonly budget?: Budget<O>
}

const isMasked = (z: readonly number[]): boolean => z.length > 0 && z.every((x) => x === -Infinity)
const hasNaN = (z: readonly number[]): boolean => z.some(Number.isNaN)
const hasInfinity = (z: readonly number[]): boolean => z.includes(Infinity)
const isInfinite = (x: number): boolean => Math.abs(x) === Infinity

const exceptions: { readonly [O in OperationName]?: readonly Exception<O>[] } = {
  softmax: [
    {
      id: 'special-values/all-masked',
      where: isMasked,
      // The share of a uniform row.
      budget: ({ n }, format) => softmaxEntries(spread(Array<number>(n).fill(0)), format),
    },
    { id: 'special-values/nan-in-softmax', where: hasNaN },
    { id: 'special-values/infinite-logit', where: hasInfinity },
  ],
  logSumExp: [
    { id: 'log-sum-exp/empty-mass', where: isMasked },
    { id: 'log-sum-exp/infinite-mass', where: hasInfinity },
  ],
  sigmoid: [{ id: 'special-values/sigmoid-at-infinity', where: isInfinite }],
  softplus: [{ id: 'special-values/softplus-at-infinity', where: isInfinite }],
  crossEntropy: [{ id: 'special-values/nan-in-loss', where: hasNaN }],
  binaryCrossEntropy: [{ id: 'special-values/certain-answers', where: isInfinite }],
  batchCrossEntropy: [
    {
      id: 'batch-options/all-ignored-mean',
      where: (_, labels, { reduction, ignoreIndex }) =>
        reduction === 'mean' && labels.every((y) => y === ignoreIndex),
    },
    {
      id: 'batch-options/ignore-index',
      where: (_rows, _labels, { reduction, ignoreIndex }) =>
        reduction !== 'mean' && ignoreIndex !== undefined,
      budget: batchLosses,
    },
    {
      id: 'batch/sum',
      where: (...args) =>
        args[2].reduction === 'sum' && needsOf('batchCrossEntropy', args).length === 0,
      budget: batchLosses,
    },
  ],
  batchCrossEntropyGradient: [
    {
      id: 'batch-options/ignored-gradient',
      where: (_rows, _labels, { ignoreIndex }) => ignoreIndex !== undefined,
      budget: batchGradients,
    },
  ],
}

const exceptionAt = (
  operation: OperationName,
  args: readonly unknown[],
): AnyException | undefined =>
  // The table gives each row the arguments and the result of its operation.
  (exceptions[operation] as readonly AnyException[] | undefined)?.find(({ where }) =>
    where(...args),
  )
type AnyException = {
  readonly id: string
  readonly where: (...args: readonly unknown[]) => boolean
  readonly budget?: AnyBudget
}
