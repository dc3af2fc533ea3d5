import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import type { Policies } from '../../src/contract/policies.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { verify } from '../../src/verdict/verify.ts'

type Operations = Implementation['operations']

const statusOf = async (id: string, operations: Operations, policies: Policies) => {
  const law = laws.find((law) => law.id === id) ?? expect.unreachable(id)
  const implementation = { ...reference, policies, operations }
  const verdict = await verify(law, implementation, { seed: 1, runs: 20 })
  return verdict.status === 'skipped' ? verdict.reason : verdict.status
}

const { softmax, batchCrossEntropy, binaryCrossEntropy, softplus } =
  reference.operations as Required<Operations>
/** The entries of a row wholly masked, and of one with an infinite logit: there, and elsewhere. */
const row = (whole: number, infinite: number, elsewhere: number): Operations => ({
  softmax: (z) =>
    z.every((x) => x === -Infinity) ? z.map(() => whole)
    : z.includes(Infinity) ? z.map((x) => (x === Infinity ? infinite : elsewhere))
    : softmax(z),
  softmaxVjp: (z) => z.map(() => whole),
})
const uniform: Operations = { softmax: (z) => z.map(() => 1 / z.length) }

/** Answers where an infinite logit is right, (∞, 1) and (−∞, 0), then where it is wrong, (−∞, 1) and (∞, 0). */
const corners = (
  losses: readonly [number, number, number, number],
  slopes: readonly [number, number, number, number],
): Operations => {
  const at = (xs: readonly number[], x: number, t: number) =>
    xs[x > 0 === (t === 1) ? 1 - t : 3 - t] ?? NaN
  return {
    binaryCrossEntropy: (x, t) => at(losses, x, t),
    binaryCrossEntropyGradient: (x, t) => at(slopes, x, t),
  }
}
const limits = corners([0, 0, Infinity, Infinity], [0, 0, -1, 1])
const someNaN = corners([NaN, NaN, Infinity, NaN], [NaN, 0, -1, NaN])
const capped = corners([0, 0, 100, 100], [0, 0, -0.5, 0.5])

const gradientOf = (x: number): Operations => ({
  batchCrossEntropyGradient: (rows) => rows.map((z) => z.map(() => x)),
})
const losing: Operations = {
  softmax: (z) => softmax(z.map((x) => x || 0)),
  batchCrossEntropy: (rows, labels, options) =>
    batchCrossEntropy(
      rows.map((z) => z.map((x) => x || 0)),
      labels,
      options,
    ),
}
/** What a label that is no class gives; one that no type of labels holds is refused. */
const labelled = (otherwise: (z: number[]) => number, isTyped = false): Operations => ({
  crossEntropy: (z, label) => {
    if (z[label] !== undefined) return 0
    if (isTyped && label !== Math.trunc(label)) throw new TypeError('no integer')
    return otherwise(z)
  },
})
/** Integers that wrap at a power of two, and what is none is refused. */
const wrapping = (size: number): Operations => ({
  crossEntropy: (z, label) => {
    if (label !== Math.trunc(label) || z[label % size] === undefined) throw new RangeError('label')
    return 0
  },
})
const refusing = (): number => {
  throw new RangeError('no such class')
}
/** A batch of which every row has this loss where one label is no class. */
const spoilt = (loss: number): Operations => ({
  batchCrossEntropy: (rows, labels, options) =>
    labels.every((y, n) => rows[n]?.[y] !== undefined) ? batchCrossEntropy(rows, labels, options)
    : options.reduction === 'none' ? rows.map(() => loss)
    : loss,
})
/** The loss without a look at the target, or with a target that is carried into [0, 1]. */
const clamped: Operations = {
  binaryCrossEntropy: (x, t) => binaryCrossEntropy(x, Math.max(0, Math.min(1, t))),
}
const cleaned: Operations = { binaryCrossEntropy: (x, t) => binaryCrossEntropy(x, t || 0) }
const guarded = (otherwise: () => number): Operations => ({
  binaryCrossEntropy: (x, t) => (t >= 0 && t <= 1 ? binaryCrossEntropy(x, t) : otherwise()),
})

/** Every second answer is greater, by a part. */
const unsteady = (part: number): Operations => {
  let calls = 0
  return { softplus: async (x) => (await softplus(x)) * (1 + (calls++ % 2) * part) }
}

