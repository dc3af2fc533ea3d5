import { alike } from '../arithmetic/alike.ts'
import { binary64 } from '../arithmetic/binary64.ts'
import type { Exact } from '../arithmetic/exact.ts'
import type { Interval } from '../arithmetic/interval.ts'
import { oneOfEachRun } from '../arithmetic/runs.ts'
import { at } from '../arithmetic/sequence.ts'
import { argument, batchKindOf, rowOf, type OperationName } from '../contract/operations.ts'
import type { BatchKind, OptionName, OptionsOf } from '../contract/options.ts'
import type { Numbers } from '../contract/numbers.ts'
import type { Policies } from '../contract/policies.ts'
import { rowWeights, softWeighing, weighing } from '../core/batches.ts'
import { behind } from '../core/shaping.ts'
import { given } from '../contract/given.ts'
import type { Setting } from './law.ts'

/** What the oracle knows of a number of a result. */
export type Truth = Interval<Exact> | number

/**
 * What is expected of it: the truth; exactly zero; either of two, as a policy leaves it; or anything,
 * where the mathematics leaves it open.
 */
export type Expectation = Truth | 'zero' | 'zero or NaN' | 'open'

/** What is claimed of the results of an operation at some arguments. */
type Known = {
  /** The same arguments, with plain rows for those of which the oracle is not asked. */
  readonly args: readonly unknown[]
  /** What is expected of each number, given what is true at these arguments. */
  readonly expected: (truths: readonly Truth[]) => readonly Expectation[]
}

/**
 * What is known of a batch beside what the oracle says. An ignored row counts nothing, whatever
 * stands in it. NaN reaches all that its row answers, and what this is added to. Open are the numbers
 * of a row wholly masked or with +Infinity, a loss with a term 0 · ∞, whose weight may have vanished,
 * what has no weight, neither its own nor its row's, or no cotangent at NaN, and a mean whose weights
 * are all 0 though a row counts. A mean over no row is as declared.
 */
export const knownOf = (
  operation: OperationName,
  args: readonly unknown[],
  { policies, numbers }: Pick<Setting, 'policies' | 'numbers'>,
): Known => {
  const { role } = rowOf(operation)
  const kind = batchKindOf(operation)
  if (kind === 'rowsOfTargets') return knownOfEntries(operation, args, policies)
  if (kind === undefined)
    return {
      args,
      expected:
        isLost(operation, args, policies) ?
          (truths) => truths.map(() => 'open')
        : (truths) => truths,
    }
  // The table says that these are the arguments of a batch.
  const [asked, targets] = args as [Logits[], readonly never[]]
  const options = argument(operation, 'options', args) as Options
  // What a mask hides is as good as -Infinity, and is read by nobody.
  const [logits, read] = [-Infinity, 0].map((x) =>
    options.mask ? behind(asked as number[][], options, x) : asked,
  ) as [Logits[], Logits[]]
  const cotangent = argument(operation, 'cotangent', args) as number[] | undefined
  const weights = rowWeights(targets, options)
  const { first, expand } = alike([logits, read, targets, cotangent ?? targets, weights])
  const each = first.map((n) => {
    const weight = at(weights, n)
    const state = states[kind](
      [at(logits, n), at(read, n)] as never,
      at<never>(targets, n),
      weight,
      options,
      role,
      numbers,
    )
    return state === 'NaN' && (weight === 0 || cotangent?.[n] === 0) ? 'open' : state
  })
  const known = each.map((state) => (state === 'NaN' && policies.nan === 'lost' ? 'open' : state))
  const isPlain = known.every((state) => state === 'true')
  const all = expand(known)
  const plain = (): unknown[] =>
    expand(first.map((n, group) => (known[group] === 'true' ? at(logits, n) : zeros(logits[n]))))
  const ones = (): Pick<Options, 'mask'> =>
    given({
      mask: options.mask?.map((mask, n) => (all[n] === 'true' ? mask : mask.map(() => 1))),
    })
  return {
    args: isPlain ? args : [plain(), ...args.slice(1, -1), { ...options, ...ones() }],
    expected: (truths) => {
      const whole = ofMean(
        () => denominators[kind](targets, options),
        options,
        known,
        role,
        policies,
      )
      if (whole !== undefined) return truths.map(() => whole)
      if (isPlain) return truths
      if (role === 'value' && options.reduction !== 'none') return [added(known) ?? at(truths, 0)]
      const rows = logits.flatMap((z, n) => (typeof z === 'number' ? [n] : z.map(() => n)))
      const owners = role === 'value' ? logits.map((_, n) => n) : rows
      const isHidden = role === 'value' ? [] : (options.mask?.flat().map((x) => x === 0) ?? [])
      return truths.map((truth, i) => {
        const state = at(all, at(owners, i))
        // What flows back to a hidden class from a row with NaN is 0, or NaN.
        return state === 'NaN' && isHidden[i] ? 'open' : (expectations[state] ?? truth)
      })
    },
  }
}

