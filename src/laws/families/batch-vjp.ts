import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { isInside } from '../../contract/numbers.ts'
import type { Arguments } from '../../contract/operations.ts'
import { budgetFor, budgetOf } from '../budgets/index.ts'
import { identical, near, nearEach, type Claim } from '../claim.ts'
import { cotangentEntry, mapped, weightEntry, withEntries } from '../inputs.ts'
import { ask, law, type AnyLaw, type Inputs, type Inquiry, type Law, type Setting } from '../law.ts'
import { valueLaw } from '../value-law.ts'
import { batches, classWeights, isBatch, type Batch } from './batch.ts'
import { isPartlyIgnored, partlyIgnored } from './batch-options.ts'
import { binaries, isBinary, type Binary } from './binary-batch.ts'

/**
 * Upstream gradients: a loss for each row, reduced by whoever calls, sends a cotangent for each row
 * back. Where all of them are the same, as after a sum or a mean, most mistakes do not show.
 */

type Pulled = Batch & { readonly cotangent: number[] }
type BinaryPulled = Binary & { readonly cotangent: number[] }

const pulled = withEntries('cotangent', cotangentEntry, batches)
const binaryPulled = withEntries('cotangent', cotangentEntry, binaries)
const isPulled = (input: Pulled): boolean => isBatch(input) && hasCotangent(input)
const isBinaryPulled = (input: BinaryPulled): boolean => isBinary(input) && hasCotangent(input)
const hasCotangent = ({ logits, cotangent }: Pulled | BinaryPulled): boolean =>
  cotangent.length === logits.length && cotangent.every((g) => Math.abs(g) <= 8)

const two: Batch = {
  logits: [
    [0, 0],
    [2, 0],
  ],
  labels: [0, 1],
}
const ofThree: Batch = {
  logits: [
    [1, 0, 0],
    [0, 0, 2],
  ],
  labels: [1, 2],
}
const examples: Pulled[] = [
  { logits: [[0, 0]], labels: [0], cotangent: [2] },
  { ...two, cotangent: [1, -3] },
  { ...two, cotangent: [0, 1] },
  { ...ofThree, cotangent: [0.5, 2] },
]
const binaryExamples: BinaryPulled[] = [
  { logits: [0, 2], targets: [1, 0], cotangent: [2, -1] },
  { logits: [1, -2, 0.5], targets: [0.5, 1, 0], cotangent: [0, 1, -3] },
]

export const value = valueLaw<Pulled>('batch-vjp/value', {
  equation: 'row n of the VJP is gₙ (softmax(zₙ) − yₙ)',
  proof: 'only Lₙ depends on zₙ, and its gradient is p − y.',
  inputs: pulled,
  examples,
  domain: isPulled,
  about: 'the pull-back to row',
})

export const accurate = valueLaw<Pulled>('batch-vjp/accurate', {
  equation: 'row n of the VJP is gₙ (softmax(zₙ) − yₙ), to an error that vanishes with it',
  proof: 'a product keeps a relative error, and at the label minus the sum of the others has one.',
  inputs: pulled,
  examples: [...examples, { logits: [[40, 0]], labels: [0], cotangent: [2] }],
  domain: isPulled,
  about: 'the pull-back to row',
})

type Weighted = Pulled & { readonly weights: number[] }
const weighted: Inputs<Weighted> = (asked, style) =>
  fc
    .tuple(pulled(asked, style), classWeights(asked, style))
    .map(([input, weights]) => ({ ...input, weights: weights.slice(0, input.logits[0]?.length) }))
const isWeighted = ({ weights, ...input }: Weighted): boolean =>
  isPulled(input)
  && weights.length === input.logits[0]?.length
  && weights.every((w) => w > 0 && w <= 2)
const weightedExamples: Weighted[] = [
  { ...two, cotangent: [1, -3], weights: [1, 2] },
  { ...two, cotangent: [2, 1], weights: [0.5, 2] },
]

export const weightsRows = valueLaw<Weighted>('batch-vjp/class-weights', {
  equation: 'row n of the VJP is gₙ w[yₙ] (softmax(zₙ) − yₙ)',
  proof: 'the loss that is pulled back is w[yₙ] CE(zₙ, yₙ).',
  inputs: weighted,
  examples: weightedExamples,
  domain: isWeighted,
  about: 'the pull-back to row',
  options: ({ weights }) => ({ classWeights: weights }),
})

