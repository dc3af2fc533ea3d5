import { roundNumber } from '../../src/arithmetic/format.ts'
import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { reductions } from '../../src/contract/options.ts'
import { rowOf, type BatchOptions, type OperationName } from '../../src/contract/operations.ts'
import { normals, uniforms } from './random.ts'
import { is16Bits, tensorCheck } from './tensors.ts'

/** How kernels are checked today: beside another program, on tensors of a few shapes. */

const within = (least: number, most: number) => (name: string) => (count: number) =>
  uniforms(name)(count).map((x) => least + (most - least) * x)
const inAll = (options: Omit<BatchOptions, 'reduction'>): BatchOptions[] =>
  reductions.map((reduction) => ({ reduction, ...options }))
const weightsOf = (classes: number): number[] => within(0.5, 1.5)(`weights ${classes}`)(classes)
const hundredfold = (name: string) => (count: number) => normals(name)(count).map((x) => 100 * x)
const any = (): boolean => true
const isSoftmax = (operation: OperationName): boolean =>
  operation === 'softmax' || operation === 'softmaxVjp'

/** |x − y| ≤ atol + rtol |y| for every entry, as `allclose` has it. */
const allClose = (
  xs: readonly number[],
  ys: readonly number[],
  [atol, rtol]: readonly [atol: number, rtol: number],
): boolean =>
  xs.every((x, i) => {
    const y = at(ys, i)
    return x === y || Math.abs(x - y) <= atol + rtol * Math.abs(y)
  })

/** The greatest distance of two tensors: NaN where one holds NaN. */
const apart = (xs: readonly number[], ys: readonly number[]): number =>
  greatest(
    xs.map((x, i) => (x === ys[i] ? 0 : Math.abs(x - at(ys, i)))),
    0,
  )

/** The rows of Liger's smaller batches, 3 × 423. */
const ligerRows = 1269
const isReduced = (options: unknown, reduction: BatchOptions['reduction']): boolean =>
  // The last argument of a batch operation.
  (options as BatchOptions).reduction === reduction

export const kernelBench = tensorCheck({
  name: 'KernelBench',
  source: 'https://github.com/ScalingIntelligence/KernelBench/blob/main/src/kernelbench/eval.py',
  rule: '|x − y| ≤ a + a |y| for every entry, y by eager PyTorch, a = 1e-4, in 16 bits 1e-2; forward alone',
  inputs:
    'numbers uniform in [0, 1), in binary32: a row of 4,096 classes, where it has 4,096 rows of 393,216, of which zeros '
    + 'would pass for the softmax, and a mean over 4,096 × 10, as in its first edition; one of five draws',
  tensors: {
    draws: () => [within(0, 1)],
    asks: (operation) =>
      rowOf(operation).role === 'value'
      && /softmax|logSumExp|sigmoid|softplus|^(batchC|c)rossEntropy$/i.test(operation),
    rows: () => [4096],
    batches: [{ rows: 4096, classes: 10 }],
    options: () => [{ reduction: 'mean' }],
    scalars: 100,
    widest: 'binary32',
  },
  passes: (it) =>
    allClose(it.received, it.eager, is16Bits(it.format) ? [1e-2, 1e-2] : [1e-4, 1e-4]),
})
export const liger = tensorCheck({
  name: 'Liger-Kernel’s tests',
  source: 'https://github.com/linkedin/Liger-Kernel/tree/main/test/transformers',
  rule:
    '|x − y| ≤ 1e-8 + r |y| for every entry, y by eager PyTorch, r = 1e-6, in bfloat16 5e-2; '
    + 'softmax to 1e-5 and 1e-5, in bfloat16 5e-2 and 5e-2; gradients too',
  inputs:
    'standard normal numbers, in binary32: softmax of 8 to 4,096 classes; of its 1,269 × 32,000 losses 1 × 32,000, '
    + '1,269 × 4, and 2 × 4,096 with each option by itself, where the gradient of a mean has a share of 1,269 still',
  tensors: {
    draws: () => [normals],
    asks: (operation) =>
      isSoftmax(operation) || /^(batchC|c)rossEntropy(Gradient|Vjp)?$/.test(operation),
    rows: (operation) => (isSoftmax(operation) ? [8, 16, 256, 1023, 4096] : [32_000]),
    batches: [
      { rows: 2, classes: 4096 },
      { rows: ligerRows, classes: 4 },
      { rows: 1, classes: 32_000 },
    ],
    options: (classes) => [
      { reduction: 'mean' },
      ...(classes === 4 ? [{ reduction: 'sum' } as const] : []),
      ...(classes === 4096 ?
        ([
          { reduction: 'none' },
          { reduction: 'sum', ignoreIndex: 2 },
          { reduction: 'mean', ignoreIndex: 2 },
          { reduction: 'mean', labelSmoothing: 0.1 },
          { reduction: 'mean', zLoss: 1e-4 },
          { reduction: 'mean', classWeights: weightsOf(classes) },
          { reduction: 'mean', labelSmoothing: 0.1, ignoreIndex: 1 },
        ] as const)
      : []),
    ],
    scalars: 0,
    widest: 'binary32',
  },
  passes: ({ operation, args: [rows, , options], received, eager, format }) => {
    const a = is16Bits(format) ? 5e-2 : 1e-5
    if (isSoftmax(operation)) return allClose(received, eager, [a, a])
    const isMean = operation === 'batchCrossEntropyGradient' && isReduced(options, 'mean')
    const share = isMean && Array.isArray(rows) ? rows.length / ligerRows : 1
    return allClose(received, eager, [1e-8 / share, is16Bits(format) ? 5e-2 : 1e-6])
  },
})

