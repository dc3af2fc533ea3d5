import { exact, times } from '../../arithmetic/exact.ts'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { both, truncationOfZLoss } from '../budgets/relations.ts'
import { logSumExpOf, spread } from '../budgets/spread.ts'
import { identical, near, nearEach } from '../claim.ts'
import { directed, labelled, logits, stepsExactly } from '../inputs.ts'
import { ask, law } from '../law.ts'
import { risesAlong } from '../rises-along.ts'
import { valueLaw } from '../value-law.ts'
import { holdsTwiceLogSumExp } from '../values.ts'

const examples: number[][] = [
  [0],
  [0, 0],
  [1, 0],
  [-1, -1, -1],
  [40, 0],
  [-40, -30],
  [1000, 0],
  [-1000, -1000],
  [8e307, -1.7e308],
]

export const square = law<number[]>({
  id: 'z-loss/square-of-log-sum-exp',
  equation: 'zLoss(z) = LSE(z)²',
  proof: 'by definition, of whatever the implementation takes the logarithm of the sum to be.',
  uses: ['zLoss', 'logSumExp'],
  inputs: logits(),
  examples,
  *claims(z, { textbook: k }) {
    const [loss, mass] = [yield* ask('zLoss', z), yield* ask('logSumExp', z)]
    const s = spread(z)
    const [w, e] = [Math.abs(logSumExpOf(s)), budgetFor.logSumExp(s, k)]
    const budget = budgetFor.zLoss(s, k) + e * (2 * w + e)
    const squared = Number.isFinite(mass) ? times(exact(mass), exact(mass)) : mass ** 2
    return [near('zLoss(z)', loss, squared, budget)]
  },
})

export const slope = law<{ logits: number[]; direction: number[] }>({
  id: 'z-loss/slope-of-own-loss',
  equation: '∇zLoss(z) · v = (zLoss(z + hv) − zLoss(z − hv)) / 2h + O(h²)',
  proof:
    'the even terms of Taylor cancel, and the third derivative of a square of LSE '
    + 'is made of its cumulants, which the range of v bounds.',
  uses: ['zLoss', 'zLossGradient'],
  inputs: directed(logits()),
  examples: [[0], [0, 0], [1, 0], [0, 2, 1], [-3, -5], [40, 0]].flatMap((z) => [
    { logits: z, direction: z.map((_, i) => (i === 0 ? 1 : 0)) },
    { logits: z, direction: z.map(() => 1) },
  ]),
  domain: stepsExactly,
  claims: (input, setting) =>
    risesAlong('zLossGradient(z)', input, setting, {
      value: { at: (z) => ask('zLoss', z), budget: (s, k) => budgetFor.zLoss(s, k) },
      gradient: {
        at: (z) => ask('zLossGradient', z),
        budget: (s, k) => budgetFor.zLossGradient(s, k),
      },
      truncation: truncationOfZLoss,
    }),
})

export const masksOut = law<{ logits: number[]; label: number }>({
  id: 'z-loss/masks-out',
  equation: 'z′ = [x, −∞, y] ⇒ zLoss(z′) = zLoss([x, y]), ∇zLoss(z′) = […, 0, …]',
  proof: 'e^(−∞) = 0 adds nothing to the sum, wherever it stands, and has no slope.',
  uses: ['zLoss', 'zLossGradient'],
  inputs: labelled(logits()),
  examples: [
    { logits: [0], label: 0 },
    { logits: [1, 0], label: 1 },
    { logits: [1000], label: 0 },
  ],
  domain: ({ logits: z }, asked) => holdsTwiceLogSumExp(z, asked),
  *claims({ logits: z, label }, { textbook: k }) {
    const masked = z.toSpliced(label, 0, -Infinity)
    const [loss, ofMasked] = [yield* ask('zLoss', z), yield* ask('zLoss', masked)]
    const [slopes, slopesOfMasked] = [
      yield* ask('zLossGradient', z),
      yield* ask('zLossGradient', masked),
    ]
    const [s, t] = [spread(z), spread(masked)]
    const kept = slopesOfMasked.toSpliced(label, 1)
    return [
      near('zLoss([x, −∞, y])', ofMasked, loss, budgetFor.zLoss(s, k) + budgetFor.zLoss(t, k)),
      identical('zLossGradient([x, −∞, y]) at −∞', at(slopesOfMasked, label), 0),
      ...nearEach(
        'zLossGradient([x, −∞, y]) elsewhere',
        kept,
        slopes,
        both(budgetFor.zLossGradient(s, k), budgetFor.zLossGradient(t, k).toSpliced(label, 1)),
      ),
    ]
  },
})

export const value = valueLaw<number[]>('z-loss/value', {
  equation: 'zLoss(z) = (m + log Σⱼ e^(zⱼ − m))², m = max z',
  proof: 'the square of log Σ e^z, whose shift by the maximum overflows nowhere.',
  inputs: logits(),
  examples,
})

export const gradient = valueLaw<number[]>('z-loss/gradient', {
  equation: '∂zLoss/∂zᵢ = 2 LSE(z) softmax(z)ᵢ',
  proof: 'the chain rule: ∂LSE/∂zᵢ = softmax(z)ᵢ.',
  inputs: logits(),
  examples,
})

export const accurate = valueLaw<number[]>('z-loss/accurate', {
  equation: 'zLoss(z) = (z_k + log1p(Σ_{j ≠ k} e^(zⱼ − z_k)))², z_k = max z',
  proof: 'the square of an accurate log-sum-exp errs by twice its error.',
  inputs: logits(),
  examples: [...examples, [0, -40]],
})

export const gradientAccurate = valueLaw<number[]>('z-loss/gradient-accurate', {
  equation: '∂zLoss/∂zᵢ = 2 LSE(z) softmax(z)ᵢ, to the errors of its factors',
  proof: 'a product of accurate factors.',
  inputs: logits(),
  examples: [...examples, [0, -40]],
})

export const zLossLaws = [square, slope, masksOut, value, gradient, accurate, gradientAccurate]
