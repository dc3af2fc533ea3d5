import { exact, one, zero } from '../../arithmetic/exact.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { both, truncation } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atMost, difference, exactTotal, identical, near, nearEach } from '../claim.ts'
import {
  cotangentEntry,
  directed,
  labelled,
  logits,
  shifted,
  staysExact,
  stepsExactly,
  weightEntry,
  withCompanion,
  withEntries,
  withLabel,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { hidden, isMaskedInPart, kept, labelledAmongMasked, maskedExamples } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { risesAlong } from '../rises-along.ts'
import { valueLaw } from '../value-law.ts'

type Labelled = { logits: number[]; label: number }
type Weighted = { logits: number[]; target: number[] }

const examples: Labelled[] = [
  { logits: [0, 0], label: 0 },
  { logits: [1, 0], label: 1 },
  { logits: [0, 2, 1], label: 2 },
  { logits: [40, 0], label: 0 },
  { logits: [0, 40], label: 0 },
  { logits: [1000, 0], label: 0 },
  { logits: [0, 1000], label: 0 },
  { logits: [-1000, -1000], label: 1 },
  { logits: [1e4, 1e4 + 8], label: 0 },
]
const weights: Weighted[] = [
  { logits: [0, 0], target: [0.5, 0.5] },
  { logits: [1, 0], target: [0.25, 0.75] },
  { logits: [0, 0], target: [2, 0] },
  { logits: [0, 0], target: [0, 0] },
  { logits: [0, 1, 2], target: [1, -1, 0] },
  { logits: [0, 40], target: [1, 0] },
  { logits: [1000, 0], target: [1, 1] },
  { logits: [-1000, -1000], target: [0, 1] },
]

export const pMinusY = valueLaw<Labelled>('gradient/p-minus-y', {
  equation: '∂CE(z, y)/∂zᵢ = softmax(z)ᵢ − [i = y]',
  proof: 'CE = LSE(z) − z_y, and the gradient of log-sum-exp is softmax.',
  inputs: labelled(logits()),
  examples: [{ logits: [0], label: 0 }, ...examples],
})

export const ownSoftmax = law<Labelled>({
  id: 'gradient/own-softmax',
  equation: '∂CE(z, y)/∂z = softmax(z) − onehot(y)',
  proof: 'the same identity, between two answers of one implementation.',
  uses: ['crossEntropyGradient', 'softmax'],
  inputs: labelled(logits()),
  examples,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const p = yield* ask('softmax', z)
    const s = spread(z)
    const expected = p.map((x, i) => (i === y ? difference(x, 1) : x))
    const ofSoftmax = budgetFor.softmax(s, k)
    const budgets = budgetFor
      .crossEntropyGradient(s, y, k)
      .map((budget, i) => budget + at(ofSoftmax, i))
    return nearEach('crossEntropyGradient(z, y)', g, expected, budgets)
  },
})

export const ofWeights = valueLaw<Weighted>('gradient/weights', {
  equation: '∂CE(z, t)/∂zᵢ = softmax(z)ᵢ Σ t − tᵢ',
  proof:
    'CE(z, t) = LSE(z) Σ t − Σ tᵢ zᵢ, for weights of any sum '
    + 'and sign: p − t holds only where they sum to one.',
  inputs: withCompanion('target', logits(), cotangentEntry),
  examples: weights,
})

export const sumsToZero = law<Labelled>({
  id: 'gradient/sums-to-zero',
  equation: 'Σᵢ ∂CE(z, y)/∂zᵢ = 0',
  proof: 'a common shift of the logits changes no loss.',
  uses: ['crossEntropyGradient'],
  inputs: labelled(logits()),
  examples,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    return [
      near(
        'the sum of crossEntropyGradient(z, y)',
        exactTotal(g),
        0,
        total(budgetFor.crossEntropyGradient(spread(z), y, k)),
      ),
    ]
  },
})