const closeness: Readonly<Record<string, readonly [atol: number, rtol: number]>> = {
  binary64: [1e-7, 1e-7],
  binary32: [1e-5, 1.3e-6],
  binary16: [1e-5, 1e-3],
  bfloat16: [1e-5, 1.6e-2],
}
export const assertClose = tensorCheck({
  name: 'torch.testing.assert_close',
  source: 'https://docs.pytorch.org/docs/stable/testing.html',
  rule:
    '|x − y| ≤ atol + rtol |y| for every entry, y by eager PyTorch: binary64 1e-7 and 1e-7, binary32 1e-5 '
    + 'and 1.3e-6, binary16 1e-5 and 1e-3, bfloat16 1e-5 and 1.6e-2; gradients too',
  inputs:
    'numbers uniform within ±9 as PyTorch’s OpInfo makes them, in binary64: rows of 5, batches of 2 × 3 '
    + 'with weights or an ignored class, and 20 numbers',
  tensors: {
    draws: () => [within(-9, 9)],
    asks: any,
    rows: () => [5],
    batches: [{ rows: 2, classes: 3 }],
    options: (classes) => [
      ...inAll({}),
      ...inAll({ classWeights: weightsOf(classes) }),
      ...inAll({ ignoreIndex: 1 }),
    ],
    scalars: 20,
    widest: 'binary64',
  },
  passes: ({ received, eager, format }) =>
    allClose(received, eager, closeness[format.name] ?? [0, 0]),
})

export const flashAttention = tensorCheck({
  name: 'FlashAttention’s rule',
  source: 'https://github.com/Dao-AILab/flash-attention/blob/main/hopper/test_flash_attn.py',
  rule:
    'max |x − y| ≤ 2 max |p − y| + 2 max |(y + 0.3 − 0.3) − y| in the format, y the truth and p by eager '
    + 'PyTorch; gradients too',
  inputs:
    'standard normal numbers, in bfloat16: rows of 97 to 2,048 classes, the lengths of its sequences, and means '
    + 'over 8 × 128 and 4 × 1,025',
  tensors: {
    draws: () => [normals],
    asks: any,
    rows: () => [97, 128, 200, 384, 768, 1024, 1025, 2048],
    batches: [
      { rows: 8, classes: 128 },
      { rows: 4, classes: 1025 },
    ],
    options: () => [{ reduction: 'mean' }, { reduction: 'none' }],
    scalars: 20,
    widest: 'bfloat16',
  },
  passes: ({ received, golden, eager, format }) => {
    const store = (x: number): number => roundNumber(x, format)
    const moved = golden.map((y) => store(store(store(y) + 0.3) - 0.3))
    const floor = apart(moved, golden.map(store))
    return apart(received, golden) <= 2 * apart(eager, golden) + 2 * floor
  },
})

