import * as fc from 'fast-check'
import { exact, negate, times } from '../../arithmetic/exact.ts'
import { isMember } from '../../arithmetic/format.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { along } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, exactTotal, identical, inner, near } from '../claim.ts'
import {
  isModerate,
  logits,
  mapped,
  moderate,
  moderateEach,
  weightEntry,
  withCompanion,
  withEntries,
} from '../inputs.ts'
import { ask, law, type Asked, type Inputs } from '../law.ts'
import { hidden, isMaskedInPart, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

export type Weighted = { logits: number[]; target: number[] }
const moderateLogits = mapped(logits(), moderateEach)
export const weighted = withCompanion('target', moderateLogits, weightEntry)
export const isTame = ({ logits: z }: Weighted, asked: Asked): boolean => isModerate(z, asked)

const examples: Weighted[] = [
  { logits: [0, 0], target: [0.5, 0.5] },
  { logits: [1, 0], target: [0.25, 0.75] },
  { logits: [0, 0], target: [2, 0] },
  { logits: [0, 40], target: [1, 0] },
  { logits: [0, 1000], target: [0.5, 0.5] },
  { logits: [0, 1000], target: [0, 1] },
  { logits: [-1000, -1000, -1001], target: [0, 0.25, 0.5] },
]

/** Multiples of 1/64 up to 1: sums and small multiples of them are numbers of every format. */
const sixtyFourth: Inputs<number> = mapped(weightEntry, (x) => Math.round(64 * x) / 64)

/** Weights in multiples of 1/256 that sum to one exactly, in the given proportions. */
const distribution = (weights: readonly number[]): number[] => {
  const whole = total(weights)
  let soFar = 0
  const upTo = weights.map((w) => (whole === 0 ? 256 : Math.round((256 * (soFar += w)) / whole)))
  return upTo.map((x, i) => (x - (upTo[i - 1] ?? 0)) / 256)
}
export const normalised: Inputs<Weighted> = mapped(weighted, ({ logits: z, target }) => ({
  logits: z,
  target: distribution(target),
}))
export const isNormalised = (input: Weighted, asked: Asked): boolean =>
  isTame(input, asked) && input.target.every((t) => t >= 0) && total(input.target) === 1
export const distributed: Weighted[] = [
  { logits: [0, 0], target: [0.5, 0.5] },
  { logits: [0, 0], target: [1, 0] },
  { logits: [1, 0], target: [0.25, 0.75] },
  { logits: [0, 40], target: [0.5, 0.5] },
  { logits: [-1000, 0, 1000], target: [0.25, 0.25, 0.5] },
]
/** −Σ tᵢ log tᵢ, where 0 log 0 is 0. */
export const entropy = (target: readonly number[]) =>
  target
    .filter((t) => t > 0)
    .map((t) => enclosures.mul(lift(-t), enclosures.log(lift(t))))
    .reduce(enclosures.add, lift(0))

export const gibbs = law<Weighted>({
  id: 'soft-cross-entropy/gibbs',
  equation: 'Σ t = 1 ⇒ CE(z, t) ≥ −Σ tᵢ log tᵢ',
  proof:
    'log x ≤ x − 1 gives Σ tᵢ log(pᵢ / tᵢ) ≤ Σ pᵢ − Σ tᵢ = 0 '
    + '(Gibbs): the entropy of the target is the least loss.',
  uses: ['softCrossEntropy'],
  inputs: normalised,
  examples: distributed,
  domain: isNormalised,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const loss = yield* ask('softCrossEntropy', z, t)
    return [
      atLeast(
        'softCrossEntropy(z, t)',
        loss,
        entropy(t),
        budgetFor.softCrossEntropy(spread(z), t, k),
      ),
    ]
  },
})

export const entropyPlusDivergence = law<Weighted>({
  id: 'soft-cross-entropy/entropy-plus-divergence',
  equation: 'Σ t = 1 ⇒ CE(z, t) = H(t) + KL(t ‖ softmax(z))',
  proof: '−t log p = −t log t + t log(t / p), term by term.',
  uses: ['softCrossEntropy'],
  inputs: normalised,
  examples: distributed,
  domain: isNormalised,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const loss = yield* ask('softCrossEntropy', z, t)
    const logP = oracle.logSoftmax(liftAll(z))
    const divergence = t.flatMap((x, i) =>
      x > 0 ? [enclosures.mul(lift(x), enclosures.sub(enclosures.log(lift(x)), at(logP, i)))] : [],
    )
    return [
      near(
        'softCrossEntropy(z, t)',
        loss,
        divergence.reduce(enclosures.add, entropy(t)),
        budgetFor.softCrossEntropy(spread(z), t, k),
      ),
    ]
  },
})

export const isExpectedSurprise = law<Weighted>({
  id: 'soft-cross-entropy/is-expected-surprise',
  equation: 'CE(z, t) = −Σ tᵢ logSoftmax(z)ᵢ',
  proof: 'by definition: logSoftmax(z) is log p.',
  uses: ['softCrossEntropy', 'logSoftmax'],
  inputs: weighted,
  examples,
  domain: isTame,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const loss = yield* ask('softCrossEntropy', z, t)
    const surprise = inner(t, yield* ask('logSoftmax', z))
    const s = spread(z)
    const budget = budgetFor.softCrossEntropy(s, t, k) + along(t, budgetFor.logSoftmax(s, k))
    return [
      near(
        'softCrossEntropy(z, t)',
        loss,
        typeof surprise === 'number' ? NaN : negate(surprise),
        budget,
      ),
    ]
  },
})

