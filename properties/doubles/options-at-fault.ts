import { at, total } from '../../src/arithmetic/sequence.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import {
  optionsOf,
  type BatchOptions,
  type BinaryBatchOptions,
  type Operations,
} from '../../src/contract/operations.ts'
import { given } from '../../src/contract/given.ts'
import type { OptionName } from '../../src/contract/options.ts'
import { reference } from '../../src/core/reference.ts'

/** Batches as a plain program computes them, each with one fault in how options or rows are handled. */

type Row = readonly number[]
type Rows = readonly Row[]

// The reference answers at once.
const right = reference.operations as Operations

/** The steps of a program, any of which a fault may replace. */
type Steps = {
  /** The logits as they are read. */
  readonly read: (rows: Rows) => Rows
  /** The options as the loss, or the gradient, uses them. */
  readonly used: (options: BatchOptions, labels: Row, of: 'loss' | 'gradient') => BatchOptions
  /** What a mean divides by: losses, or gradients. */
  readonly denominator: (options: BatchOptions, labels: Row, of: 'loss' | 'gradient') => number
  /** What an ignored row counts. */
  readonly ignored: (z: Row, options: BatchOptions) => number
  readonly losses: (losses: number[], rows: Rows) => number[]
  readonly reduced: (losses: Row, options: BatchOptions, by: number) => number
  readonly gradient: (
    gradient: number[][],
    rows: Rows,
    options: BatchOptions,
    labels: Row,
  ) => number[][]
}

const asItIs: Steps = {
  read: (rows) => rows,
  used: (options) => options,
  denominator: ({ reduction, denominator, classWeights, rowWeights, ignoreIndex }, labels) =>
    reduction !== 'mean' ? 1
    : denominator !== undefined ? denominator
    : total(
        labels.map(
          (y, n) =>
            (y === ignoreIndex ? 0
            : classWeights ? (classWeights[y] ?? NaN)
            : 1) * (rowWeights?.[n] ?? 1),
        ),
      ),
  ignored: () => 0,
  losses: (losses) => losses,
  reduced: (losses, _, by) => total(losses) / by,
  gradient: (gradient) => gradient,
}

const named = (name: string, operations: Partial<Operations>): Implementation => ({
  ...reference,
  name,
  operations: { ...right, ...operations },
})

const program = (name: string, faults: Partial<Steps>): Implementation => {
  const steps = { ...asItIs, ...faults }
  const one = (z: Row, y: number, n: number, options: BatchOptions): number =>
    at(
      right.batchCrossEntropy([[...z]], [y], {
        ...ofRow(n, options),
        reduction: 'none',
      }) as number[],
      0,
    )
  const slope = (z: Row, y: number, n: number, options: BatchOptions): number[] =>
    at(
      right.batchCrossEntropyGradient([[...z]], [y], { ...ofRow(n, options), reduction: 'sum' }),
      0,
    )
  return named(name, {
    batchCrossEntropy: (given, labels, options) => {
      const [rows, used] = [steps.read(given), steps.used(options, labels, 'loss')]
      const losses = steps.losses(
        rows.map((z, n) =>
          labels[n] === used.ignoreIndex ? steps.ignored(z, used) : one(z, at(labels, n), n, used),
        ),
        rows,
      )
      const by = steps.denominator(used, labels, 'loss')
      return options.reduction === 'none' ? losses : steps.reduced(losses, options, by)
    },
    batchCrossEntropyGradient: (given, labels, options) => {
      const [rows, used] = [steps.read(given), steps.used(options, labels, 'gradient')]
      const by = steps.denominator(used, labels, 'gradient')
      const gradient = rows.map((z, n) => slope(z, at(labels, n), n, used).map((g) => g / by))
      return steps.gradient(
        gradient.map((g, n) => (labels[n] === used.ignoreIndex ? g.map(() => 0) : g)),
        rows,
        options,
        labels,
      )
    },
  })
}

/** The options of one row of a batch. */
const ofRow = (n: number, { rowWeights, mask, ...options }: BatchOptions): BatchOptions => ({
  ...options,
  ...given({
    rowWeights: rowWeights && [at(rowWeights, n)],
    mask: mask && [at(mask, n)],
  }),
})

/** The same options without one of them. */
const without = <O extends object>(options: O, name: OptionName): O =>
  Object.fromEntries(Object.entries(options).filter(([key]) => key !== name)) as O

/** Row n is read up to three entries early, where the rows before it end off an alignment of four. */
const offAlignment = (rows: Rows): Rows => {
  const all = rows.flat()
  const classes = rows[0]?.length ?? 0
  if (classes < 33) return rows
  return rows.map((z, n) => z.map((_, i) => at(all, n * classes + i - ((n * classes) % 4))))
}

