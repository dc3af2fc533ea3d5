import type { BatchOptions } from '../../src/contract/operations.ts'
import { checker, call, type Checker, type Subject } from './checker.ts'
import { normals, uniforms } from './random.ts'
import { valuesAgree, type Question } from './value-check.ts'

/** numpy's assert_allclose: |x − y| ≤ atol + rtol |y|, NaN beside NaN. */
const close = (x: number, y: number): boolean =>
  Object.is(x, y) || x === y || Math.abs(x - y) <= 1e-7 + 1e-3 * Math.abs(y)

/**
 * Rows of ONNX's seven softmax cases: one small, one with large numbers, and |normal| tensors of 3
 * × 4 × 5 along each axis.
 */
const rows: number[][] = [
  [-1, 0, 1],
  [0, 1, 2, 3],
  [10000, 10001, 10002, 10003],
  ...[3, 4, 5].flatMap((n) =>
    ['a', 'b', 'c', 'd'].map((name) => normals(`checkers/onnx/${n}/${name}`)(n).map(Math.abs)),
  ),
]
const scalars = [-1, 0, 1, ...normals('checkers/onnx/scalars')(60)]
const sums = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
  uniforms(`checkers/onnx/sums/${name}`)(2).map((x) => 20 * x - 10),
)
const scores = ['a', 'b', 'c'].map((name) => uniforms(`checkers/onnx/scores/${name}`)(5))
const labels = [0, 2, 4]
const weights = [0.9, 0.7, 0.8, 0.9, 0.9]
const options: BatchOptions[] = (['none', 'mean', 'sum'] as const).flatMap((reduction) => [
  { reduction },
  { reduction, classWeights: weights },
  { reduction, ignoreIndex: 0 },
])

const ask = (uses: Subject['uses'], of: Question): Subject => ({
  uses,
  passes: valuesAgree(of, (x, y) => close(x, y)),
})

export const onnx: Checker = checker({
  name: 'ONNX backend tests',
  of: 'values',
  source: 'https://github.com/onnx/onnx/blob/main/docs/Operators.md',
  rule: '|x − y| ≤ 1e-7 + 1e-3 |y| for every entry',
  inputs:
    'Softmax and LogSoftmax on [−1, 0, 1], [0 … 3], [10000 … 10003] and '
    + '|normal| rows of 3 to 5; Sigmoid and Softplus on normal numbers; '
    + 'ReduceLogSumExp within ±10; SoftmaxCrossEntropyLoss on uniform scores in [0, 1), 3 × 5, with weights and ignore_index',
  subjects: [
    ...rows.flatMap((z) => [
      ask(['softmax'], (it) => call(it, 'softmax', [...z])),
      ask(['logSoftmax'], (it) => call(it, 'logSoftmax', [...z])),
    ]),
    ...scalars.flatMap((x) => [
      ask(['sigmoid'], (it) => [call(it, 'sigmoid', x)]),
      ask(['softplus'], (it) => [call(it, 'softplus', x)]),
    ]),
    ...sums.map((z) => ask(['logSumExp'], (it) => [call(it, 'logSumExp', [...z])])),
    ...scores.map((z, n) =>
      ask(['crossEntropy'], (it) => [call(it, 'crossEntropy', [...z], labels[n] ?? 0)]),
    ),
    ...options.map((chosen) =>
      ask(['batchCrossEntropy'], (it) =>
        [
          call(
            it,
            'batchCrossEntropy',
            scores.map((z) => [...z]),
            [...labels],
            chosen,
          ),
        ].flat(),
      ),
    ),
  ],
})
