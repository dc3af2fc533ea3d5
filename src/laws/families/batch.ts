import * as fc from 'fast-check'
import { at, total } from '../../arithmetic/sequence.ts'
import type { BatchOptions } from '../../contract/operations.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread } from '../budgets/spread.ts'
import { identical, near, type Claim } from '../claim.ts'
import { into, intoTargets, scalar, weightEntry } from '../inputs.ts'
import { ask, law, type Inputs, type Setting } from '../law.ts'
import { enclosures, liftAll } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

export type Batch = { readonly logits: number[][]; readonly labels: number[] }

/**
 * Logits of a batch stay within 1000, so that in half precision no sum of losses overflows; rows
 * alone go further.
 */
const most = 1000

/** One to four rows of one to four classes, with a label each. */
export const batches: Inputs<Batch> = (asked, style) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.array(
        fc.tuple(
          fc.array(scalar(asked, style), { minLength: 4, maxLength: 4 }),
          fc.nat({ max: 3 }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([classes, rows]) => ({
      logits: rows.map(([row]) =>
        row
          .slice(0, classes)
          .map((x) => Math.max(-most, Math.min(most, x)))
          .map(into(asked)),
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
export const classWeights: Inputs<number[]> = (asked, style) =>
  fc.array(
    weightEntry(asked, style).map((w) => intoTargets(Math.max(w, 0.125) * 2, asked)),
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

type RowOptions = Omit<BatchOptions, 'reduction'>

/** What each row may be off by, where the reduction is none. */
export const ofRows = ({ logits, labels }: Batch, { textbook }: Setting): number[] =>
  // Under this reduction there is a budget for each row.
  budgetFor.batchCrossEntropy(logits, labels, { reduction: 'none' }, textbook) as number[]

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
  *claims(batch, setting) {
    const rows = yield* askRows(batch)
    const budgets = ofRows(batch, setting)
    const claims: Claim[] = []
    for (const [n, z] of batch.logits.entries()) {
      const label = at(batch.labels, n)
      const [alone = NaN] = yield* askRows({ logits: [z], labels: [label] })
      claims.push(near(`the loss of row ${n}`, at(rows, n), alone, 2 * at(budgets, n)))
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
  *claims(batch, setting) {
    const k = setting.textbook
    const rows = yield* askRows(batch)
    const budgets = ofRows(batch, setting)
    const claims: Claim[] = []
    for (const [n, z] of batch.logits.entries()) {
      const label = at(batch.labels, n)
      const alone = yield* ask('crossEntropy', z, label)
      const budget = at(budgets, n) + budgetFor.crossEntropy(spread(z), label, k)
      claims.push(near(`the loss of row ${n}`, at(rows, n), alone, budget))
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
  *claims(batch, setting) {
    const k = setting.textbook
    const sum = yield* askReduced(batch, 'sum')
    const rows = yield* askRows(batch)
    const truth = rows.every(Number.isFinite) ? liftAll(rows).reduce(enclosures.add) : NaN
    const ofSum = budgetFor.batchCrossEntropy(
      batch.logits,
      batch.labels,
      { reduction: 'sum' },
      k,
    ) as number
    return [near('the sum of the losses', sum, truth, ofSum + total(ofRows(batch, setting)))]
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

export const accurate = valueLaw<Batch>('batch/accurate', {
  equation: 'none: Lₙ = (m − zₙ[y]) + log1p(Σ of the others), to a relative error',
  proof: 'two terms of one sign, row by row: nothing cancels however small the loss.',
  inputs: batches,
  examples: [...examples, { logits: [[40, 0]], labels: [0] }],
  domain: isBatch,
  about: 'the losses of the rows',
})

export const accurateGradient = valueLaw<Batch>('batch/gradient-accurate', {
  equation: 'sum: ∂L/∂zₙ = softmax(zₙ) − yₙ, to an error that vanishes with it',
  proof: 'at the label it is minus the sum of the others, from which nothing cancels.',
  inputs: batches,
  examples: [...examples, { logits: [[40, 0]], labels: [0] }],
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
  accurate,
  accurateGradient,
]
