import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { spread } from '../budgets/softmax.ts'
import { sumAbsolute, type RowOptions } from '../budgets/batches.ts'
import { lossAbsolute } from '../budgets/losses.ts'
import { identical, near, type Claim } from '../claim.ts'
import { into, scalar, weightEntry } from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import { enclosures, liftAll } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

export type Batch = { readonly logits: number[][]; readonly labels: number[] }

/**
 * Logits of a batch stay within 1000, so that in half precision no sum of losses overflows; rows
 * alone go further.
 */
const most = 1000

/** One to four rows of one to four classes, with a label each. */
export const batches: Inputs<Batch> = (format, style) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.array(
        fc.tuple(
          fc.array(scalar(format, style), { minLength: 4, maxLength: 4 }),
          fc.nat({ max: 3 }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([classes, rows]) => ({
      logits: rows.map(([row]) =>
        row.slice(0, classes).map((x) => into(Math.max(-most, Math.min(most, x)), format)),
      ),
      labels: rows.map(([, turn]) => turn % classes),
    }))

/** Whether every row has the same number of classes and a label among them. */
export const isBatch = ({ logits, labels }: Batch): boolean =>
  labels.length === logits.length
  && logits.every(
    (z) => z.length > 0 && z.length === logits[0]?.length && z.every((x) => Math.abs(x) <= most),
  )
  && labels.every((y, n) => Number.isInteger(y) && y >= 0 && y < at(logits, n).length)

/**
 * A weight for each class, in [1/8, 2] and none of them 0, so that a mean always has something to
 * divide by.
 */
export const classWeights: Inputs<number[]> = (format, style) =>
  fc.array(
    weightEntry(format, style).map((w) => into(Math.max(w, 0.125) * 2, format)),
    { minLength: 4, maxLength: 4 },
  )

const examples: Batch[] = [
  { logits: [[0, 0]], labels: [0] },
  {
    logits: [
      [0, 0],
      [2, 0],
    ],
    labels: [0, 1],
  },
  {
    logits: [
      [0, 1],
      [1000, 1000],
    ],
    labels: [1, 0],
  },
  {
    logits: [
      [-1000, -1000, -1000],
      [0, 1, 2],
    ],
    labels: [2, 0],
  },
  { logits: [[0], [0.5], [1]], labels: [0, 0, 0] },
]

/**
 * Rows as numbers, where the reduction is none: the driver has checked that the answer is a vector.
 */
export function* askRows({ logits, labels }: Batch, options: RowOptions = {}) {
  return (yield* ask('batchCrossEntropy', logits, labels, {
    ...options,
    reduction: 'none',
  })) as number[]
}
export function* askReduced(
  { logits, labels }: Batch,
  reduction: 'mean' | 'sum',
  options: RowOptions = {},
) {
  return (yield* ask('batchCrossEntropy', logits, labels, { ...options, reduction })) as number
}

export const value = valueLaw<Batch>('batch/value', {
  equation: 'none: Lₙ = −log softmax(zₙ)[yₙ]',
  proof: 'by definition, row by row.',
  inputs: batches,
  examples,
  domain: isBatch,
  about: 'the losses of the rows',
})

export const rowsIndependent = law<Batch>({
  id: 'batch/rows-independent',
  equation: 'none: Lₙ(Z) = L₀([zₙ])',
  proof: 'a row is a sum over its own classes: what else is in the batch does not enter.',
  uses: ['batchCrossEntropy'],
  inputs: batches,
  examples,
  domain: isBatch,
  *claims(batch, { format }) {
    const rows = yield* askRows(batch)
    const claims: Claim[] = []
    for (const [n, z] of batch.logits.entries()) {
      const label = at(batch.labels, n)
      const [alone = NaN] = yield* askRows({ logits: [z], labels: [label] })
      claims.push(
        near(
          `the loss of row ${n}`,
          at(rows, n),
          alone,
          2 * lossAbsolute(spread(z), label, format),
        ),
      )
    }
    return claims
  },
})

export const oneRow = law<Batch>({
  id: 'batch/one-row',
  equation: 'none: Lₙ = CE(zₙ, yₙ)',
  proof: 'a batch is many single losses.',
  uses: ['batchCrossEntropy', 'crossEntropy'],
  inputs: batches,
  examples,
  domain: isBatch,
  *claims(batch, { format }) {
    const rows = yield* askRows(batch)
    const claims: Claim[] = []
    for (const [n, z] of batch.logits.entries()) {
      const alone = yield* ask('crossEntropy', z, at(batch.labels, n))
      claims.push(
        near(
          `the loss of row ${n}`,
          at(rows, n),
          alone,
          2 * lossAbsolute(spread(z), at(batch.labels, n), format),
        ),
      )
    }
    return claims
  },
})

export const sumsRows = law<Batch>({
  id: 'batch/sum',
  equation: 'sum: L = Σₙ CE(zₙ, yₙ)',
  proof: 'by definition.',
  uses: ['batchCrossEntropy'],
  inputs: batches,
  examples,
  domain: isBatch,
  *claims(batch, { format }) {
    const sum = yield* askReduced(batch, 'sum')
    const rows = yield* askRows(batch)
    const budgets = batch.logits.map(
      (z, n) => 2 * lossAbsolute(spread(z), at(batch.labels, n), format),
    )
    const truth = rows.every(Number.isFinite) ? liftAll(rows).reduce(enclosures.add) : NaN
    return [near('the sum of the losses', sum, truth, sumAbsolute(rows, budgets, format))]
  },
})

export const meanDividesByRows = valueLaw<Batch>('batch/mean', {
  equation: 'mean: L = Σₙ CE(zₙ, yₙ) / N',
  proof: 'by definition: N counts rows, not entries.',
  inputs: batches,
  examples: [
    ...examples,
    {
      logits: [
        [0, 0],
        [0, 0],
        [2, 0],
      ],
      labels: [0, 0, 0],
    },
  ],
  domain: isBatch,
  about: 'the mean loss',
})

export const empty = law<null>({
  id: 'batch/empty',
  equation: 'N = 0: none gives [], sum gives 0',
  proof: 'an empty sum is 0.',
  uses: ['batchCrossEntropy'],
  inputs: () => fc.constant(null),
  examples: [null],
  *claims() {
    const rows = yield* askRows({ logits: [], labels: [] })
    const sum = yield* askReduced({ logits: [], labels: [] }, 'sum')
    return [
      identical('the number of losses', rows.length, 0),
      identical('the sum of no losses', sum, 0),
    ]
  },
})

export const gradientValue = valueLaw<Batch>('batch/gradient', {
  equation: 'sum: ∂L/∂zₙ = softmax(zₙ) − yₙ',
  proof: 'only row n depends on zₙ, and its gradient is p − y.',
  inputs: batches,
  examples,
  domain: isBatch,
  about: 'the gradient of row',
})

export const meanGradient = valueLaw<Batch>('batch/mean-gradient', {
  equation: 'mean: ∂L/∂zₙ = (softmax(zₙ) − yₙ) / N',
  proof: 'the derivative of a mean is the mean of the derivatives.',
  inputs: batches,
  examples,
  domain: isBatch,
  about: 'the gradient of row',
})

export const batchLaws = [
  value,
  rowsIndependent,
  oneRow,
  sumsRows,
  meanDividesByRows,
  empty,
  gradientValue,
  meanGradient,
]