/** The same of rows of binary losses, where an entry has nothing to do with others of its row. */
const knownOfEntries = (
  operation: OperationName,
  args: readonly unknown[],
  policies: Policies,
): Known => {
  const { role } = rowOf(operation)
  // The table says that these are its arguments.
  const [logits, targets] = args as [number[][], number[][]]
  const options = argument(operation, 'options', args) as Options
  const cotangents = argument(operation, 'rowsOfCotangents', args) as number[][] | undefined
  const weights = rowWeights(targets, options)
  const { classWeights, positiveWeights } = options
  const { first, expand } = alike([logits, targets, weights, cotangents ?? targets])
  const each = first.map((n) =>
    at(logits, n).map((x, i): State => {
      const factors = [at(weights, n), classWeights?.[i] ?? 1, cotangents?.[n]?.[i] ?? 1]
      const posWeight = positiveWeights?.[i] ?? 1
      const state = stateOfEntry([x, x], at(at(targets, n), i), 1, { ...options, posWeight })
      return state === 'NaN' && (policies.nan === 'lost' || factors.includes(0)) ? 'open' : state
    }),
  )
  const isPlain = each.every((row) => row.every((state) => state === 'true'))
  const plain = (): number[][] =>
    expand(first.map((n) => at(logits, n).map((x) => (Number.isNaN(x) ? 0 : x))))
  return {
    args: isPlain ? args : [plain(), ...args.slice(1)],
    expected: (truths) => {
      const isOverNothing =
        options.reduction === 'mean' && weights.length > 0 && weights.every((r) => r === 0)
      if (isOverNothing) return truths.map(() => 'open')
      if (isPlain) return truths
      const known = expand(each).flat()
      if (role === 'value' && options.reduction !== 'none') return [added(known) ?? at(truths, 0)]
      return truths.map((truth, i) => expectations[at(known, i)] ?? truth)
    },
  }
}

/** Whether NaN among the logits of a row may be lost: by policy, or where all is weighed with 0. */
const isLost = (operation: OperationName, args: readonly unknown[], { nan }: Policies): boolean => {
  const [logits] = args
  if (!Array.isArray(logits) || !logits.includes(NaN)) return false
  const weights = argument(operation, 'weights', args) ?? argument(operation, 'cotangent', args)
  return nan === 'lost' || (Array.isArray(weights) && weights.every((t) => t === 0))
}

const [labelled, soft] = [weighing(binary64), softWeighing(binary64)]

/** The logits of a row, or the one of a column. */
type Logits = number | readonly number[]
type Options = OptionsOf<OptionName>

/** What may be said of a row or an entry: what is true, or one of these. */
type State = 'true' | 'ignored' | 'NaN' | 'open'
const expectations: { readonly [S in State]?: Expectation } = {
  ignored: 'zero',
  NaN: NaN,
  open: 'open',
}

