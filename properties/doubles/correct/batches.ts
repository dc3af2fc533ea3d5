import { at } from '../../../src/arithmetic/sequence.ts'
import type {
  BatchOptions,
  BinaryBatchOptions,
  MultilabelBatchOptions,
  SoftBatchOptions,
} from '../../../src/contract/operations.ts'
import type { logitOperations } from './logits.ts'
import type { Parts } from './parts.ts'
import type { rowOperations } from './rows.ts'
import { rowGradient, rowLoss, rowPull, softRow } from './weighing.ts'

type Row = readonly number[]

/** The operations on many rows, or many logits, by those on one. */
export const batchOperations = (
  parts: Parts,
  rows: ReturnType<typeof rowOperations>,
  logits: ReturnType<typeof logitOperations>,
) => {
  const { k, sum } = parts
  /** x / N by a quotient or a product; other weights are divided by, since 1 / w may overflow. */
  const over = (n: number, counts: boolean): ((x: number) => number) => {
    if (!counts || parts.algorithm.mean !== 'reciprocal') return (x) => k.div(x, n)
    const share = k.div(1, n)
    return (x) => k.mul(x, share)
  }
  /** The reduced loss; a sum of quotients begins with 0/N, which is NaN where nothing counts. */
  const reduced = (losses: Row, scaled: (x: number) => number): number =>
    parts.algorithm.mean === 'terms' ? sum([0, ...losses].map(scaled)) : scaled(sum(losses))
  const meanOfRows = (labels: Row, options: BatchOptions) => {
    const { reduction, classWeights, rowWeights, ignoreIndex } = options
    if (reduction !== 'mean') return (x: number) => x
    if (options.denominator !== undefined) return over(k.read(options.denominator), true)
    const kept = labels.flatMap((y, n) => (y === ignoreIndex ? [] : [n]))
    if (!classWeights && !rowWeights) return over(k.read(kept.length), true)
    const weights = kept.map((n) => {
      const ofLabel = classWeights ? k.read(classWeights[at(labels, n)] ?? NaN) : 1
      return k.mul(weightOf(options, n), ofLabel)
    })
    return over(sum(weights), false)
  }
  /** Rows without labels count alike, whatever their classes weigh. */
  const meanOfSoftRows = (
    batch: readonly Row[],
    { classWeights: _, ...options }: SoftBatchOptions,
  ) =>
    meanOfRows(
      batch.map(() => 0),
      options,
    )
  /** -Infinity where the mask hides a class, from where nothing flows back. */
  const shaped = (z: Row, options: BatchOptions, n: number) => {
    const mask = options.mask?.[n]
    if (mask === undefined) return unmasked(z, options)
    const isThere = (i: number): boolean => at(mask, i) === 1
    const { logits, back } = unmasked(
      z.map((x, i) => (isThere(i) ? x : 0)),
      options,
    )
    return {
      logits: logits.map((x, i) => (isThere(i) ? x : -Infinity)),
      back: (g: number, i: number) => (isThere(i) ? back(g, i) : 0),
    }
  }
  /** z / T, or z (1 / T); and c tanh of that over c, with the slope 1 - tanh^2. */
  const unmasked = (z: Row, { temperature, softCap }: BatchOptions) => {
    const scaled = temperature === undefined ? (x: number) => x : over(k.read(temperature), true)
    const heated = z.map(scaled)
    if (softCap === undefined) return { logits: heated, back: (g: number) => scaled(g) }
    const cap = k.read(softCap)
    const tanhs = heated.map((x) => k.tanh(k.div(x, cap)))
    return {
      logits: tanhs.map((t) => k.mul(cap, t)),
      back: (g: number, i: number) => scaled(k.mul(g, k.sub(1, k.mul(at(tanhs, i), at(tanhs, i))))),
    }
  }
  const backOf = (
    z: Row,
    options: BatchOptions,
    n: number,
    slopes: (logits: Row) => number[],
  ): number[] => {
    const { logits, back } = shaped(z, options, n)
    return slopes(logits).map(back)
  }
  const weightOf = ({ rowWeights }: Pick<BatchOptions, 'rowWeights'>, n: number): number =>
    rowWeights ? k.read(rowWeights[n] ?? NaN) : 1
  /** Entries with the weights of positives, times those of their class and row. */
  const entriesOf = (
    batch: readonly Row[],
    targets: readonly Row[],
    options: MultilabelBatchOptions,
    of: (x: number, t: number, positive: number, n: number, i: number) => number,
  ): number[][] =>
    batch.map((z, n) =>
      z.map((x, i) => {
        const { classWeights: w, positiveWeights: v } = options
        const it = of(x, at(at(targets, n), i), k.read(v?.[i] ?? 1), n, i)
        return k.mul(weightOf(options, n), k.mul(k.read(w?.[i] ?? 1), it))
      }),
    )
  const meanOfEntries = (batch: readonly Row[], options: MultilabelBatchOptions) => {
    const classes = batch[0]?.length ?? 0
    if (options.reduction !== 'mean') return (x: number) => x
    if (!options.rowWeights) return over(k.read(batch.length * classes), true)
    const weights = batch.map((_, n) => weightOf(options, n))
    return over(k.mul(k.read(classes), sum(weights)), false)
  }
  const meanOf = ({ length }: Row, { reduction }: BinaryBatchOptions) =>
    reduction === 'mean' ? over(k.read(length), true) : (x: number) => x

  return {
    batchCrossEntropy: (batch: readonly Row[], labels: Row, options: BatchOptions) => {
      const losses = batch.map((z, n) =>
        rowLoss(
          parts,
          rows,
          shaped(z, options, n).logits,
          at(labels, n),
          weightOf(options, n),
          options,
        ),
      )
      return options.reduction === 'none' ? losses : reduced(losses, meanOfRows(labels, options))
    },
    batchCrossEntropyGradient: (batch: readonly Row[], labels: Row, options: BatchOptions) => {
      const scaled = meanOfRows(labels, options)
      return batch.map((z, n) =>
        at(labels, n) === options.ignoreIndex ?
          z.map(() => 0)
        : backOf(z, options, n, (u) =>
            rowGradient(parts, rows, u, at(labels, n), weightOf(options, n), options),
          ).map(scaled),
      )
    },
    batchCrossEntropyVjp: (
      batch: readonly Row[],
      labels: Row,
      cotangent: Row,
      options: BatchOptions,
    ) =>
      batch.map((z, n) =>
        at(labels, n) === options.ignoreIndex ?
          z.map(() => 0)
        : backOf(z, options, n, (u) =>
            rowPull(parts, rows, u, at(labels, n), weightOf(options, n), at(cotangent, n), options),
          ),
      ),
    batchSoftCrossEntropy: (
      batch: readonly Row[],
      targets: readonly Row[],
      options: SoftBatchOptions,
    ) => {
      const losses = batch.map((z, n) =>
        softRow(
          parts,
          rows,
          shaped(z, options, n).logits,
          at(targets, n),
          weightOf(options, n),
          options,
        ).loss(),
      )
      return options.reduction === 'none' ? losses : reduced(losses, meanOfSoftRows(batch, options))
    },
    batchSoftCrossEntropyGradient: (
      batch: readonly Row[],
      targets: readonly Row[],
      options: SoftBatchOptions,
    ) => {
      const scaled = meanOfSoftRows(batch, options)
      return batch.map((z, n) =>
        backOf(z, options, n, (u) =>
          softRow(parts, rows, u, at(targets, n), weightOf(options, n), options).gradient(),
        ).map(scaled),
      )
    },
    batchSoftCrossEntropyVjp: (
      batch: readonly Row[],
      targets: readonly Row[],
      cotangent: Row,
      options: SoftBatchOptions,
    ) =>
      batch.map((z, n) =>
        backOf(z, options, n, (u) =>
          softRow(parts, rows, u, at(targets, n), weightOf(options, n), options).pull(
            at(cotangent, n),
          ),
        ),
      ),
    batchBinaryCrossEntropy: (column: Row, targets: Row, options: BinaryBatchOptions) => {
      const positive = k.read(options.posWeight ?? 1)
      const losses = column.map((x, n) => logits.binaryCrossEntropy(x, at(targets, n), positive))
      return options.reduction === 'none' ? losses : reduced(losses, meanOf(column, options))
    },
    batchBinaryCrossEntropyGradient: (column: Row, targets: Row, options: BinaryBatchOptions) => {
      const positive = k.read(options.posWeight ?? 1)
      const scaled = meanOf(column, options)
      return column.map((x, n) =>
        scaled(logits.binaryCrossEntropyGradient(x, at(targets, n), positive)),
      )
    },
    batchMultilabelCrossEntropy: (
      batch: readonly Row[],
      targets: readonly Row[],
      options: MultilabelBatchOptions,
    ) => {
      const losses = entriesOf(batch, targets, options, (x, t, positive) =>
        logits.binaryCrossEntropy(x, t, positive),
      )
      return options.reduction === 'none' ?
          losses
        : reduced(losses.flat(), meanOfEntries(batch, options))
    },
    batchMultilabelCrossEntropyGradient: (
      batch: readonly Row[],
      targets: readonly Row[],
      options: MultilabelBatchOptions,
    ) => {
      const scaled = meanOfEntries(batch, options)
      return entriesOf(batch, targets, options, (x, t, positive) =>
        logits.binaryCrossEntropyGradient(x, t, positive),
      ).map((row) => row.map(scaled))
    },
    batchMultilabelCrossEntropyVjp: (
      batch: readonly Row[],
      targets: readonly Row[],
      cotangents: readonly Row[],
      options: MultilabelBatchOptions,
    ) =>
      entriesOf(batch, targets, options, (x, t, positive, n, i) =>
        logits.pull(x, t, at(at(cotangents, n), i), positive),
      ),
    batchBinaryCrossEntropyVjp: (
      column: Row,
      targets: Row,
      cotangent: Row,
      options: BinaryBatchOptions,
    ) => {
      const positive = k.read(options.posWeight ?? 1)
      return column.map((x, n) => logits.pull(x, at(targets, n), at(cotangent, n), positive))
    },
  }
}
