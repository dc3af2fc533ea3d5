import { argument, type Arguments, type OperationName } from '../../src/contract/operations.ts'
import type { OptionsOf } from '../../src/contract/options.ts'
import type { Numbers } from '../../src/contract/numbers.ts'
import { given } from '../../src/contract/given.ts'
import { accurate, textbook } from '../../src/laws/budgets/grants.ts'
import type { Tier } from '../../src/laws/law.ts'
import { valuesOf, type AnyValue } from '../../src/laws/values.ts'
import { budgetsAt } from '../../src/records/claims.ts'
import { needsOf } from '../../src/records/names.ts'

/** The law that grants a budget, and how much it grants each entry, in absolute terms. */
type Grant = { readonly rule: string; readonly entries: readonly number[] }

/** What the laws grant the entries of a result in some formats, in each tier that speaks of it. */
export const grants = (
  operation: OperationName,
  args: readonly unknown[],
  numbers: Numbers,
): { readonly [T in Tier]?: Grant } => {
  const of = (tier: Tier): Grant | undefined => {
    const row = nearest(operation, tier, args, numbers)
    const instead = tier === 'textbook' ? insteadOfValues(operation, args) : undefined
    const rule = instead ?? row?.id
    return rule === undefined ? undefined : (
        { rule, entries: budgetsAt(operation, args, makers[tier](numbers)) }
      )
  }
  return given({ textbook: of('textbook'), accurate: of('accurate') })
}
const makers = { textbook, accurate } as const

/**
 * The row of values that comes nearest: the last whose options are all given, in the reduction that
 * is given where a law has it. A case with more options than any law is so named after one of them.
 */
const nearest = (
  operation: OperationName,
  tier: Tier,
  args: readonly unknown[],
  numbers: Numbers,
): AnyValue | undefined => {
  const options = needsOf(operation, args)
  const rows = valuesOf(operation).filter(
    ({ premise, needs = [], ...row }) =>
      row.tier === tier
      && (premise?.(...args, { numbers }) ?? true)
      && needs.every((name) => options.includes(name)),
  )
  const alike = rows.filter(({ needs }) => needs?.join() === rows.at(-1)?.needs?.join())
  return alike.find(({ under }) => under === reductionOf(operation, args)) ?? alike[0]
}

const reductionOf = (operation: OperationName, args: readonly unknown[]) =>
  (argument(operation, 'options', args) as OptionsOf<never> | undefined)?.reduction

/** A law that speaks of some arguments in place of the values. */
type Instead<O extends OperationName> = readonly [
  rule: string,
  where: (...args: Arguments<O>) => boolean,
]

const isMasked = (z: readonly number[]): boolean => z.length > 0 && z.every((x) => x === -Infinity)
const hasNaN = (z: readonly number[]): boolean => z.some(Number.isNaN)
const hasInfinity = (z: readonly number[]): boolean => z.includes(Infinity)
const isInfinite = (x: number): boolean => Math.abs(x) === Infinity

const isOverNoRow = (
  ...[, labels, { reduction, ignoreIndex }]: Arguments<'batchCrossEntropy'>
): boolean => reduction === 'mean' && labels.every((y) => y === ignoreIndex)

const instead: { readonly [O in OperationName]?: readonly Instead<O>[] } = {
  softmax: [
    ['special-values/all-masked', isMasked],
    ['special-values/nan-in-softmax', hasNaN],
    ['special-values/infinite-logit', hasInfinity],
  ],
  logSumExp: [
    ['log-sum-exp/empty-mass', isMasked],
    ['log-sum-exp/infinite-mass', hasInfinity],
  ],
  mergeLogSumExp: [
    ['merge-log-sum-exp/empty-mass', isMasked],
    ['merge-log-sum-exp/infinite-mass', hasInfinity],
  ],
  sigmoid: [['special-values/sigmoid-at-infinity', isInfinite]],
  softplus: [['special-values/softplus-at-infinity', isInfinite]],
  crossEntropy: [['special-values/nan-in-loss', hasNaN]],
  binaryCrossEntropy: [['special-values/certain-answers', isInfinite]],
  binaryCrossEntropyGradient: [['special-values/certain-slopes', isInfinite]],
  softmaxVjp: [
    ['special-values/all-masked-vjp', isMasked],
    ['special-values/infinite-logit-vjp', hasInfinity],
  ],
  batchCrossEntropy: [
    ['batch-options/all-ignored-mean', isOverNoRow],
    [
      'batch-options/ignore-index',
      (_rows, _labels, { reduction, ignoreIndex }) =>
        reduction !== 'mean' && ignoreIndex !== undefined,
    ],
    [
      'batch/sum',
      (...args) => args[2].reduction === 'sum' && needsOf('batchCrossEntropy', args).length === 0,
    ],
  ],
  batchCrossEntropyGradient: [
    ['batch-options/all-ignored-gradient', isOverNoRow],
    [
      'batch-options/ignored-gradient',
      (_rows, _labels, { ignoreIndex }) => ignoreIndex !== undefined,
    ],
  ],
  batchCrossEntropyVjp: [
    [
      'batch-vjp/ignored-row',
      (_rows, _labels, _cotangent, { ignoreIndex }) => ignoreIndex !== undefined,
    ],
  ],
}

const insteadOfValues = (operation: OperationName, args: readonly unknown[]): string | undefined =>
  // The table gives each row the arguments of its operation.
  (instead[operation] as readonly Instead<never>[] | undefined)?.find(([, where]) =>
    (where as (...args: readonly unknown[]) => boolean)(...args),
  )?.[0]