type Smoothed = Weighted & { readonly smoothing: number }
export const smooths = valueLaw<Smoothed>('batch-vjp/smoothing-with-weights', {
  equation: 'row n of the VJP is gₙ (softmax(zₙ) Σᵢ tᵢ − t), t = w ∘ ((1 − e) yₙ + e/K)',
  proof: 'the loss that is pulled back is CE(zₙ, t), whose weights do not sum to one.',
  inputs: (asked, style) =>
    fc
      .tuple(weighted(asked, style), weightEntry(asked, style))
      .map(([input, smoothing]) => ({ ...input, smoothing })),
  examples: weightedExamples.map((input) => ({ ...input, smoothing: 0.5 })),
  domain: ({ smoothing, ...input }) => isWeighted(input) && smoothing >= 0 && smoothing <= 1,
  about: 'the pull-back to row',
  options: ({ weights, smoothing }) => ({ classWeights: weights, labelSmoothing: smoothing }),
})

export const binaryValue = valueLaw<BinaryPulled>('batch-vjp/binary', {
  equation: 'entry n of the binary VJP is gₙ (σ(xₙ) − tₙ)',
  proof: 'only Lₙ depends on xₙ, and its slope is σ(x) − t.',
  inputs: binaryPulled,
  examples: binaryExamples,
  domain: isBinaryPulled,
  about: 'the pull-back',
})

export const binaryAccurate = valueLaw<BinaryPulled>('batch-vjp/binary-accurate', {
  equation: 'entry n of the binary VJP is gₙ ((1 − tₙ) σ(xₙ) − tₙ σ(−xₙ)), relative to its terms',
  proof: 'σ(x) − 1 = −σ(−x), from which nothing cancels.',
  inputs: binaryPulled,
  examples: [...binaryExamples, { logits: [40], targets: [1], cotangent: [2] }],
  domain: isBinaryPulled,
  about: 'the pull-back',
})

type Positive = BinaryPulled & { readonly posWeight: number }
export const positiveWeight = valueLaw<Positive>('batch-vjp/pos-weight', {
  equation: 'entry n of the binary VJP is gₙ ((1 − tₙ) σ(xₙ) − w tₙ σ(−xₙ))',
  proof: 'the weight of positives is part of the loss that is pulled back.',
  inputs: (asked, style) =>
    fc
      .tuple(binaryPulled(asked, style), fc.constantFrom(2, 0.5, 4))
      .map(([input, posWeight]) => ({ ...input, posWeight })),
  examples: binaryExamples.map((input) => ({ ...input, posWeight: 2 })),
  domain: ({ posWeight, ...input }) => isBinaryPulled(input) && posWeight > 0 && posWeight <= 4,
  about: 'the pull-back',
  options: ({ posWeight }) => ({ posWeight }),
})

type Loss = 'batchCrossEntropy' | 'batchBinaryCrossEntropy'
type Statement<I> = Pick<Law<I>, 'id' | 'equation' | 'proof' | 'inputs' | 'examples' | 'domain'>

/** The law that the pull-back of a loss goes row by row. */
const apart = <I extends Pulled | BinaryPulled>(loss: Loss, statement: Statement<I>): AnyLaw =>
  law<I>({
    ...statement,
    uses: [`${loss}Vjp`],
    *claims(input, setting) {
      const { cotangent } = input
      const whole = yield* pullBack(loss, input, cotangent, setting)
      const claims: Claim[] = []
      for (const [n, g] of cotangent.entries()) {
        const only = cotangent.map((_, m) => (m === n ? g : 0))
        const alone = yield* pullBack(loss, input, only, setting)
        for (const [m, { about, value, budget }] of alone.entries()) {
          const { row, value: expected } = at(whole, m)
          claims.push(
            row === n ?
              near(about, value, expected, 2 * budget)
            : identical(`${about}, from row ${n} alone`, value, 0),
          )
        }
      }
      return claims
    },
  })

const blocks = 'the Jacobian is made of blocks: no row reads the cotangent of another.'

export const ownCotangent = apart<Pulled>('batchCrossEntropy', {
  id: 'batch-vjp/own-cotangent',
  equation: 'the VJP of gₙ eₙ is row n of the VJP of g, and 0 in every other row',
  proof: blocks,
  inputs: pulled,
  examples,
  domain: isPulled,
})

export const binaryOwnCotangent = apart<BinaryPulled>('batchBinaryCrossEntropy', {
  id: 'batch-vjp/binary-own-cotangent',
  equation: 'the binary VJP of gₙ eₙ is entry n of the VJP of g, and 0 in every other entry',
  proof: blocks,
  inputs: binaryPulled,
  examples: binaryExamples,
  domain: isBinaryPulled,
})