/** The mean of each chunk of 32 rows, added. */
const chunkMeans = (losses: Row, by: number): number => {
  const share = by / losses.length
  return total(
    Array.from({ length: Math.ceil(losses.length / 32) }, (_, i) => {
      const chunk = losses.slice(32 * i, 32 * i + 32)
      return total(chunk) / (chunk.length * share)
    }),
  )
}

const inEights = <A>(xs: readonly A[], nothing: A): A[] =>
  xs.map((x, n) => (xs.length < 8 || n < 8 * Math.floor(xs.length / 8) ? x : nothing))

const hasNaN = (rows: Rows): boolean => rows.some((z) => z.some(Number.isNaN))

const plainMean = (labels: Row, { ignoreIndex }: BatchOptions): number =>
  labels.filter((y) => y !== ignoreIndex).length

/** What people have reported, and probes like it. */
export const faults: readonly Implementation[] = [
  program('rows read off alignment', { read: offAlignment }),
  program('means of chunks are added', {
    reduced: (losses, { reduction, ...others }, by) =>
      reduction === 'mean' && Object.keys(others).length === 0 ?
        chunkMeans(losses, by)
      : total(losses) / by,
  }),
  program('weights of ignored rows in the mean', {
    denominator: (options, labels, of) =>
      options.reduction === 'mean' && options.classWeights ?
        total(labels.map((y) => options.classWeights?.[y] ?? 0))
      : asItIs.denominator(options, labels, of),
  }),
  program('gradient of a mean over all rows', {
    denominator: (options, labels, of) =>
      options.reduction === 'mean' && of === 'gradient' && !options.classWeights ?
        labels.length
      : asItIs.denominator(options, labels, of),
  }),
  program('gradient under none divided', {
    gradient: (gradient, rows, { reduction }) =>
      reduction === 'none' ? gradient.map((g) => g.map((x) => x / rows.length)) : gradient,
  }),
  program('smoothing of ignored rows', {
    ignored: (z, { labelSmoothing: e = 0, ignoreIndex: _, ...options }) =>
      e === 0 || z.some((x) => !Number.isFinite(x)) ?
        0
      : e
        * Number(
          right.softCrossEntropy(
            [...z],
            z.map((_, i) => (options.classWeights?.[i] ?? 1) / z.length),
          ),
        ),
  }),
  named('posWeight not in the gradient', {
    batchBinaryCrossEntropyGradient: (xs, ts, options) =>
      right.batchBinaryCrossEntropyGradient(xs, ts, without(options, 'posWeight')),
  }),
  {
    ...program('gradient of no rows', {
      reduced: (losses, _, by) => (by === 0 ? 0 : total(losses) / by),
      gradient: (gradient, _, options, labels) =>
        options.reduction === 'mean' && plainMean(labels, options) === 0 ?
          gradient.map((g) => g.map(() => NaN))
        : gradient,
    }),
    policies: { ...reference.policies, allIgnoredMean: 'zero' },
  },
  {
    ...program('rows in eights', {
      losses: (losses) => inEights(losses, 0),
      gradient: (gradient) =>
        inEights(gradient, []).map((g, n) => (g.length > 0 ? g : at(gradient, n).map(() => 0))),
    }),
  },
  named('entries in eights', {
    batchBinaryCrossEntropy: (xs, ts, options) => {
      const losses = inEights(
        right.batchBinaryCrossEntropy(xs, ts, { ...options, reduction: 'none' }) as number[],
        0,
      )
      return (
        options.reduction === 'none' ? losses
        : options.reduction === 'sum' ? total(losses)
        : total(losses) / xs.length
      )
    },
  }),
  program('class weights not in the gradient of the sum', {
    used: (options, _, of) =>
      of === 'gradient' && options.reduction === 'sum' ? without(options, 'classWeights') : options,
  }),
  program('class weights not in the gradient', {
    used: (options, _, of) =>
      of === 'gradient' && options.reduction !== 'mean' ?
        without(options, 'classWeights')
      : options,
  }),
  program('smoothing not in the gradient of the sum', {
    used: (options, _, of) =>
      of === 'gradient' && options.reduction === 'sum' ?
        without(options, 'labelSmoothing')
      : options,
  }),
  program('weight of the sentinel looked up', {
    used: (options, labels) => {
      const { classWeights, labelSmoothing, ignoreIndex } = options
      if (classWeights && labelSmoothing && ignoreIndex !== undefined)
        for (const y of labels) at(classWeights, y)
      return options
    },
  }),
  program('a weight of zero read as one', {
    used: (options) =>
      options.classWeights ?
        { ...options, classWeights: options.classWeights.map((w) => w || 1) }
      : options,
  }),
  named('a positive weight of zero read as one', {
    batchBinaryCrossEntropy: (xs, ts, { posWeight, ...options }) =>
      right.batchBinaryCrossEntropy(xs, ts, { ...options, posWeight: posWeight || 1 }),
  }),
  program('NaN of one row in all gradients', {
    gradient: (gradient, rows) => (hasNaN(rows) ? gradient.map((g) => g.map(() => NaN)) : gradient),
  }),
  program('NaN of ignored rows in the sum', {
    losses: (losses, rows) =>
      hasNaN(rows) ? losses.map((x, n) => (at(rows, n).some(Number.isNaN) ? NaN : x)) : losses,
  }),
  program('mean over rows where labels have weights', {
    denominator: (options, labels, of) =>
      options.reduction === 'mean' ?
        plainMean(labels, options)
      : asItIs.denominator(options, labels, of),
  }),
  program('row weights not in the mean', {
    denominator: ({ rowWeights: _, ...options }, labels, of) =>
      asItIs.denominator(options, labels, of),
  }),
  program('a row weight of zero read as one', {
    used: (options) =>
      options.rowWeights ?
        { ...options, rowWeights: options.rowWeights.map((r) => r || 1) }
      : options,
  }),
]

