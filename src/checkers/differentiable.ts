import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../contract/operations.ts'
import type { OperationName } from '../contract/operations.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { call, type Subject } from './checker.ts'
import { normals, uniforms } from './random.ts'

/**
 * A function at a point, as a gradient check sees it: its values, and the pull-back of a cotangent
 * through its Jacobian.
 */
export type Differentiable = {
  readonly at: readonly number[]
  readonly values: (x: number[]) => number[]
  readonly pullBack: (x: number[], cotangent: number[]) => number[]
}

/** A function of some operations, at a point, for every implementation. */
export type Case = {
  readonly uses: readonly OperationName[]
  readonly of: (implementation: Implementation) => Differentiable
}

/** Subjects that pass where a checker agrees with the pull-back of a case. */
export const subjectsOf = (
  cases: readonly Case[],
  agrees: (f: Differentiable, turn: number) => boolean,
): Subject[] =>
  cases.map(({ uses, of }, turn) => ({
    uses,
    passes: (implementation) => agrees(of(implementation), turn),
  }))

/** A loss: one value, whose pull-back is its gradient times the cotangent. */
const loss = (
  operations: readonly [OperationName, OperationName],
  at: readonly number[],
  value: (it: Implementation, x: number[]) => number | number[],
  gradient: (it: Implementation, x: number[]) => number[] | number[][] | number,
): Case => ({
  uses: operations,
  of: (it) => ({
    at,
    values: (x) => [value(it, x)].flat(),
    pullBack: (x, [g = NaN]) => [gradient(it, x)].flat(2).map((slope) => slope * g),
  }),
})

const map = (
  operations: readonly ['softmax', 'softmaxVjp'] | readonly ['logSoftmax', 'logSoftmaxVjp'],
  at: readonly number[],
): Case => ({
  uses: operations,
  of: (it) => ({
    at,
    values: (x) => call(it, operations[0], x),
    pullBack: (x, g) => call(it, operations[1], x, g),
  }),
})

/** Softmax and log-softmax of so many standard normal logits. */
export const maps = (classes: number, name: string): Case[] => {
  const z = normals(name)(classes)
  return [map(['softmax', 'softmaxVjp'], z), map(['logSoftmax', 'logSoftmaxVjp'], z)]
}

/**
 * All functions of the contract that have a gradient there, at standard normal logits: 5 classes,
 * batches of 4 rows. Softmax is the gradient of log-sum-exp, and the sigmoid that of softplus.
 */
export const everyCase: readonly Case[] = ['a', 'b', 'c'].flatMap((name) => {
  const [K, N] = [5, 4]
  const z = normals(`checkers/logits/${name}`)(K)
  const flat = normals(`checkers/batch/${name}`)(N * K)
  const xs = normals(`checkers/binary/${name}`)(N)
  const t = uniforms(`checkers/weights/${name}`)(K)
  const ts = uniforms(`checkers/targets/${name}`)(N)
  const label = Math.floor(at(ts, 0) * K)
  const labels = t.slice(0, N).map((x) => Math.floor(x * K))
  const rows = (x: readonly number[]) =>
    Array.from({ length: N }, (_, n) => x.slice(n * K, (n + 1) * K))
  const batches: BatchOptions[] = [
    { reduction: 'mean' },
    { reduction: 'sum' },
    { reduction: 'mean', classWeights: t.map((w) => w + 0.5) },
    { reduction: 'mean', labelSmoothing: 0.1 },
    { reduction: 'mean', ignoreIndex: at(labels, 0) },
  ]
  const binaries: BinaryBatchOptions[] = [
    { reduction: 'mean' },
    { reduction: 'sum' },
    { reduction: 'mean', posWeight: 2 },
  ]
  return [
    ...maps(K, `checkers/maps/${name}`),
    loss(
      ['logSumExp', 'softmax'],
      z,
      (it, x) => call(it, 'logSumExp', x),
      (it, x) => call(it, 'softmax', x),
    ),
    loss(
      ['softplus', 'sigmoid'],
      xs.slice(0, 1),
      (it, [x = NaN]) => call(it, 'softplus', x),
      (it, [x = NaN]) => call(it, 'sigmoid', x),
    ),
    loss(
      ['logSigmoid', 'sigmoid'],
      xs.slice(1, 2),
      (it, [x = NaN]) => call(it, 'logSigmoid', x),
      (it, [x = NaN]) => call(it, 'sigmoid', -x),
    ),
    loss(
      ['crossEntropy', 'crossEntropyGradient'],
      z,
      (it, x) => call(it, 'crossEntropy', x, label),
      (it, x) => call(it, 'crossEntropyGradient', x, label),
    ),
    loss(
      ['softCrossEntropy', 'softCrossEntropyGradient'],
      z,
      (it, x) => call(it, 'softCrossEntropy', x, t),
      (it, x) => call(it, 'softCrossEntropyGradient', x, t),
    ),
    ...ts.map((target, n) =>
      loss(
        ['binaryCrossEntropy', 'binaryCrossEntropyGradient'],
        xs.slice(n, n + 1),
        (it, [x = NaN]) => call(it, 'binaryCrossEntropy', x, target),
        (it, [x = NaN]) => call(it, 'binaryCrossEntropyGradient', x, target),
      ),
    ),
    ...batches.map((options) =>
      loss(
        ['batchCrossEntropy', 'batchCrossEntropyGradient'],
        flat,
        (it, x) => call(it, 'batchCrossEntropy', rows(x), labels, options),
        (it, x) => call(it, 'batchCrossEntropyGradient', rows(x), labels, options),
      ),
    ),
    ...binaries.map((options) =>
      loss(
        ['batchBinaryCrossEntropy', 'batchBinaryCrossEntropyGradient'],
        xs,
        (it, x) => call(it, 'batchBinaryCrossEntropy', x, ts, options),
        (it, x) => call(it, 'batchBinaryCrossEntropyGradient', x, ts, options),
      ),
    ),
  ]
})

/**
 * (f(x + h v) − f(x − h v)) / 2h, entry by entry: the central difference of a plain checker, in
 * doubles.
 */
export const centralDifference = (
  { at, values }: Differentiable,
  v: readonly number[],
  h: number,
): number[] => quotient(values(along(at, v, h)), values(along(at, v, -h)), h)
const along = (x: readonly number[], v: readonly number[], h: number): number[] =>
  x.map((xi, i) => xi + h * at(v, i))
const quotient = (ahead: readonly number[], behind: readonly number[], h: number): number[] =>
  ahead.map((y, i) => (y - at(behind, i)) / (2 * h))

/**
 * The columns of the Jacobian as central differences: one array is handed over each time, of which
 * one entry is moved and put back.
 */
export const columnsInPlace = ({ at, values }: Differentiable, h: number): number[][] => {
  const x = [...at]
  return x.map((xj, j) => {
    const moved = (by: number) => {
      x[j] = xj + by
      return values(x)
    }
    const [ahead, behind] = [moved(h), moved(-h)]
    x[j] = xj
    return quotient(ahead, behind, h)
  })
}

/** The rows of the Jacobian: as pull-backs of unit cotangents, and as differences. */
export const jacobians = (
  f: Differentiable,
  h: number,
): { readonly analytic: number[][]; readonly numeric: number[][] } => {
  const columns = columnsInPlace(f, h)
  const m = at(columns, 0).length
  return {
    analytic: Array.from({ length: m }, (_, i) => f.pullBack([...f.at], axis(m, i))),
    numeric: Array.from({ length: m }, (_, i) => columns.map((column) => at(column, i))),
  }
}
const axis = (n: number, i: number): number[] =>
  Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))