/** Logits of the kind that an operation takes, which the table says: masked, and as they are read. */
type StateOf = (
  z: never,
  target: never,
  weight: number,
  options: Options,
  role: string,
  numbers: Numbers,
) => State

/** What is true of a row whose classes are weighed so, of which some weights may be 0 by themselves. */
const stateOfRow =
  <X>(
    targetOf: (classes: number, target: X, options: Options) => readonly number[],
    isZero: (target: X, i: number) => boolean,
  ) =>
  (
    [z, read]: readonly [readonly number[], readonly number[]],
    given: X,
    weight: number,
    options: Options,
    role: string,
    { arithmetic }: Numbers,
  ): State => {
    const { ignoreIndex, labelSmoothing, classWeights, softCap, zLoss = 0 } = options
    if (given === ignoreIndex) return 'ignored'
    const entries = oneOfEachRun(z)
    if (entries.includes(NaN))
      return zLoss !== 0 || targetOf(z.length, given, options).some((t) => t !== 0) ? 'NaN' : 'open'
    if (entries.includes(Infinity)) return 'open'
    if (softCap !== undefined && oneOfEachRun(read).includes(-Infinity)) return 'open'
    const masked =
      entries.includes(-Infinity) ? z.flatMap((x, i) => (x === -Infinity ? [i] : [])) : []
    const target = masked.length === 0 ? [] : targetOf(z.length, given, options)
    // A weight that is subnormal may be flushed to zero, and that of a row be a part of it.
    const mayVanish = (t: number): boolean =>
      t !== 0 && t * Math.min(weight, 1) < 2 * arithmetic.leastNormal
    const isZeroTimesInfinity =
      labelSmoothing === 0
      || labelSmoothing === 1
      || masked.some(
        (i) =>
          classWeights?.[i] === 0
          || mayVanish(at(target, i))
          // A term that a mask hides is not there.
          || (read[i] === -Infinity && isZero(given, i)),
      )
    return (
        masked.length === z.length || (role === 'value' && masked.length > 0 && isZeroTimesInfinity)
      ) ?
        'open'
      : 'true'
  }

/** An infinite logit of a column is another policy's. */
const stateOfEntry = (
  [x]: readonly [number, number],
  target: number,
  _: number,
  { posWeight = 1 }: Options,
): State =>
  !Number.isNaN(x) ? 'true'
  : posWeight * target !== 0 || target !== 1 ? 'NaN'
  : 'open'

const states: { readonly [K in Exclude<BatchKind, 'rowsOfTargets'>]: StateOf } = {
  // The terms of classes that are no label are not there.
  labels: stateOfRow<number>(labelled.targetOf, () => false),
  rowsOfWeights: stateOfRow<readonly number[]>(soft.targetOf, (weights, i) => weights[i] === 0),
  targets: stateOfEntry,
}

const denominators: {
  readonly [K in keyof typeof states]: (targets: readonly never[], options: Options) => number
} = {
  labels: labelled.denominator,
  rowsOfWeights: soft.denominator,
  targets: ({ length }) => length,
}

/** What is expected of all numbers of a mean that divides by its own 0, over no row or no weight. */
const ofMean = (
  denominator: () => number,
  options: Options,
  known: readonly State[],
  role: string,
  { allIgnoredMean }: Policies,
): Expectation | undefined => {
  if (options.reduction !== 'mean' || options.denominator !== undefined) return undefined
  if (known.some((state) => state !== 'ignored')) return denominator() === 0 ? 'open' : undefined
  return (
    allIgnoredMean === undefined ? 'open'
    : allIgnoredMean === 'zero' ? 'zero'
    : role === 'value' ? NaN
    : 'zero or NaN'
  )
}

/** What the sum of losses is, where that does not follow from what is true of each. */
const added = (known: readonly State[]): Expectation | undefined =>
  known.includes('open') ? 'open'
  : known.includes('NaN') ? NaN
  : known.includes('true') ? undefined
  : 'zero'

const zeros = (z: Logits | undefined): Logits => (Array.isArray(z) ? z.map(() => 0) : 0)