const rowOptions = optionsOf('batchCrossEntropy')

/** One option is forgotten where another is given: of the loss, or of the gradient. */
export const confused: readonly Implementation[] = rowOptions.flatMap((lost) =>
  rowOptions
    .filter((other) => other !== lost)
    .flatMap((other) =>
      (['loss', 'gradient'] as const).map((place) =>
        program(`${lost} forgotten in the ${place} where ${other} is given`, {
          used: (options, labels, of) =>
            (
              of === place
              && other in options
              // A sentinel is no class: to forget it is another fault, which throws.
              && !(lost === 'ignoreIndex' && labels.some((y) => y < 0))
            ) ?
              without(options, lost)
            : options,
        }),
      ),
    ),
)

/** The same of rows with weights of their own, whose options go one by one into the steps. */
const softOptions = optionsOf('batchSoftCrossEntropy')
export const confusedSoft: readonly Implementation[] = softOptions.flatMap((lost) =>
  softOptions
    .filter((other) => other !== lost)
    .flatMap((other) => {
      const forgetful = <O extends object>(options: O): O =>
        other in options ? without(options, lost) : options
      return [
        named(`soft ${lost} forgotten in the loss where ${other} is given`, {
          batchSoftCrossEntropy: (rows, ts, options) =>
            right.batchSoftCrossEntropy(rows, ts, forgetful(options)),
        }),
        named(`soft ${lost} forgotten in the gradient where ${other} is given`, {
          batchSoftCrossEntropyGradient: (rows, ts, options) =>
            right.batchSoftCrossEntropyGradient(rows, ts, forgetful(options)),
        }),
      ]
    }),
)

/** The same of rows of binary losses. */
const multilabelOptions = optionsOf('batchMultilabelCrossEntropy')
export const confusedMultilabel: readonly Implementation[] = multilabelOptions.flatMap((lost) =>
  multilabelOptions
    .filter((other) => other !== lost)
    .flatMap((other) => {
      const forgetful = <O extends object>(options: O): O =>
        other in options ? without(options, lost) : options
      return [
        named(`multilabel ${lost} forgotten in the loss where ${other} is given`, {
          batchMultilabelCrossEntropy: (rows, ts, options) =>
            right.batchMultilabelCrossEntropy(rows, ts, forgetful(options)),
        }),
        named(`multilabel ${lost} forgotten in the gradient where ${other} is given`, {
          batchMultilabelCrossEntropyGradient: (rows, ts, options) =>
            right.batchMultilabelCrossEntropyGradient(rows, ts, forgetful(options)),
        }),
      ]
    }),
)

/** From row M on, each loss reads 0. */
export const zeroFrom = (M: number): readonly Implementation[] => [
  program(`rows from ${M} on read 0`, {
    losses: (losses) => losses.map((x, n) => (n + 1 >= M ? 0 : x)),
  }),
  program(`all reads 0 from ${M} rows on`, {
    losses: (losses) => losses.map((x) => (losses.length >= M ? 0 : x)),
  }),
  named(`entries from ${M} on read 0`, {
    batchBinaryCrossEntropy: (xs, ts, { posWeight = 1, reduction }: BinaryBatchOptions) => {
      const each = right.batchBinaryCrossEntropy(xs, ts, { posWeight, reduction: 'none' })
      const losses = (each as number[]).map((x, n) => (n + 1 >= M ? 0 : x))
      return (
        reduction === 'none' ? losses
        : reduction === 'sum' ? total(losses)
        : total(losses) / xs.length
      )
    },
  }),
]