export const weightsSumToZero = law<Weighted>({
  id: 'gradient/weights-sum-to-zero',
  equation: 'Σᵢ ∂CE(z, t)/∂zᵢ = 0',
  proof: 'a common shift of the logits changes no loss, whatever the weights.',
  uses: ['softCrossEntropyGradient'],
  inputs: withCompanion('target', logits(), cotangentEntry),
  examples: weights,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const g = yield* ask('softCrossEntropyGradient', z, t)
    return [
      near(
        'the sum of softCrossEntropyGradient(z, t)',
        exactTotal(g),
        0,
        total(budgetFor.softCrossEntropyGradient(spread(z), t, k)),
      ),
    ]
  },
})

export const bounded = law<Labelled>({
  id: 'gradient/bounded',
  equation: '−1 ≤ ∂CE/∂z_y ≤ 0 ≤ ∂CE/∂zᵢ ≤ 1',
  proof: 'they are p_y − 1 and pᵢ: a step downhill raises the label and lowers all others.',
  uses: ['crossEntropyGradient'],
  inputs: labelled(logits()),
  examples,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const range = (i: number) => (i === y ? { lo: exact(-1), hi: zero } : { lo: zero, hi: one })
    return nearEach(
      'crossEntropyGradient(z, y)',
      g,
      g.map((_, i) => range(i)),
      budgetFor.crossEntropyGradient(spread(z), y, k),
    )
  },
})

export const confidentlyWrong = law<Labelled>({
  id: 'gradient/confidently-wrong',
  equation: '∂CE(z, y)/∂z_y ≤ e^(z_y − max z) − 1',
  proof:
    'p_y ≤ e^(z_y − max z): the further the label lies behind, the nearer its slope comes to −1.',
  uses: ['crossEntropyGradient'],
  inputs: labelled(logits({ least: 2 })),
  examples,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const s = spread(z)
    const most = enclosures.expm1(enclosures.sub(lift(at(z, y)), lift(s.peak)))
    return [
      atMost(
        'crossEntropyGradient(z, y)[y]',
        at(g, y),
        most,
        at(budgetFor.crossEntropyGradient(s, y, k), y),
      ),
    ]
  },
})

export const accurate = valueLaw<Labelled>('gradient/accurate', {
  equation:
    '∂CE(z, y)/∂zᵢ = softmax(z)ᵢ, and −Σ_{j ≠ y} softmax(z)ⱼ at the label, to errors '
    + 'that vanish with them',
  proof: 'p_y − 1 is minus the sum of the others, from which nothing cancels.',
  inputs: labelled(logits()),
  examples,
})

export const weightsAccurate = valueLaw<Weighted>('gradient/weights-accurate', {
  equation:
    '∂CE(z, t)/∂zᵢ = pᵢ Σ_{j ≠ i} tⱼ − tᵢ Σ_{j ≠ i} pⱼ, to an error relative to these terms',
  proof: 'pᵢ Σ t − tᵢ, where pᵢ tᵢ is in both terms and cancels before anything is rounded.',
  inputs: withCompanion('target', logits(), cotangentEntry),
  examples: [...weights, { logits: [40, 0], target: [1, 0] }],
})

export const slopeOfOwnLoss = law<Labelled & { direction: number[] }>({
  id: 'gradient/slope-of-own-loss',
  equation: '∂CE(z, y)/∂z · v = (CE(z + hv, y) − CE(z − hv, y)) / 2h + O(h²)',
  proof:
    'Taylor: the even terms cancel, and the third derivative '
    + 'is a third cumulant of v, bounded by its range.',
  uses: ['crossEntropyGradient', 'crossEntropy'],
  inputs: withLabel(directed(logits())),
  examples: [...examples, { logits: [0, 740], label: 0 }].flatMap((input) => [
    { ...input, direction: input.logits.map((_, i) => (i === input.label ? 1 : 0)) },
    { ...input, direction: input.logits.map((_, i) => (i === 0 ? 1 : -1)) },
  ]),
  domain: stepsExactly,
  claims: ({ label: y, ...input }, setting) =>
    risesAlong('crossEntropyGradient(z, y)', input, setting, {
      value: {
        at: (z) => ask('crossEntropy', z, y),
        budget: (s, k) => budgetFor.crossEntropy(s, y, k),
      },
      gradient: {
        at: (z) => ask('crossEntropyGradient', z, y),
        budget: (s, k) => budgetFor.crossEntropyGradient(s, y, k),
      },
      truncation,
    }),
})