/** The law that a cotangent of equal entries, 1 or 1/N, gives the gradient of the reduced loss. */
const constant = <I extends Batch | Binary>(
  loss: Loss,
  reduction: 'sum' | 'mean',
  statement: Statement<I>,
): AnyLaw =>
  law<I>({
    ...statement,
    uses: [`${loss}Vjp`, `${loss}Gradient`],
    *claims(input, setting) {
      const share = reduction === 'mean' ? 1 / input.logits.length : 1
      const pull = yield* pullBack(
        loss,
        input,
        input.logits.map(() => share),
        setting,
      )
      const args = [input.logits, besideLogits(input), { reduction }]
      const gradient = yield* answerOf(`${loss}Gradient`, args, setting)
      return pull.map(({ about, value, budget }, i) => {
        const slope = at(gradient, i)
        return near(about, value, slope.value, budget + slope.budget)
      })
    },
  })

const ofSum = 'each loss enters the sum once.'
const ofMean = 'each of the N losses enters the mean by 1/N; of N = 1, 2, 4 that is a number.'

export const onesGiveSum = constant<Batch>('batchCrossEntropy', 'sum', {
  id: 'batch-vjp/ones',
  equation: 'the VJP of [1, …, 1] is the gradient of the sum',
  proof: ofSum,
  inputs: batches,
  examples: [two, ofThree],
  domain: isBatch,
})

export const binaryOnesGiveSum = constant<Binary>('batchBinaryCrossEntropy', 'sum', {
  id: 'batch-vjp/binary-ones',
  equation: 'the binary VJP of [1, …, 1] is the gradient of the sum',
  proof: ofSum,
  inputs: binaries,
  examples: [{ logits: [0, 2], targets: [1, 0] }],
  domain: isBinary,
})

/** As many rows as make a power of two, whose reciprocal every format holds. */
const halvable = <X>(rows: readonly X[]): X[] =>
  rows.slice(0, 2 ** Math.floor(Math.log2(rows.length)))
const isHalvable = ({ logits }: Batch | Binary): boolean =>
  halvable<unknown>(logits).length === logits.length

export const sharesGiveMean = constant<Batch>('batchCrossEntropy', 'mean', {
  id: 'batch-vjp/shares',
  equation: 'the VJP of [1/N, …, 1/N] is the gradient of the mean',
  proof: ofMean,
  inputs: mapped(batches, ({ logits, labels }) => ({
    logits: halvable(logits),
    labels: halvable(labels),
  })),
  examples: [two, ofThree],
  domain: (input) => isBatch(input) && isHalvable(input),
})

export const binarySharesGiveMean = constant<Binary>('batchBinaryCrossEntropy', 'mean', {
  id: 'batch-vjp/binary-shares',
  equation: 'the binary VJP of [1/N, …, 1/N] is the gradient of the mean',
  proof: ofMean,
  inputs: mapped(binaries, ({ logits, targets }) => ({
    logits: halvable(logits),
    targets: halvable(targets),
  })),
  examples: [{ logits: [0, 2], targets: [1, 0] }],
  domain: (input) => isBinary(input) && isHalvable(input),
})

const partlyIgnoredPulled = withEntries('cotangent', cotangentEntry, partlyIgnored)
const isPartlyIgnoredPulled = (input: Pulled): boolean =>
  isPartlyIgnored(input) && hasCotangent(input)
const ignoredExamples: Pulled[] = [
  { ...two, cotangent: [1, -3] },
  {
    logits: [
      [0, 1, 2],
      [3, 0, 1],
      [0, 0, 0],
    ],
    labels: [2, 0, 1],
    cotangent: [0.5, 2, -1],
  },
]
const ignoring = { reduction: 'none', ignoreIndex: 0 } as const
const notFinite = [NaN, Infinity, -Infinity]

/** Zero in every entry of the ignored rows. */
const zeroWhereIgnored = (pull: readonly number[][], labels: readonly number[], where: string) =>
  pull.flatMap((row, n) =>
    labels[n] === 0 ?
      row.map((x, i) => identical(`the pull-back to the ignored row ${n}[${i}]${where}`, x, 0))
    : [],
  )

