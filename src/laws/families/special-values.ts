import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread } from '../budgets/spread.ts'
import { identical, near } from '../claim.ts'
import { labelled, logits } from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import { batches, isBatch, ofRows, type Batch } from './batch.ts'

type Labelled = { logits: number[]; label: number }
const few = labelled(logits({ most: 4 }))
const isLabelled = ({ logits: z, label }: Labelled): boolean => z[label] !== undefined
const examples: Labelled[] = [
  { logits: [0], label: 0 },
  { logits: [0, 1], label: 1 },
  { logits: [1000, 0, 2], label: 1 },
]
const anywhere: Inputs<null> = () => fc.constant(null)

/** The logits with another value at the label. */
const withAt = ({ logits: z, label }: Labelled, x: number): number[] =>
  z.map((old, i) => (i === label ? x : old))

export const nanInSoftmax = law<Labelled>({
  id: 'special-values/nan-in-softmax',
  equation: 'zⱼ = NaN ⇒ softmax(z)ᵢ = NaN for every i',
  proof: 'every probability contains the sum, and the sum contains NaN.',
  uses: ['softmax'],
  inputs: few,
  examples,
  domain: isLabelled,
  *claims(input) {
    const p = yield* ask('softmax', withAt(input, NaN))
    return p.map((x, i) => identical(`softmax(z)[${i}], with NaN in z,`, x, NaN))
  },
})

export const nanInLoss = law<Labelled>({
  id: 'special-values/nan-in-loss',
  equation: 'zⱼ = NaN ⇒ CE(z, y) = NaN for every y',
  proof: 'the normaliser contains every logit: a loss that hides a NaN hides a bug.',
  uses: ['crossEntropy'],
  inputs: few,
  examples,
  domain: isLabelled,
  *claims(input) {
    const loss = yield* ask('crossEntropy', withAt(input, NaN), 0)
    return [identical('crossEntropy(z, 0), with NaN in z,', loss, NaN)]
  },
})

export const nanStaysInRow = law<Batch>({
  id: 'special-values/nan-stays-in-its-row',
  equation: 'NaN in row n ⇒ Lₙ = NaN, and the other rows are as they were',
  proof: 'rows are independent.',
  uses: ['batchCrossEntropy'],
  inputs: batches,
  examples: [
    {
      logits: [
        [0, 1],
        [2, 0],
      ],
      labels: [0, 1],
    },
  ],
  domain: isBatch,
  *claims({ logits: rows, labels }, setting) {
    const poisoned = [...rows, at(rows, 0).map((x, i) => (i === 0 ? NaN : x))]
    const options = { reduction: 'none' } as const
    const clean = (yield* ask('batchCrossEntropy', rows, labels, options)) as number[]
    const losses = (yield* ask('batchCrossEntropy', poisoned, [...labels, 0], options)) as number[]
    const budgets = ofRows({ logits: rows, labels }, setting)
    return losses.map((loss, n) =>
      n === rows.length ?
        identical('the loss of the row with NaN', loss, NaN)
      : near(
          `the loss of row ${n}, beside a row with NaN,`,
          loss,
          at(clean, n),
          2 * at(budgets, n),
        ),
    )
  },
})

export const allMasked = law<number>({
  id: 'special-values/all-masked',
  equation: 'softmax([−∞, …, −∞]): NaN, zero or uniform, as declared',
  proof: '0/0 has no value: the implementation says what it gives (policy allNegInfRow).',
  uses: ['softmax'],
  policy: 'allNegInfRow',
  inputs: () => fc.integer({ min: 1, max: 8 }),
  examples: [1, 2],
  domain: (n) => Number.isInteger(n) && n >= 1,
  *claims(n, setting) {
    const k = setting.textbook
    const p = yield* ask('softmax', Array<number>(n).fill(-Infinity))
    const expected = { nan: NaN, zero: 0, uniform: 1 / n }[setting.policies.allNegInfRow ?? 'nan']
    const budgets = budgetFor.softmax(spread(p.map(() => 0)), k)
    return p.map((x, i) =>
      near(`softmax(z)[${i}] of a row wholly masked`, x, expected, at(budgets, i)),
    )
  },
})

export const infiniteLogit = law<Labelled>({
  id: 'special-values/infinite-logit',
  equation: 'zⱼ = +∞ ⇒ softmax(z): NaN or the limit [i = j], as declared',
  proof: '∞ − ∞ has no value; as zⱼ grows, pⱼ → 1 (policy posInfLogit).',
  uses: ['softmax'],
  policy: 'posInfLogit',
  inputs: few,
  examples,
  domain: isLabelled,
  *claims(input, { policies }) {
    const p = yield* ask('softmax', withAt(input, Infinity))
    return p.map((x, i) =>
      identical(
        `softmax(z)[${i}], with z[${input.label}] = Infinity`,
        x,
        policies.posInfLogit === 'limit' ?
          i === input.label ?
            1
          : 0
        : NaN,
      ),
    )
  },
})

export const sigmoidAtInfinity = law<null>({
  id: 'special-values/sigmoid-at-infinity',
  equation: 'σ(+∞) = 1, σ(−∞) = 0',
  proof: 'the limits exist: nothing is left to choose.',
  uses: ['sigmoid'],
  inputs: anywhere,
  examples: [null],
  *claims() {
    return [
      identical('sigmoid(Infinity)', yield* ask('sigmoid', Infinity), 1),
      identical('sigmoid(-Infinity)', yield* ask('sigmoid', -Infinity), 0),
    ]
  },
})

export const softplusAtInfinity = law<null>({
  id: 'special-values/softplus-at-infinity',
  equation: 'softplus(+∞) = +∞, softplus(−∞) = 0',
  proof: 'the limits exist: nothing is left to choose.',
  uses: ['softplus'],
  inputs: anywhere,
  examples: [null],
  *claims() {
    return [
      identical('softplus(Infinity)', yield* ask('softplus', Infinity), Infinity),
      identical('softplus(-Infinity)', yield* ask('softplus', -Infinity), 0),
    ]
  },
})

export const certainAnswers = law<null>({
  id: 'special-values/certain-answers',
  equation: 'BCE(+∞, 1) = BCE(−∞, 0) = 0, BCE(−∞, 1) = BCE(+∞, 0) = +∞',
  proof:
    'certainty costs nothing where it is right and everything '
    + 'where it is wrong; a term with weight 0 is not there.',
  uses: ['binaryCrossEntropy'],
  inputs: anywhere,
  examples: [null],
  *claims() {
    return [
      identical(
        'binaryCrossEntropy(Infinity, 1)',
        yield* ask('binaryCrossEntropy', Infinity, 1),
        0,
      ),
      identical(
        'binaryCrossEntropy(-Infinity, 0)',
        yield* ask('binaryCrossEntropy', -Infinity, 0),
        0,
      ),
      identical(
        'binaryCrossEntropy(-Infinity, 1)',
        yield* ask('binaryCrossEntropy', -Infinity, 1),
        Infinity,
      ),
      identical(
        'binaryCrossEntropy(Infinity, 0)',
        yield* ask('binaryCrossEntropy', Infinity, 0),
        Infinity,
      ),
    ]
  },
})

export const specialValuesLaws = [
  nanInSoftmax,
  nanInLoss,
  nanStaysInRow,
  allMasked,
  infiniteLogit,
  sigmoidAtInfinity,
  softplusAtInfinity,
  certainAnswers,
]
