import { describe, expect, it } from 'vitest'
import { references } from '../../src/core/reference.ts'
import { formatInWords } from '../../src/contract/numbers.ts'

describe.each(references)('$name, of logits whose sum is zero or infinite', ({ operations }) => {
  const { logSumExp, zLoss, zLossGradient } = operations
  it.each([
    { z: [-Infinity, -Infinity], mass: -Infinity, loss: Infinity, slopes: [NaN, NaN] },
    { z: [Infinity, 0], mass: Infinity, loss: Infinity, slopes: [Infinity, 0] },
    { z: [Infinity, Infinity], mass: Infinity, loss: Infinity, slopes: [Infinity, Infinity] },
    { z: [Infinity, NaN], mass: NaN, loss: NaN, slopes: [NaN, NaN] },
  ])('$z, takes the limit, or NaN where there is none', ({ z, mass, loss, slopes }) => {
    expect([logSumExp?.(z), zLoss?.(z), zLossGradient?.(z)]).toEqual([mass, loss, slopes])
  })
})

describe.each(references)('$name, of infinite logits in a row', ({ operations }) => {
  const { logSumExp, softmax, crossEntropy, crossEntropyGradient, batchCrossEntropy } = operations
  it.each([
    { z: [Infinity, 0], shares: [1, 0] },
    { z: [0, Infinity, -Infinity], shares: [0, 1, 0] },
    { z: [Infinity, 0, Infinity], shares: [0.5, 0, 0.5] },
    { z: [-Infinity, 0], shares: [0, 1] },
  ])('$z, gives all to the greatest', ({ z, shares }) => {
    expect(softmax?.(z)).toEqual(shares)
    for (const [label, share] of shares.entries()) {
      const loss = share === 0 ? Infinity : expect.closeTo(-Math.log(share), 2)
      const slopes = shares.map((p, i) => expect.closeTo(i === label ? p - 1 : p, 12))
      expect(crossEntropy?.(z, label)).toEqual(loss)
      expect(crossEntropyGradient?.(z, label)).toEqual(slopes)
      expect(batchCrossEntropy?.([z], [label], { reduction: 'sum' })).toEqual(loss)
    }
  })
  it('counts what is left of a row that is masked in part', () => {
    expect([logSumExp?.([-Infinity, 2]), logSumExp?.([-Infinity, 2, -Infinity])]).toEqual([2, 2])
  })
  it.each([Infinity, NaN, -Infinity, 9])('does not read %d behind a mask', (hidden) => {
    const [rows, mask] = [[[hidden, 0, 0]], [[0, 1, 1]]]
    expect(batchCrossEntropy?.(rows, [1], { reduction: 'sum', mask })).toBeCloseTo(Math.LN2, 2)
  })
})

describe.each(references)('$name, of rows with an answer each', ({ operations }) => {
  const rows = [
    [0, 0],
    [3, 3],
  ]
  it('takes weights, targets and cotangents row by row', () => {
    const none = { reduction: 'none' } as const
    const halves = [
      [0.5, 0.5],
      [0.5, 0.5],
    ]
    const twice = (x: number) => [expect.closeTo(x, 1), expect.closeTo(x, 1)]
    expect(operations.batchSoftCrossEntropy?.(rows, halves, none)).toEqual(twice(Math.LN2))
    expect(operations.batchSoftCrossEntropyVjp?.(rows, halves, [1, 1], none)).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(operations.batchMultilabelCrossEntropy?.(rows, halves, none)).toEqual([
      twice(Math.LN2),
      twice(Math.log(2 * Math.cosh(1.5))),
    ])
    expect(operations.batchMultilabelCrossEntropyVjp?.(rows, halves, rows, none)).toEqual([
      [0, 0],
      twice(1.36),
    ])
  })
})

describe.each(references)('$name, of NaN among the logits', ({ operations }) => {
  it.each([[[NaN]], [[NaN, 0]], [[0, NaN]], [[-Infinity, NaN]], [[0, NaN, 0, NaN]]])(
    '%o, answers NaN, whichever the label',
    (z) => {
      const nans = z.map(() => NaN)
      const ones = z.map(() => 1)
      expect([operations.softmax?.(z), operations.logSoftmax?.(z)]).toEqual([nans, nans])
      expect(operations.softmaxVjp?.(z, ones)).toEqual(nans)
      expect(operations.logSoftmaxVjp?.(z, ones)).toEqual(nans)
      expect(operations.softCrossEntropyGradient?.(z, ones)).toEqual(nans)
      for (const label of z.keys()) {
        expect(operations.crossEntropy?.(z, label)).toBeNaN()
        expect(operations.crossEntropyGradient?.(z, label)).toEqual(nans)
        expect(operations.batchCrossEntropyGradient?.([z], [label], { reduction: 'none' })).toEqual(
          [nans],
        )
      }
    },
  )
})

