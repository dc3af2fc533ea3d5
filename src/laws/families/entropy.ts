import { zero } from '../../arithmetic/exact.ts'
import { budgetFor } from '../budgets/index.ts'
import { both, truncationOfEntropy } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { identical, near, nearEach } from '../claim.ts'
import { directed, logits, shifted, staysExact, stepsExactly } from '../inputs.ts'
import { ask, law } from '../law.ts'
import { hidden, isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { risesAlong } from '../rises-along.ts'
import { valueLaw } from '../value-law.ts'

const examples: number[][] = [
  [0],
  [0, 0],
  [1, 0],
  [0, 1, 2],
  [3, 3, 0, 0],
  [40, 0],
  [0, -746],
  [1000, 0],
  [-1000, -1000],
]

export const bounds = law<number[]>({
  id: 'entropy/bounds',
  equation: '0 ≤ H(softmax(z)) ≤ log N',
  proof:
    'no term −p log p is negative, and the logarithm is concave: that of the mean of 1/p is N.',
  uses: ['entropy'],
  inputs: logits(),
  examples,
  *claims(z, { textbook: k }) {
    const { hi } = enclosures.log(lift(z.length))
    const entropy = yield* ask('entropy', z)
    return [near('entropy(z)', entropy, { lo: zero, hi }, budgetFor.entropy(spread(z), k))]
  },
})

export const shiftInvariant = law<{ logits: number[]; shift: number }>({
  id: 'entropy/shift-invariant',
  equation: 'H(softmax(z + c)) = H(softmax(z))',
  proof: 'a common shift moves no probability.',
  uses: ['entropy'],
  inputs: shifted(logits()),
  examples: [
    { logits: [0, 0], shift: 1000 },
    { logits: [0, 1], shift: -1000 },
    { logits: [0, 1], shift: 64 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift: c }, { textbook: k }) {
    const far = z.map((x) => x + c)
    const [before, after] = [yield* ask('entropy', z), yield* ask('entropy', far)]
    const budget = budgetFor.entropy(spread(z), k) + budgetFor.entropy(spread(far), k)
    return [near('entropy(z + c)', after, before, budget)]
  },
})

export const masksOut = law<number[]>({
  id: 'entropy/masks-out',
  equation: 'zᵢ = −∞ ⇒ H and its gradient are those of the others, and 0 at i',
  proof: '0 log 0 = 0, the limit of p log p: what cannot occur is no surprise.',
  uses: ['entropy', 'entropyGradient'],
  inputs: maskedLogits,
  examples: maskedExamples,
  domain: isMaskedInPart,
  *claims(z, { textbook: k }) {
    const others = kept(z, z)
    const [entropy, ofMasked] = [yield* ask('entropy', others), yield* ask('entropy', z)]
    const slopes = yield* ask('entropyGradient', others)
    const slopesOfMasked = yield* ask('entropyGradient', z)
    const [s, t] = [spread(others), spread(z)]
    const budgets = both(budgetFor.entropyGradient(s, k), kept(z, budgetFor.entropyGradient(t, k)))
    return [
      near(
        'entropy([x, −∞, y])',
        ofMasked,
        entropy,
        budgetFor.entropy(s, k) + budgetFor.entropy(t, k),
      ),
      ...hidden(z, slopesOfMasked).map((x) => identical('entropyGradient([x, −∞, y]) at −∞', x, 0)),
      ...nearEach(
        'entropyGradient([x, −∞, y]) elsewhere',
        kept(z, slopesOfMasked),
        slopes,
        budgets,
      ),
    ]
  },
})

export const slope = law<{ logits: number[]; direction: number[] }>({
  id: 'entropy/slope-of-own-value',
  equation: '∇H · v = (H(z + hv) − H(z − hv)) / 2h + O(h²)',
  proof:
    'the even terms of Taylor cancel, and the third derivative is made of cumulants of v and of '
    + 'the gaps, whose mean is at most H ≤ log N.',
  uses: ['entropy', 'entropyGradient'],
  inputs: directed(logits()),
  examples: [[0], [0, 0], [1, 0], [0, 2, 1], [40, 0]].flatMap((z) => [
    { logits: z, direction: z.map((_, i) => (i === 0 ? 1 : 0)) },
    { logits: z, direction: z.map(() => 1) },
  ]),
  domain: stepsExactly,
  claims: (input, setting) =>
    risesAlong('entropyGradient(z)', input, setting, {
      value: { at: (z) => ask('entropy', z), budget: (s, k) => budgetFor.entropy(s, k) },
      gradient: {
        at: (z) => ask('entropyGradient', z),
        budget: (s, k) => budgetFor.entropyGradient(s, k),
      },
      truncation: truncationOfEntropy,
    }),
})

export const value = valueLaw<number[]>('entropy/value', {
  equation: 'H(softmax(z)) = −Σ pᵢ log pᵢ, p = softmax(z)',
  proof: 'by definition; −log pᵢ is the loss at i, which overflows nowhere.',
  inputs: logits(),
  examples,
})

export const gradient = valueLaw<number[]>('entropy/gradient', {
  equation: '∂H/∂zᵢ = −pᵢ (log pᵢ + H), p = softmax(z)',
  proof:
    'the chain rule: the Jacobian of softmax is diag(p) − p pᵀ, and the slope of H −log p − 1.',
  inputs: logits(),
  examples,
})

export const accurate = valueLaw<number[]>('entropy/accurate', {
  equation: 'H(softmax(z)) = Σ pᵢ ((z_k − zᵢ) + log1p(Σ_{j ≠ k} e^(zⱼ − z_k))), z_k = max z',
  proof: 'no term is negative, so that nothing cancels however certain the answer is.',
  inputs: logits(),
  examples: [...examples, [0, -40], [1e4, 9990]],
})

export const gradientAccurate = valueLaw<number[]>('entropy/gradient-accurate', {
  equation: '∂H/∂zᵢ = pᵢ (gᵢ − Σⱼ pⱼ gⱼ) with the gaps g = max z − z',
  proof: '−log p is a shift of the gaps, and the greatest logit has none.',
  inputs: logits(),
  examples: [...examples, [0, -40], [1e4, 9990]],
})

export const entropyLaws = [
  bounds,
  shiftInvariant,
  masksOut,
  slope,
  value,
  gradient,
  accurate,
  gradientAccurate,
]