describe('a law', () => {
  it.each<[string, string, Operations, Policies]>([
    ['no policy allNegInfRow', 'special-values/all-masked', row(0, NaN, 0), {}],
    ['passed', 'special-values/all-masked', row(0, NaN, 0), { allNegInfRow: 'zero' }],
    ['passed', 'special-values/all-masked', row(NaN, NaN, 0), { allNegInfRow: 'nan' }],
    ['passed', 'special-values/all-masked', uniform, { allNegInfRow: 'uniform' }],
    ['falsified', 'special-values/all-masked', row(0, NaN, 0), { allNegInfRow: 'nan' }],
    ['no policy allNegInfRow', 'special-values/all-masked-vjp', row(0, 0, 0), {}],
    ['passed', 'special-values/all-masked-vjp', row(0, 0, 0), { allNegInfRow: 'zero' }],
    ['passed', 'special-values/all-masked-vjp', row(0, 0, 0), { allNegInfRow: 'uniform' }],
    ['passed', 'special-values/all-masked-vjp', row(0, 0, 0), { allNegInfRow: 'nan' }],
    ['passed', 'special-values/all-masked-vjp', row(NaN, 0, 0), { allNegInfRow: 'nan' }],
    ['falsified', 'special-values/all-masked-vjp', row(NaN, 0, 0), { allNegInfRow: 'zero' }],
    ['falsified', 'special-values/all-masked-vjp', row(1, 0, 0), { allNegInfRow: 'nan' }],
    ['no policy posInfLogit', 'special-values/infinite-logit', row(0, NaN, 0), {}],
    ['passed', 'special-values/infinite-logit', row(0, NaN, 0), { posInfLogit: 'mixed' }],
    ['passed', 'special-values/infinite-logit', row(0, NaN, NaN), { posInfLogit: 'nan' }],
    ['passed', 'special-values/infinite-logit', row(0, 1, 0), { posInfLogit: 'limit' }],
    ['falsified', 'special-values/infinite-logit', row(0, NaN, NaN), { posInfLogit: 'mixed' }],
    ['falsified', 'special-values/infinite-logit', row(0, 1, 0), { posInfLogit: 'mixed' }],
    ['falsified', 'special-values/infinite-logit', row(0, NaN, 0), { posInfLogit: 'nan' }],
    ['no policy posInfLogit', 'special-values/infinite-logit-vjp', row(0, 0, 0), {}],
    ['passed', 'special-values/infinite-logit-vjp', row(0, 0, 0), { posInfLogit: 'limit' }],
    ['passed', 'special-values/infinite-logit-vjp', row(NaN, 0, 0), { posInfLogit: 'mixed' }],
    ['passed', 'special-values/infinite-logit-vjp', row(NaN, 0, 0), { posInfLogit: 'nan' }],
    ['falsified', 'special-values/infinite-logit-vjp', row(NaN, 0, 0), { posInfLogit: 'limit' }],
    ['falsified', 'special-values/infinite-logit-vjp', row(1, 0, 0), { posInfLogit: 'nan' }],
    ['no policy infiniteLogit', 'special-values/certain-answers', limits, {}],
    ['passed', 'special-values/certain-answers', limits, { infiniteLogit: 'limit' }],
    ['passed', 'special-values/certain-answers', limits, { infiniteLogit: 'nan' }],
    ['passed', 'special-values/certain-answers', someNaN, { infiniteLogit: 'nan' }],
    ['falsified', 'special-values/certain-answers', someNaN, { infiniteLogit: 'limit' }],
    ['falsified', 'special-values/certain-answers', capped, { infiniteLogit: 'nan' }],
    ['no policy infiniteLogit', 'special-values/certain-slopes', limits, {}],
    ['passed', 'special-values/certain-slopes', limits, { infiniteLogit: 'limit' }],
    ['passed', 'special-values/certain-slopes', someNaN, { infiniteLogit: 'nan' }],
    ['falsified', 'special-values/certain-slopes', someNaN, { infiniteLogit: 'limit' }],
    ['falsified', 'special-values/certain-slopes', capped, { infiniteLogit: 'nan' }],
    ['no policy allIgnoredMean', 'batch-options/all-ignored-gradient', gradientOf(0), {}],
    ['passed', 'batch-options/all-ignored-gradient', gradientOf(0), { allIgnoredMean: 'zero' }],
    ['passed', 'batch-options/all-ignored-gradient', gradientOf(0), { allIgnoredMean: 'nan' }],
    ['passed', 'batch-options/all-ignored-gradient', gradientOf(NaN), { allIgnoredMean: 'nan' }],
    [
      'falsified',
      'batch-options/all-ignored-gradient',
      gradientOf(NaN),
      { allIgnoredMean: 'zero' },
    ],
    ['falsified', 'batch-options/all-ignored-gradient', gradientOf(1), { allIgnoredMean: 'nan' }],
    ['falsified', 'special-values/nan-in-softmax', losing, {}],
    [
      'no verdict under the policy nan: lost',
      'special-values/nan-in-softmax',
      losing,
      { nan: 'lost' },
    ],
    ['falsified', 'special-values/nan-stays-in-its-row', losing, {}],
    ['passed', 'special-values/nan-stays-in-its-row', losing, { nan: 'lost' }],
    ['no policy labelOutOfRange', 'batch-options/label-out-of-range', labelled(refusing), {}],
    [
      'passed',
      'batch-options/label-out-of-range',
      labelled(refusing),
      { labelOutOfRange: 'error' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      labelled(refusing),
      { labelOutOfRange: 'nan' },
    ],
    ['passed', 'batch-options/label-out-of-range', labelled(() => NaN), { labelOutOfRange: 'nan' }],
    [
      'passed',
      'batch-options/label-out-of-range',
      labelled(() => NaN, true),
      { labelOutOfRange: 'nan' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      labelled(() => NaN),
      { labelOutOfRange: 'error' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      labelled(() => 1),
      { labelOutOfRange: 'error' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      labelled(() => 1),
      { labelOutOfRange: 'nan' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      wrapping(2 ** 32),
      { labelOutOfRange: 'error' },
    ],
    [
      'falsified',
      'batch-options/label-out-of-range',
      wrapping(2 ** 8),
      { labelOutOfRange: 'error' },
    ],
    ['no policy labelOutOfRange', 'labels/out-of-range-in-batch', { batchCrossEntropy }, {}],
    ['passed', 'labels/out-of-range-in-batch', { batchCrossEntropy }, { labelOutOfRange: 'error' }],
    [
      'falsified',
      'labels/out-of-range-in-batch',
      { batchCrossEntropy },
      { labelOutOfRange: 'nan' },
    ],
    ['falsified', 'labels/out-of-range-in-batch', spoilt(NaN), { labelOutOfRange: 'nan' }],
    ['falsified', 'labels/out-of-range-in-batch', spoilt(0), { labelOutOfRange: 'error' }],
    ['no policy targetOutOfRange', 'labels/target-out-of-range', { binaryCrossEntropy }, {}],
    [
      'passed',
      'labels/target-out-of-range',
      { binaryCrossEntropy },
      { targetOutOfRange: 'formula' },
    ],
    [
      'falsified',
      'labels/target-out-of-range',
      { binaryCrossEntropy },
      { targetOutOfRange: 'nan' },
    ],
    [
      'falsified',
      'labels/target-out-of-range',
      { binaryCrossEntropy },
      { targetOutOfRange: 'error' },
    ],
    ['passed', 'labels/target-out-of-range', guarded(() => NaN), { targetOutOfRange: 'nan' }],
    ['passed', 'labels/target-out-of-range', guarded(refusing), { targetOutOfRange: 'error' }],
    [
      'falsified',
      'labels/target-out-of-range',
      guarded(() => NaN),
      { targetOutOfRange: 'formula' },
    ],
    ['falsified', 'labels/target-out-of-range', clamped, { targetOutOfRange: 'formula' }],
    ['falsified', 'labels/target-out-of-range', cleaned, { targetOutOfRange: 'formula' }],
    ['falsified', 'hygiene/deterministic', unsteady(2 ** -52), {}],
    ['passed', 'hygiene/deterministic', unsteady(2 ** -52), { determinism: 'rounding' }],
    ['falsified', 'hygiene/deterministic', unsteady(2 ** -40), { determinism: 'rounding' }],
  ])('comes to %s: %s', async (expected, id, operations, policies) => {
    expect(await statusOf(id, operations, policies)).toBe(expected)
  })
})