export const ignoredRow = law<Pulled>({
  id: 'batch-vjp/ignored-row',
  equation: 'yₙ = ignoreIndex ⇒ row n of the VJP is 0, whatever gₙ is, NaN and ±∞ too',
  proof: 'an ignored row has the loss 0 and no slope: its cotangent is not read.',
  uses: ['batchCrossEntropyVjp'],
  needs: ['ignoreIndex'],
  inputs: partlyIgnoredPulled,
  examples: ignoredExamples,
  domain: isPartlyIgnoredPulled,
  *claims({ logits, labels, cotangent }) {
    const pull = yield* ask('batchCrossEntropyVjp', logits, labels, cotangent, ignoring)
    const claims = [zeroWhereIgnored(pull, labels, '')]
    for (const x of notFinite) {
      const sent = cotangent.map((g, n) => (labels[n] === 0 ? x : g))
      const other = yield* ask('batchCrossEntropyVjp', logits, labels, sent, ignoring)
      claims.push(zeroWhereIgnored(other, labels, `, for a cotangent of ${x} there,`))
    }
    return claims.flat()
  },
})

export const ignoredRowUnread = law<Pulled>({
  id: 'batch-vjp/ignored-row-unread',
  equation:
    'yₙ = ignoreIndex ⇒ row n of the VJP is 0, and the others as they were, where zₙ has NaN or ±∞',
  proof: 'padding holds whatever it holds: a product with a mask of 0 makes NaN of it.',
  uses: ['batchCrossEntropyVjp'],
  needs: ['ignoreIndex'],
  inputs: partlyIgnoredPulled,
  examples: ignoredExamples,
  domain: isPartlyIgnoredPulled,
  *claims({ logits, labels, cotangent }, { textbook: k, domain }) {
    const clean = yield* ask('batchCrossEntropyVjp', logits, labels, cotangent, ignoring)
    const budgets = budgetFor.batchCrossEntropyVjp(logits, labels, cotangent, ignoring, k)
    const claims: Claim[][] = []
    for (const x of notFinite.filter((x) => domain === undefined || isInside(domain, x))) {
      const padded = logits.map((z, n) => (labels[n] === 0 ? z.with(0, x) : z))
      const pull = yield* ask('batchCrossEntropyVjp', padded, labels, cotangent, ignoring)
      claims.push(zeroWhereIgnored(pull, labels, `, with ${x} in it,`))
      for (const [n, row] of pull.entries()) {
        const about = `the pull-back to row ${n}, beside an ignored row with ${x},`
        const granted = at(budgets, n).map((budget) => 2 * budget)
        if (labels[n] !== 0) claims.push(nearEach(about, row, at(clean, n), granted))
      }
    }
    return claims.flat()
  },
})

/** A number of an answer: the row that it belongs to, what it is, and what it may be off by. */
type Entry = {
  readonly row: number
  readonly about: string
  readonly value: number
  readonly budget: number
}

const pullBack = (
  loss: Loss,
  input: Batch | Binary,
  cotangent: readonly number[],
  setting: Setting,
): Inquiry<Entry[]> =>
  answerOf(
    `${loss}Vjp`,
    [input.logits, besideLogits(input), cotangent, { reduction: 'none' }],
    setting,
  )

/** The numbers of an answer, row by row: of a column each is a row by itself. */
function* answerOf(
  operation: `${Loss}${'Vjp' | 'Gradient'}`,
  args: readonly unknown[],
  { textbook }: Setting,
): Inquiry<Entry[]> {
  // These operations take such arguments, and their budgets have the shape of their answers.
  const answer = yield* ask(operation, ...(args as Arguments<typeof operation>))
  const budgets = budgetOf(operation, args, textbook) as number[] | number[][]
  return answer.flatMap((row, n) => {
    const granted = [at<number | number[]>(budgets, n)].flat()
    return typeof row === 'number' ?
        [{ row: n, about: `the pull-back[${n}]`, value: row, budget: at(granted, 0) }]
      : row.map((value, i) => ({
          row: n,
          about: `the pull-back to row ${n}[${i}]`,
          value,
          budget: at(granted, i),
        }))
  })
}

const besideLogits = (input: Batch | Binary): readonly number[] =>
  'labels' in input ? input.labels : input.targets

export const batchVjpLaws = [
  value,
  ownCotangent,
  onesGiveSum,
  sharesGiveMean,
  weightsRows,
  smooths,
  ignoredRow,
  ignoredRowUnread,
  accurate,
  binaryValue,
  binaryOwnCotangent,
  binaryOnesGiveSum,
  binarySharesGiveMean,
  positiveWeight,
  binaryAccurate,
]
