import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { binary64 } from '../arithmetic/binary64.ts'
import { decimal } from '../arithmetic/decimal.ts'
import { extended } from '../arithmetic/extended.ts'
import { formats, type FormatName } from '../arithmetic/format.ts'
import { rounded } from '../arithmetic/rounded.ts'
import { losses } from '../core/losses.ts'
import { batchOptions, type Implementation } from './implementation.ts'

/**
 * The core read in an arithmetic, as an implementation in a format: numbers are lifted, computed
 * with, and rounded once. It follows `allNegInfRow: nan`, `posInfLogit: limit`, `allIgnoredMean:
 * nan` and `labelOutOfRange: error`.
 */
export const implementationOf = <T>(
  name: string,
  k: Arithmetic<T>,
  format: FormatName,
): Implementation => {
  const core = losses(k)
  const lift = (xs: readonly number[]): T[] => xs.map(k.from)
  const lower = (xs: readonly T[]): number[] => xs.map(k.toNumber)
  /**
   * Logits whose greatest is +Infinity become the limit: equal classes at infinity, the others out
   * of reach.
   */
  const row = (z: readonly number[]): T[] =>
    lift(
      z.includes(Infinity) && !z.some(Number.isNaN) ?
        z.map((x) => (x === Infinity ? 0 : -Infinity))
      : z,
    )
  const result = (x: T | T[]): number | number[] => (Array.isArray(x) ? lower(x) : k.toNumber(x))
  return {
    name,
    format,
    options: batchOptions,
    policies: {
      allNegInfRow: 'nan',
      posInfLogit: 'limit',
      allIgnoredMean: 'nan',
      labelOutOfRange: 'error',
    },
    operations: {
      softmax: (z) => lower(core.softmax(row(z))),
      logSoftmax: (z) => lower(core.logSoftmax(row(z))),
      logSumExp: (z) => {
        const peak = z.reduce((a, b) => Math.max(a, b), -Infinity)
        return Math.abs(peak) === Infinity ? peak : k.toNumber(core.logSumExp(lift(z)))
      },
      sigmoid: (x) => k.toNumber(core.sigmoid(k.from(x))),
      logSigmoid: (x) => k.toNumber(core.logSigmoid(k.from(x))),
      softplus: (x) => k.toNumber(core.softplus(k.from(x))),
      crossEntropy: (z, label) => k.toNumber(core.crossEntropy(row(z), label)),
      crossEntropyGradient: (z, label) => lower(core.crossEntropyGradient(row(z), label)),
      softCrossEntropy: (z, target) => k.toNumber(core.softCrossEntropy(row(z), lift(target))),
      softCrossEntropyGradient: (z, target) =>
        lower(core.softCrossEntropyGradient(row(z), lift(target))),
      binaryCrossEntropy: (x, target) =>
        k.toNumber(core.binaryCrossEntropy(k.from(x), k.from(target))),
      binaryCrossEntropyGradient: (x, target) =>
        k.toNumber(core.binaryCrossEntropyGradient(k.from(x), k.from(target))),
      softmaxVjp: (z, cotangent) => lower(core.softmaxVjp(row(z), lift(cotangent))),
      logSoftmaxVjp: (z, cotangent) => lower(core.logSoftmaxVjp(row(z), lift(cotangent))),
      batchCrossEntropy: (z, labels, options) =>
        result(core.batchCrossEntropy(z.map(row), labels, options)),
      batchCrossEntropyGradient: (z, labels, options) =>
        core.batchCrossEntropyGradient(z.map(row), labels, options).map(lower),
      batchBinaryCrossEntropy: (xs, targets, options) =>
        result(core.batchBinaryCrossEntropy(lift(xs), lift(targets), options)),
      batchBinaryCrossEntropyGradient: (xs, targets, options) =>
        lower(core.batchBinaryCrossEntropyGradient(lift(xs), lift(targets), options)),
    },
  }
}

/** Our core in doubles. */
export const reference: Implementation = implementationOf('core:binary64', binary64, 'binary64')

/**
 * Every reference that the laws must pass before they judge anyone: each format, every operation
 * rounded, and 50 digits. Marked as pure, so that a page that does not use them need not carry
 * their arithmetics.
 */
export const references: readonly Implementation[] = /* @__PURE__ */ (() => [
  reference,
  ...(['binary32', 'binary16', 'bfloat16'] as const).map((name) =>
    implementationOf(`core:${name}`, rounded(formats[name]), name),
  ),
  implementationOf('core:decimal50', extended(decimal(50, 'nearest')), 'binary64'),
])()
