import { roundNumber, type Format } from '../../src/arithmetic/format.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { at, total } from '../../src/arithmetic/sequence.ts'
import type { BatchOptions, OperationName } from '../../src/contract/operations.ts'
import { softWeighing, weighing, type Weighing } from '../../src/core/batches.ts'
import { reference } from '../../src/core/reference.ts'
import { right } from '../../src/mistakes/mistake.ts'
import { answerOf } from './checker.ts'

type Row = readonly number[]
type Kernel = (...args: never[]) => readonly number[]

/**
 * The numbers that PyTorch answers eagerly on a GPU: kernel after kernel, each without error inside,
 * and what goes from one to the next is stored in the format. What is made of
 * probabilities or their logarithms is made of stored ones; all else is the truth, rounded.
 */
export const eagerIn = (
  format: Format,
): ((operation: OperationName, args: readonly unknown[]) => number[]) => {
  const stored = (xs: Row): number[] => xs.map((x) => roundNumber(x, format))
  const logSoftmax = (z: Row): number[] => stored(right.logSoftmax(z))
  const loss = (z: Row, t: Row): number => {
    const surprises = logSoftmax(z)
    return -total(t.map((weight, i) => (weight === 0 ? 0 : weight * at(surprises, i))))
  }
  const slopes = (z: Row, t: Row): number[] => {
    const mass = total(t)
    return logSoftmax(z).map((x, i) => mass * Math.exp(x) - at(t, i))
  }
  const oneHot = (z: Row, label: number): number[] => z.map((_, i) => (i === label ? 1 : 0))
  /** Batches whose classes are weighed so: losses with their z-loss, the gradient, its pull-back. */
  const batches = <X>({ targetOf, denominator }: Weighing<number, X>) => {
    const row = (z: Row, target: X, options: BatchOptions) => {
      const t = targetOf(z.length, target, options)
      const a = target === options.ignoreIndex ? 0 : (options.zLoss ?? 0)
      return {
        loss: loss(z, t) + (a && a * right.zLoss(z)),
        slopes: () => {
          const ofSquare = a === 0 ? [] : right.zLossGradient(z)
          return slopes(z, t).map((x, i) => x + (a && a * at(ofSquare, i)))
        },
      }
    }
    return {
      loss: (rows: readonly Row[], targets: readonly X[], options: BatchOptions) => {
        const losses = rows.map((z, n) => row(z, at(targets, n), options).loss)
        return options.reduction === 'none' ?
            losses
          : [total(losses) / denominator(targets, options)]
      },
      gradient: (rows: readonly Row[], targets: readonly X[], options: BatchOptions) => {
        const by = denominator(targets, options)
        return rows.flatMap((z, n) =>
          row(z, at(targets, n), options)
            .slopes()
            .map((x) => x / by),
        )
      },
      vjp: (rows: readonly Row[], targets: readonly X[], g: Row, options: BatchOptions) =>
        rows.flatMap((z, n) =>
          row(z, at(targets, n), options)
            .slopes()
            .map((x) => x * at(g, n)),
        ),
    }
  }
  const [labelled, soft] = [batches(weighing(binary64)), batches(softWeighing(binary64))]

  const softmaxVjp = (z: Row, g: Row): number[] => {
    const p = stored(right.softmax(z))
    const mean = total(p.map((x, i) => x * at(g, i)))
    return p.map((x, i) => x * (at(g, i) - mean))
  }
  const entropy = (z: Row): number => -total(logSoftmax(z).map((x) => Math.exp(x) * x))

  const kernels: { readonly [O in OperationName]?: Kernel } = {
    softmaxVjp,
    logSumExpHessianTimes: softmaxVjp,
    crossEntropyHessianTimes: (z: Row, _: number, direction: Row) => softmaxVjp(z, direction),
    entropy: (z: Row) => [entropy(z)],
    entropyGradient: (z: Row) => logSoftmax(z).map((x) => -Math.exp(x) * (x + entropy(z))),
    klDivergence: (z: Row, t: Row) => [
      loss(z, t) + total(t.map((weight) => (weight === 0 ? 0 : weight * Math.log(weight)))),
    ],
    klDivergenceGradient: slopes,
    logSoftmaxVjp: (z: Row, g: Row) => {
      const whole = total(g)
      return logSoftmax(z).map((x, i) => at(g, i) - Math.exp(x) * whole)
    },
    crossEntropy: (z: Row, label: number) => [loss(z, oneHot(z, label))],
    crossEntropyGradient: (z: Row, label: number) => slopes(z, oneHot(z, label)),
    softCrossEntropy: (z: Row, t: Row) => [loss(z, t)],
    softCrossEntropyGradient: slopes,
    batchCrossEntropy: labelled.loss,
    batchCrossEntropyGradient: labelled.gradient,
    batchCrossEntropyVjp: labelled.vjp,
    batchSoftCrossEntropy: soft.loss,
    batchSoftCrossEntropyGradient: soft.gradient,
    batchSoftCrossEntropyVjp: soft.vjp,
  }
  return (operation, args) => {
    // The table has made the arguments.
    const kernel = kernels[operation] as ((...args: readonly unknown[]) => Row) | undefined
    return stored(kernel ? kernel(...args) : answerOf(reference, operation, args))
  }
}
