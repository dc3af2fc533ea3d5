import { total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { truncation } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, near } from '../claim.ts'
import {
  directed,
  logits,
  stepsExactly,
  weightEntry,
  withCompanion,
  withEntries,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { enclosures, lift } from '../oracle.ts'
import { risesAlong } from '../rises-along.ts'
import { valueLaw } from '../value-law.ts'
import {
  distributed,
  entropy,
  isNormalised,
  isTame,
  normalised,
  weighted,
  type Weighted,
} from './soft-cross-entropy.ts'

const examples: Weighted[] = [
  { logits: [1, 0], target: [0.25, 0.75] },
  { logits: [0, 0], target: [0.5, 0.5] },
  { logits: [0, 0], target: [1, 0] },
  { logits: [0, 0], target: [2, 0] },
  { logits: [0, 40], target: [1, 0] },
  { logits: [0, 1000], target: [0.5, 0.5] },
  { logits: [-1000, -1000, -1001], target: [0, 0.25, 0.5] },
]

export const nonNegative = law<Weighted>({
  id: 'kl-divergence/non-negative',
  equation: 'Σ t = 1 ⇒ KL(t ‖ softmax(z)) ≥ 0',
  proof: 'log x ≤ x − 1 gives Σ tᵢ log(pᵢ / tᵢ) ≤ Σ pᵢ − Σ tᵢ = 0 (Gibbs).',
  uses: ['klDivergence'],
  inputs: normalised,
  examples: distributed,
  domain: isNormalised,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const divergence = yield* ask('klDivergence', z, t)
    const budget = budgetFor.klDivergence(spread(z), t, k)
    return [atLeast('klDivergence(z, t)', divergence, 0, budget)]
  },
})

export const lessEntropy = law<Weighted>({
  id: 'kl-divergence/cross-entropy-less-entropy',
  equation: 'KL(t ‖ softmax(z)) = CE(z, t) − H(t)',
  proof: 't log(t / p) = −t log p + t log t, term by term, where 0 log 0 = 0.',
  uses: ['klDivergence', 'softCrossEntropy'],
  inputs: weighted,
  examples,
  domain: isTame,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const divergence = yield* ask('klDivergence', z, t)
    const loss = yield* ask('softCrossEntropy', z, t)
    const s = spread(z)
    const budget = budgetFor.klDivergence(s, t, k) + budgetFor.softCrossEntropy(s, t, k)
    const expected = Number.isFinite(loss) ? enclosures.sub(lift(loss), entropy(t)) : loss
    return [near('klDivergence(z, t)', divergence, expected, budget)]
  },
})

export const slope = law<Weighted & { direction: number[] }>({
  id: 'kl-divergence/slope-of-own-loss',
  equation: '∂KL/∂z · v = (KL(z + hv, t) − KL(z − hv, t)) / 2h + O(h²)',
  proof:
    'Taylor: the even terms cancel, and the third derivative is Σ t times a third cumulant of v, '
    + 'bounded by its range; the entropy of t moves with no logit.',
  uses: ['klDivergence', 'klDivergenceGradient'],
  inputs: withEntries('target', weightEntry, directed(logits())),
  examples: examples.map((input) => ({
    ...input,
    direction: input.logits.map((_, i) => (i === 0 ? 1 : -1)),
  })),
  domain: stepsExactly,
  claims: ({ target: t, ...input }, setting) =>
    risesAlong('klDivergenceGradient(z, t)', input, setting, {
      value: {
        at: (z) => ask('klDivergence', z, t),
        budget: (s, k) => budgetFor.klDivergence(s, t, k),
      },
      gradient: {
        at: (z) => ask('klDivergenceGradient', z, t),
        budget: (s, k) => budgetFor.klDivergenceGradient(s, t, k),
      },
      truncation: (h, v) => total(t) * truncation(h, v),
    }),
})

export const value = valueLaw<Weighted>('kl-divergence/value', {
  equation: 'KL(t ‖ softmax(z)) = Σ tᵢ (log tᵢ − log pᵢ), p = softmax(z)',
  proof: 'by definition; what the target never has adds nothing, for t log t → 0.',
  inputs: weighted,
  examples,
  domain: isTame,
})

export const gradient = valueLaw<Weighted>('kl-divergence/gradient', {
  equation: '∂KL/∂zᵢ = pᵢ Σ t − tᵢ, p = softmax(z)',
  proof: 'the entropy of the target has no slope in z: it is the gradient of the cross-entropy.',
  inputs: withCompanion('target', logits(), weightEntry),
  examples,
})

export const accurate = valueLaw<Weighted>('kl-divergence/accurate', {
  equation: 'KL(t ‖ softmax(z)) = Σ tᵢ (log tᵢ + (z_k − zᵢ) + log1p(Σ_{j ≠ k} e^(zⱼ − z_k)))',
  proof: 'each logarithm errs by a few units in its last place, wherever the logits lie.',
  inputs: weighted,
  examples: [...examples, { logits: [1e4, 1e4 + 8], target: [0.5, 0.5] }],
  domain: isTame,
})

export const gradientAccurate = valueLaw<Weighted>('kl-divergence/gradient-accurate', {
  equation: '∂KL/∂zᵢ = pᵢ Σ_{j ≠ i} tⱼ − tᵢ Σ_{j ≠ i} pⱼ',
  proof: 'pᵢ Σ t − tᵢ, where pᵢ tᵢ is in both terms and cancels before anything is rounded.',
  inputs: withCompanion('target', logits(), weightEntry),
  examples,
})

export const klDivergenceLaws = [
  nonNegative,
  lessEntropy,
  slope,
  value,
  gradient,
  accurate,
  gradientAccurate,
]
