import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread } from '../budgets/spread.ts'
import { either, identical, near, nearEach, type Claim } from '../claim.ts'
import { cotangentEntry, labelled, logits, mapped, weightEntry, withEntries } from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import { amongMasked, isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'
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

type Pulled = Labelled & { cotangent: number[] }
const pulled: Inputs<Pulled> = withEntries('cotangent', cotangentEntry, few)
const isPulled = ({ cotangent, ...input }: Pulled): boolean =>
  isLabelled(input) && cotangent.length === input.logits.length
const pulls: Pulled[] = [
  { logits: [0], label: 0, cotangent: [1] },
  { logits: [0, 1], label: 1, cotangent: [1, 0] },
  { logits: [1000, 0, 2], label: 1, cotangent: [1, -1, 2] },
]

/** A limit; or where that is left open, the limit or NaN. */
const atLimit = (about: string, value: number, limit: number, isLeftOpen: boolean): Claim =>
  isLeftOpen ? either(about, value, limit, NaN) : identical(about, value, limit)

/** The logits with another value at the label. */
const withAt = ({ logits: z, label }: Labelled, x: number): number[] =>
  z.map((old, i) => (i === label ? x : old))

export const nanInSoftmax = law<Labelled>({
  id: 'special-values/nan-in-softmax',
  equation: 'zⱼ = NaN ⇒ softmax(z)ᵢ = NaN for every i',
  proof: 'every probability contains the sum, and the sum contains NaN.',
  uses: ['softmax'],
  policy: 'nan',
  choices: ['row'],
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
  policy: 'nan',
  choices: ['row'],
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
  equation: 'NaN in row n ⇒ Lₙ = NaN unless it is lost there, and the other rows are as they were',
  proof: 'rows are independent; whether a row keeps its NaN is declared (policy nan).',
  uses: ['batchCrossEntropy'],
  policy: 'nan',
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
    return [
      ...losses
        .slice(0, rows.length)
        .map((loss, n) =>
          near(
            `the loss of row ${n}, beside a row with NaN,`,
            loss,
            at(clean, n),
            2 * at(budgets, n),
          ),
        ),
      ...(setting.policies.nan === 'lost' ?
        []
      : [identical('the loss of the row with NaN', at(losses, rows.length), NaN)]),
    ]
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

export const allMaskedVjp = law<number[]>({
  id: 'special-values/all-masked-vjp',
  equation: 'softmaxVjp([−∞, …, −∞], g) = 0, or NaN where softmax is declared to be',
  proof: 'zero and uniform are constants, and these have no slope (policy allNegInfRow).',
  uses: ['softmaxVjp'],
  policy: 'allNegInfRow',
  inputs: (asked, style) => fc.array(cotangentEntry(asked, style), { minLength: 1, maxLength: 8 }),
  examples: [[1], [1, 0], [1, -1, 2]],
  domain: (g) => g.length > 0,
  *claims(g, { policies }) {
    const masked = g.map(() => -Infinity)
    const pull = yield* ask('softmaxVjp', masked, g)
    return pull.map((x, i) =>
      atLimit(
        `softmaxVjp(z, g)[${i}] of a row wholly masked`,
        x,
        0,
        policies.allNegInfRow === 'nan',
      ),
    )
  },
})

export const maskedInSoftGradient = law<{ logits: number[]; target: number[] }>({
  id: 'special-values/masked-in-soft-gradient',
  equation: 'zᵢ = −∞ ⇒ ∂CE(z, t)/∂zᵢ = −tᵢ, and pⱼ Σ t − tⱼ for the softmax p of the others',
  proof: 'a masked class has the probability 0; its weight counts among the others all the same.',
  uses: ['softCrossEntropyGradient'],
  inputs: withEntries(
    'target',
    weightEntry,
    mapped(maskedLogits, (z) => ({ logits: z })),
  ),
  examples: maskedExamples.flatMap((z) => [
    { logits: z, target: z.map((x) => (x === -Infinity ? 0 : 1)) },
    { logits: z, target: z.map(() => 0.5) },
  ]),
  domain: ({ logits: z, target: t }) => isMaskedInPart(z) && t.length === z.length,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const g = yield* ask('softCrossEntropyGradient', z, t)
    const mass = liftAll(t).reduce(enclosures.add)
    const truth = amongMasked(
      z,
      oracle
        .softmax(liftAll(kept(z, z)))
        .map((p, j) => enclosures.sub(enclosures.mul(p, mass), lift(at(kept(z, t), j)))),
      (i) => lift(-at(t, i)),
    )
    const budgets = budgetFor.softCrossEntropyGradient(spread(z), t, k)
    return nearEach('softCrossEntropyGradient(z, t)', g, truth, budgets)
  },
})

export const infiniteLogit = law<Labelled>({
  id: 'special-values/infinite-logit',
  equation:
    'zⱼ = +∞ ⇒ softmax(z): NaN, the limit [i = j], or NaN at j and 0 elsewhere, as declared',
  proof:
    '∞ − ∞ has no value; as zⱼ grows, pⱼ → 1, and all others '
    + 'vanish whatever stands at j (policy posInfLogit).',
  uses: ['softmax'],
  policy: 'posInfLogit',
  inputs: few,
  examples,
  domain: isLabelled,
  *claims(input, { policies }) {
    const p = yield* ask('softmax', withAt(input, Infinity))
    const [there, elsewhere] = {
      nan: [NaN, NaN] as const,
      limit: [1, 0] as const,
      mixed: [NaN, 0] as const,
    }[policies.posInfLogit ?? 'nan']
    return p.map((x, i) =>
      identical(
        `softmax(z)[${i}], with z[${input.label}] = Infinity`,
        x,
        i === input.label ? there : elsewhere,
      ),
    )
  },
})

export const infiniteLogitVjp = law<Pulled>({
  id: 'special-values/infinite-logit-vjp',
  equation: 'zⱼ = +∞ ⇒ softmaxVjp(z, g) = 0, or NaN unless the limit is declared',
  proof: 'diag p − p pᵀ vanishes as p nears one class (policy posInfLogit).',
  uses: ['softmaxVjp'],
  policy: 'posInfLogit',
  inputs: pulled,
  examples: pulls,
  domain: isPulled,
  *claims(input, { policies }) {
    const pull = yield* ask('softmaxVjp', withAt(input, Infinity), input.cotangent)
    return pull.map((x, i) =>
      atLimit(
        `softmaxVjp(z, g)[${i}], with z[${input.label}] = Infinity`,
        x,
        0,
        policies.posInfLogit !== 'limit',
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

/** Answers that nothing could make more certain: right, right, wrong and wrong. */
const certain = [
  [Infinity, 1],
  [-Infinity, 0],
  [-Infinity, 1],
  [Infinity, 0],
] as const

export const certainAnswers = law<null>({
  id: 'special-values/certain-answers',
  equation:
    'BCE(+∞, 1) = BCE(−∞, 0) = 0, BCE(−∞, 1) = BCE(+∞, 0) = +∞, each of them or NaN where '
    + 'that is declared',
  proof:
    'certainty costs nothing where it is right and everything where it is wrong; one stable form '
    + 'meets 0 · ∞ or ∞ − ∞ at some of these, another at others (policy infiniteLogit).',
  uses: ['binaryCrossEntropy'],
  policy: 'infiniteLogit',
  inputs: anywhere,
  examples: [null],
  *claims(_, { policies }) {
    const claims: Claim[] = []
    for (const [x, t] of certain) {
      const loss = yield* ask('binaryCrossEntropy', x, t)
      const limit = x > 0 === (t === 1) ? 0 : Infinity
      claims.push(
        atLimit(`binaryCrossEntropy(${x}, ${t})`, loss, limit, policies.infiniteLogit === 'nan'),
      )
    }
    return claims
  },
})

export const certainSlopes = law<null>({
  id: 'special-values/certain-slopes',
  equation:
    '∂BCE(x, t)/∂x at x = ±∞ is σ(±∞) − t: 0 where t agrees, else ±1, each of them or NaN where '
    + 'that is declared',
  proof:
    'σ(+∞) = 1 and σ(−∞) = 0, and nothing is left of a right answer to learn; forms that have a '
    + 'slope 0 · ∞ give NaN (policy infiniteLogit).',
  uses: ['binaryCrossEntropyGradient'],
  policy: 'infiniteLogit',
  inputs: anywhere,
  examples: [null],
  *claims(_, { policies }) {
    const claims: Claim[] = []
    for (const [x, t] of certain) {
      const slope = yield* ask('binaryCrossEntropyGradient', x, t)
      const limit = (x > 0 ? 1 : 0) - t
      claims.push(
        atLimit(
          `binaryCrossEntropyGradient(${x}, ${t})`,
          slope,
          limit,
          policies.infiniteLogit === 'nan',
        ),
      )
    }
    return claims
  },
})

export const specialValuesLaws = [
  nanInSoftmax,
  nanInLoss,
  nanStaysInRow,
  allMasked,
  allMaskedVjp,
  maskedInSoftGradient,
  infiniteLogit,
  infiniteLogitVjp,
  sigmoidAtInfinity,
  softplusAtInfinity,
  certainAnswers,
  certainSlopes,
]