export const linearInTarget = law<Weighted & { other: number[] }>({
  id: 'soft-cross-entropy/linear-in-target',
  equation: 'CE(z, s + t) = CE(z, s) + CE(z, t)',
  proof: '−Σ tᵢ log pᵢ is a sum with the weights as factors.',
  uses: ['softCrossEntropy'],
  inputs: withEntries('other', sixtyFourth, withCompanion('target', moderateLogits, sixtyFourth)),
  examples: [
    { logits: [0, 0], target: [1, 0], other: [0, 1] },
    { logits: [1, 0], target: [0.25, 0.25], other: [0.5, 0.25] },
    { logits: [0, 40], target: [1, 0], other: [1, 0] },
    { logits: [1000, 0], target: [1, 0], other: [0.5, 0.5] },
  ],
  domain: (input, asked) =>
    isTame(input, asked)
    && input.target.every((t, i) => isMember(t + at(input.other, i), asked.numbers.targets)),
  *claims({ logits: z, target: t, other: r }, { textbook: k }) {
    const sum = t.map((x, i) => x + at(r, i))
    const whole = yield* ask('softCrossEntropy', z, sum)
    const parts = [yield* ask('softCrossEntropy', z, t), yield* ask('softCrossEntropy', z, r)]
    const s = spread(z)
    const budget = [sum, t, r].reduce((total, x) => total + budgetFor.softCrossEntropy(s, x, k), 0)
    return [near('softCrossEntropy(z, s + t)', whole, exactTotal(parts), budget)]
  },
})

export const homogeneous = law<Weighted & { factor: number }>({
  id: 'soft-cross-entropy/homogeneous',
  equation: 'CE(z, c t) = c CE(z, t)',
  proof: 'a common factor of the weights leaves the sum −Σ tᵢ log pᵢ: weights need not sum to one.',
  uses: ['softCrossEntropy'],
  inputs: (asked, style) =>
    fc
      .tuple(
        withCompanion('target', moderateLogits, sixtyFourth)(asked, style),
        fc.constantFrom(2, 3, 0.5, 0),
      )
      .map(([input, factor]) => ({ ...input, factor })),
  examples: [
    { logits: [0, 0], target: [1, 0], factor: 2 },
    { logits: [1, 0], target: [0.25, 0.75], factor: 3 },
    { logits: [0, 40], target: [1, 0], factor: 0.5 },
    { logits: [0, 1000], target: [1, 1], factor: 2 },
    { logits: [0, 1000], target: [1, 0], factor: 0 },
  ],
  domain: (input, asked) =>
    isTame(input, asked)
    && input.target.every((t) => isMember(t * input.factor, asked.numbers.targets)),
  *claims({ logits: z, target: t, factor: c }, { textbook: k }) {
    const scaled = t.map((x) => c * x)
    const loss = yield* ask('softCrossEntropy', z, t)
    const whole = yield* ask('softCrossEntropy', z, scaled)
    const s = spread(z)
    const expected = Number.isFinite(loss) ? times(exact(c), exact(loss)) : c * loss
    return [
      near(
        'softCrossEntropy(z, c t)',
        whole,
        expected,
        budgetFor.softCrossEntropy(s, scaled, k) + c * budgetFor.softCrossEntropy(s, t, k),
      ),
    ]
  },
})

export const value = valueLaw<Weighted>('soft-cross-entropy/value', {
  equation: 'CE(z, t) = Σ tᵢ (gapᵢ + log Σⱼ e^(−gapⱼ)), gapᵢ = max z − zᵢ',
  proof: 'by definition, with −log pᵢ in its shifted form.',
  inputs: weighted,
  examples,
  domain: isTame,
})

export const accurate = valueLaw<Weighted>('soft-cross-entropy/accurate', {
  equation:
    'CE(z, t) = Σ tᵢ (gapᵢ + log1p(Σ_{j ≠ k} e^(−gapⱼ))), to an error relative to its terms',
  proof: 'for weights of at least 0 all terms are positive, and each vanishes with its loss.',
  inputs: weighted,
  examples,
  domain: isTame,
})

export const maskedWeight = law<Weighted>({
  id: 'soft-cross-entropy/masked-weight',
  equation: 'zᵢ = −∞, tᵢ > 0 ⇒ CE(z, t) = ∞, where no masked class has the weight 0',
  proof: 'tᵢ (−log 0) = ∞; of the weight 0, forms of the sum make 0 or 0 · ∞.',
  uses: ['softCrossEntropy'],
  inputs: mapped(
    withEntries(
      'target',
      weightEntry,
      mapped(maskedLogits, (z, asked) => ({
        logits: z.map((x) => (x === -Infinity ? x : moderate(x, asked))),
      })),
    ),
    ({ logits: z, target: t }) => ({
      logits: z,
      target: t.map((x, i) => (z[i] === -Infinity ? Math.max(x, 0.25) : x)),
    }),
  ),
  examples: maskedExamples.map((z) => ({ logits: z, target: z.map(() => 0.5) })),
  domain: ({ logits: z, target: t }, asked) =>
    isMaskedInPart(z)
    && t.length === z.length
    && t.every((x) => x >= 0)
    && isModerate(
      z.map((x) => (x === -Infinity ? 0 : x)),
      asked,
    )
    && hidden(z, t).every((x) => x >= asked.numbers.arithmetic.leastNormal),
  *claims({ logits: z, target: t }) {
    const loss = yield* ask('softCrossEntropy', z, t)
    return [identical('softCrossEntropy(z, t) with weight on a masked class', loss, Infinity)]
  },
})

export const softCrossEntropyLaws = [
  gibbs,
  entropyPlusDivergence,
  isExpectedSurprise,
  linearInTarget,
  homogeneous,
  value,
  accurate,
  maskedWeight,
]