export const slopeOfOwnSoftLoss = law<Weighted & { direction: number[] }>({
  id: 'gradient/slope-of-own-soft-loss',
  equation: '∂CE(z, t)/∂z · v = (CE(z + hv, t) − CE(z − hv, t)) / 2h + O(h²)',
  proof:
    'Taylor: the even terms cancel, and the third derivative is '
    + 'Σ t times a third cumulant of v, bounded by its range.',
  uses: ['softCrossEntropyGradient', 'softCrossEntropy'],
  inputs: withEntries('target', weightEntry, directed(logits())),
  examples: weights.flatMap((input) => [
    { ...input, direction: input.logits.map((_, i) => (i === 0 ? 1 : 0)) },
    { ...input, direction: input.logits.map((_, i) => (i === 0 ? 1 : -1)) },
  ]),
  domain: stepsExactly,
  claims: ({ target: t, ...input }, setting) =>
    risesAlong('softCrossEntropyGradient(z, t)', input, setting, {
      value: {
        at: (z) => ask('softCrossEntropy', z, t),
        budget: (s, k) => budgetFor.softCrossEntropy(s, t, k),
      },
      gradient: {
        at: (z) => ask('softCrossEntropyGradient', z, t),
        budget: (s, k) => budgetFor.softCrossEntropyGradient(s, t, k),
      },
      truncation: (h, v) => total(t) * truncation(h, v),
    }),
})

export const shiftInvariant = law<Labelled & { shift: number }>({
  id: 'gradient/shift-invariant',
  equation: '∂CE/∂z at z + c is ∂CE/∂z at z',
  proof: 'CE(z + c, y) = CE(z, y), and the slopes of one function are the same.',
  uses: ['crossEntropyGradient'],
  inputs: withLabel(shifted(logits())),
  examples: [
    { logits: [0, 0], shift: 1000, label: 0 },
    { logits: [0, 1], shift: -1000, label: 0 },
    { logits: [0.5, 0], shift: 2 ** 27, label: 1 },
    { logits: [0, 1], shift: 64, label: 0 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift: c, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const far = z.map((x) => x + c)
    const moved = yield* ask('crossEntropyGradient', far, y)
    const budgets = both(
      budgetFor.crossEntropyGradient(spread(z), y, k),
      budgetFor.crossEntropyGradient(spread(far), y, k),
    )
    return nearEach('crossEntropyGradient(z + c, y)', moved, g, budgets)
  },
})

export const maskedClass = law<Labelled>({
  id: 'gradient/masked-class',
  equation: 'zᵢ = −∞ ⇒ ∂CE(z, y)/∂zᵢ = 0, and the others are the gradient at the others',
  proof: 'a class of logit −∞ has the probability 0, near it as well.',
  uses: ['crossEntropyGradient'],
  inputs: labelledAmongMasked(false),
  examples: maskedExamples.map((z) => ({ logits: z, label: z.findIndex(Number.isFinite) })),
  domain: ({ logits: z, label: y }) => isMaskedInPart(z) && at(z, y) > -Infinity,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const [others, label] = [kept(z, z), kept(z.slice(0, y), z.slice(0, y)).length]
    const alone = yield* ask('crossEntropyGradient', others, label)
    const budgets = both(
      budgetFor.crossEntropyGradient(spread(others), label, k),
      kept(z, budgetFor.crossEntropyGradient(spread(z), y, k)),
    )
    return [
      ...hidden(z, g).map((x) => identical('crossEntropyGradient(z, y) at a masked class', x, 0)),
      ...nearEach('crossEntropyGradient(z, y) at the others', kept(z, g), alone, budgets),
    ]
  },
})

export const gradientLaws = [
  pMinusY,
  ownSoftmax,
  ofWeights,
  sumsToZero,
  weightsSumToZero,
  bounded,
  confidentlyWrong,
  accurate,
  weightsAccurate,
  slopeOfOwnLoss,
  slopeOfOwnSoftLoss,
  shiftInvariant,
  maskedClass,
]