describe('the references', () => {
  it('read, compute and answer in the formats that they declare', () => {
    // In 8 bits a sum of ones stops at 256.
    const ones = Array.from({ length: 300 }, () => 0)
    expect(
      references.map(({ name, format, operations }) => [
        name,
        formatInWords(format),
        operations.logSumExp?.(ones),
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "core:binary64",
          "binary64",
          5.703782474656201,
        ],
        [
          "core:binary32",
          "binary32",
          5.703782558441162,
        ],
        [
          "core:binary16",
          "binary16",
          5.703125,
        ],
        [
          "core:bfloat16",
          "bfloat16",
          5.71875,
        ],
        [
          "core:binary16-arithmetic",
          "binary16 logits, binary16 arithmetic, binary16 results",
          5.703125,
        ],
        [
          "core:bfloat16-arithmetic",
          "bfloat16 logits, bfloat16 arithmetic, bfloat16 results",
          5.5625,
        ],
        [
          "core:bfloat16-binary32",
          "bfloat16 logits, binary32 arithmetic, binary32 results",
          5.703782558441162,
        ],
        [
          "core:decimal50",
          "binary64",
          5.703782474656201,
        ],
      ]
    `)
  })
  it('declare how well their exp and log are rounded, and every policy without a default', () => {
    for (const { elementary, policies } of references)
      expect({ elementary, policies }).toEqual({
        elementary: { ulp: 1 },
        policies: {
          allNegInfRow: 'nan',
          posInfLogit: 'limit',
          infiniteLogit: 'limit',
          allIgnoredMean: 'nan',
          labelOutOfRange: 'error',
          targetOutOfRange: 'formula',
          nan: 'row',
        },
      })
  })
})

describe.each(references)('$name, of a label that is no class', ({ operations }) => {
  it.each([1.5, 2, -1, -100, NaN, Infinity, 2 ** 31, 2 ** 32, 2 ** 53])('refuses %d', (label) => {
    const rows = [
      [0, 0],
      [1, 0],
    ]
    const [labels, options] = [[0, label], { reduction: 'none', ignoreIndex: 0 }] as const
    for (const call of [
      () => operations.crossEntropy?.([0, 0], label),
      () => operations.crossEntropyGradient?.([0, 0], label),
      () => operations.batchCrossEntropy?.(rows, [...labels], options),
      () => operations.batchCrossEntropyGradient?.(rows, [...labels], options),
    ])
      expect(call).toThrow(`expected an index below 2, but received ${label}`)
  })
})

describe.each(references)('$name, of an infinite logit', ({ operations }) => {
  it.each([
    [Infinity, 1, 0, 0],
    [Infinity, 0, Infinity, 1],
    [-Infinity, 0, 0, 0],
    [-Infinity, 1, Infinity, -1],
    [-Infinity, 0.5, Infinity, -0.5],
  ])('%d and a target %d, takes the limit', (x, t, loss, slope) => {
    expect(operations.binaryCrossEntropy?.(x, t)).toBe(loss)
    expect(operations.binaryCrossEntropyGradient?.(x, t)).toBeCloseTo(slope, 12)
  })
})

describe.each(references)('$name, of an ignored row', ({ operations }) => {
  const { batchCrossEntropy, batchCrossEntropyGradient, batchCrossEntropyVjp } = operations
  const labels = [-100, 1]
  it.each([NaN, Infinity, -Infinity, 0])('with %d in it, has no loss and no slope', (x) => {
    const rows = [
      [x, 1],
      [0, 0],
    ]
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      const options = { reduction, ignoreIndex: -100 }
      const loss = batchCrossEntropy?.(rows, labels, options)
      expect(loss).toEqual(
        reduction === 'none' ? [0, expect.closeTo(Math.LN2, 2)] : expect.closeTo(Math.LN2, 2),
      )
      expect(batchCrossEntropyGradient?.(rows, labels, options)).toEqual([
        [0, 0],
        [0.5, -0.5],
      ])
    }
  })
  it.each([
    { zLoss: 0.5 },
    { labelSmoothing: 0.5 },
    { focusing: 2 },
    { classWeights: [2, 3] },
    { softCap: 1 },
    { temperature: 2 },
  ])('counts nothing, with %j', (others) => {
    const options = { reduction: 'sum', ignoreIndex: 0, ...others } as const
    const [ignored, row] = [
      [3, 1],
      [0, 2],
    ]
    expect(batchCrossEntropy?.([ignored, row], [0, 1], options)).toBe(
      batchCrossEntropy?.([row], [1], options),
    )
    const alone = batchCrossEntropyGradient?.([row], [1], options) as number[][]
    expect(batchCrossEntropyGradient?.([ignored, row], [0, 1], options)).toEqual([[0, 0], ...alone])
  })
  it.each([NaN, Infinity, -3, 0])('pulls a cotangent of %d back to zeros', (g) => {
    const rows = [
      [NaN, 1],
      [0, 0],
    ]
    const options = { reduction: 'none', ignoreIndex: -100 } as const
    expect(batchCrossEntropyVjp?.(rows, labels, [g, 2], options)).toEqual([
      [0, 0],
      [1, -1],
    ])
  })
})