export const goldenGate = tensorCheck({
  name: 'golden in binary64, gate relative to eager',
  source:
    'https://github.com/pytorch/torchtitan/blob/main/.claude/skills/kernel-numerics-verifier/SKILL.md',
  rule:
    'max |x − y| ≤ 2 max |p − y| + max |y rounded − y|, y the truth and p by eager PyTorch; no verdict where '
    + 'max |p − y| exceeds a tenth of max |y|; gradients too',
  inputs:
    'standard normal numbers, in small tensors hundredfold as well, in bfloat16: rows of 1, of one less and one more '
    + 'than 128 and 1,024, for losses also of 32,000; batches of 3 × 129, 129 × 5 and 1 × 32,000, each option by itself on the small ones; '
    + 'not the entropy of a row, one number, which eager PyTorch may hit by chance',
  tensors: {
    draws: (classes) => (classes > 1025 ? [normals] : [normals, hundredfold]),
    asks: (operation) => operation !== 'entropy',
    rows: (operation) =>
      [1, 127, 129, 1023, 1025].concat(/crossEntropy/i.test(operation) ? 32_000 : []),
    batches: [
      { rows: 3, classes: 129 },
      { rows: 129, classes: 5 },
      { rows: 1, classes: 32_000 },
    ],
    options: (classes) =>
      classes > 129 ?
        [{ reduction: 'mean' }]
      : [
          ...inAll({}),
          ...inAll({ ignoreIndex: 2 }),
          ...inAll({ labelSmoothing: 0.1 }),
          ...inAll({ classWeights: weightsOf(classes) }),
        ],
    scalars: 20,
    widest: 'bfloat16',
  },
  passes: ({ received, golden, eager, format }) => {
    const floor = apart(
      golden.map((y) => roundNumber(y, format)),
      golden,
    )
    const error = apart(eager, golden)
    const scale = greatest(golden.map(Math.abs), floor)
    return error > 0.1 * scale || apart(received, golden) <= 2 * error + floor
  },
})

export const boundaryShapes = tensorCheck({
  name: 'fuzzing at boundary shapes',
  source: 'https://arxiv.org/abs/2606.27396',
  rule:
    '|x − y| ≤ a max(1, |y|) for every entry, y the truth rounded, a = 1e-4, in 16 bits 2e-2, as it has them for '
    + 'the softmax, whose entries are below 1; forward alone',
  inputs:
    'numbers uniform within ±10, in binary32: rows of 1, 3, 7, 256 and 1,025 classes, batches of such rows, and of so '
    + 'many rows of 3',
  tensors: {
    draws: () => [within(-10, 10)],
    asks: (operation) => rowOf(operation).role === 'value',
    rows: () => [1, 3, 7, 256, 1025],
    batches: [1, 3, 7, 256, 1025].flatMap((n) => [
      { rows: 3, classes: n },
      { rows: n, classes: 3 },
    ]),
    options: () => inAll({}),
    scalars: 20,
    widest: 'binary32',
  },
  passes: ({ received, golden, format }) => {
    const a = is16Bits(format) ? 2e-2 : 1e-4
    return received.every((x, i) => {
      const y = roundNumber(at(golden, i), format)
      return x === y || Math.abs(x - y) <= a * Math.max(1, Math.abs(y))
    })
  },
})
