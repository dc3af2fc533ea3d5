import { exact, minus, plus, scale } from '../../arithmetic/exact.ts'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, atMost, difference, identical, near } from '../claim.ts'
import { everyLogitIn } from '../every.ts'
import {
  holdsSums,
  isModerate,
  labelled,
  logits,
  mapped,
  middles,
  moderateEach,
  shifted,
  staysExact,
  withLabel,
} from '../inputs.ts'
import { ask, askEach, law } from '../law.ts'
import { isMaskedInPart, kept, labelledAmongMasked, maskedExamples } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

type Labelled = { logits: number[]; label: number }
const examples: Labelled[] = [
  { logits: [0, 0], label: 0 },
  { logits: [1, 0], label: 1 },
  { logits: [40, 0], label: 0 },
  { logits: [0, 40], label: 0 },
  { logits: [1000, 0], label: 0 },
  { logits: [0, 1000], label: 0 },
  { logits: [-1000, -1000, -1001], label: 2 },
  { logits: [1e4, 1e4 + 8], label: 0 },
]

const every = everyLogitIn<Labelled>('with logits [x, 0]', (x) =>
  [0, 1].map((label) => ({ logits: [x, 0], label })),
)

export const nonNegative = law<Labelled>({
  id: 'cross-entropy/non-negative',
  equation: 'CE(z, y) ≥ 0',
  proof: 'CE(z, y) = −log p_y, and a probability is at most 1.',
  uses: ['crossEntropy'],
  inputs: labelled(logits()),
  examples: [{ logits: [0], label: 0 }, ...examples],
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    return [atLeast('crossEntropy(z, y)', loss, 0, budgetFor.crossEntropy(spread(z), y, k))]
  },
})

export const chanceLevel = law<Labelled>({
  id: 'cross-entropy/chance-level',
  equation: 'z₀ = z₁ = … ⇒ CE(z, y) = log N',
  proof: 'equal logits give each of the N classes the probability 1/N.',
  uses: ['crossEntropy'],
  inputs: mapped(labelled(logits()), ({ logits: z, label }) => ({
    logits: z.map(() => at(z, 0)),
    label,
  })),
  examples: [
    { logits: [0], label: 0 },
    { logits: [0, 0], label: 0 },
    { logits: [1000, 1000, 1000], label: 2 },
    { logits: [-1000, -1000], label: 1 },
  ],
  domain: ({ logits: z }) => z.every((x) => x === z[0]),
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    return [
      near(
        'crossEntropy of equal logits',
        loss,
        enclosures.log(lift(z.length)),
        budgetFor.crossEntropy(spread(z), y, k),
      ),
    ]
  },
})

export const infimumZero = law<Labelled>({
  id: 'cross-entropy/infimum-zero',
  equation: 'z_y = max z ⇒ CE(z, y) ≤ Σ_{j ≠ y} e^(zⱼ − z_y)',
  proof:
    'CE is the log1p of that sum, and log1p(x) ≤ x: '
    + 'no loss is left once the label leads by enough.',
  uses: ['crossEntropy'],
  inputs: mapped(logits(), (z) => ({ logits: z, label: z.indexOf(greatest(z)) })),
  examples: [
    { logits: [0], label: 0 },
    { logits: [10, 0], label: 0 },
    { logits: [0, 40, 0], label: 1 },
    { logits: [1000, 0], label: 0 },
    { logits: [1e4, 1e4], label: 0 },
    { logits: [10, 37], label: 1 },
  ],
  domain: ({ logits: z, label }) => z[label] === greatest(z),
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const odds = z
      .map((x) => enclosures.exp(enclosures.sub(lift(x), lift(at(z, y)))))
      .toSpliced(y, 1)
    return [
      atMost(
        'crossEntropy(z, argmax z)',
        loss,
        odds.reduce(enclosures.add, lift(0)),
        budgetFor.crossEntropy(spread(z), y, k),
      ),
    ]
  },
})

export const noCeiling = law<Labelled>({
  id: 'cross-entropy/no-ceiling',
  equation: 'CE(z, y) ≥ max z − z_y',
  proof:
    'p_y ≤ e^(z_y − max z), since the sum contains the term of '
    + 'the greatest logit: the loss grows as fast as the gap.',
  uses: ['crossEntropy'],
  inputs: labelled(logits()),
  examples: [...examples, { logits: [-745, 0], label: 0 }],
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const s = spread(z)
    return [
      atLeast(
        'crossEntropy(z, y)',
        loss,
        minus(exact(s.peak), exact(at(z, y))),
        budgetFor.crossEntropy(s, y, k),
      ),
    ]
  },
})

export const isLogSumExpMinusLogit = law<Labelled>({
  id: 'cross-entropy/is-log-sum-exp-minus-logit',
  equation: 'CE(z, y) = LSE(z) − z_y',
  proof: '−log(e^(z_y) / Σ e^(zⱼ)) = log Σ e^(zⱼ) − z_y.',
  uses: ['crossEntropy', 'logSumExp'],
  inputs: labelled(logits()),
  examples,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const whole = yield* ask('logSumExp', z)
    const s = spread(z)
    return [
      near(
        'crossEntropy(z, y)',
        loss,
        difference(whole, at(z, y)),
        budgetFor.crossEntropy(s, y, k) + budgetFor.logSumExp(s, k),
      ),
    ]
  },
})

export const shiftInvariant = law<Labelled & { shift: number }>({
  id: 'cross-entropy/shift-invariant',
  equation: 'CE(z + c, y) = CE(z, y)',
  proof: 'softmax(z + c) = softmax(z).',
  uses: ['crossEntropy'],
  inputs: withLabel(shifted(logits())),
  examples: [
    { logits: [0, 0], shift: 1000, label: 0 },
    { logits: [0, 1], shift: -1000, label: 0 },
    { logits: [0.5, 0], shift: 2 ** 27, label: 1 },
    { logits: [0, 1], shift: 64, label: 0 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift: c, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const far = z.map((x) => x + c)
    const moved = yield* ask('crossEntropy', far, y)
    const budget =
      budgetFor.crossEntropy(spread(z), y, k) + budgetFor.crossEntropy(spread(far), y, k)
    return [near('crossEntropy(z + c, y)', moved, loss, budget)]
  },
})

export const convex = law<Labelled & { change: number[] }>({
  id: 'cross-entropy/convex',
  equation: 'CE(z, y) ≤ (CE(z − d, y) + CE(z + d, y)) / 2',
  proof:
    'the Hessian of log-sum-exp is the covariance matrix of a one-hot '
    + 'vector drawn from softmax(z), which is positive semi-definite.',
  uses: ['crossEntropy'],
  inputs: withLabel(middles(mapped(logits(), moderateEach))),
  examples: [
    { logits: [0, 0], change: [1, 0], label: 0 },
    { logits: [0, 20], change: [0, 20], label: 0 },
    { logits: [0, 0], change: [40, 0], label: 0 },
    { logits: [0, 1000], change: [1000, 0], label: 0 },
    { logits: [1000, 1000], change: [1, 2], label: 1 },
    { logits: [0, 0], change: [1e5, 1e5], label: 0 },
    { logits: [0, 744.25], change: [0, 0.75], label: 0 },
  ],
  domain: ({ logits: z, change: d }, asked) =>
    isModerate(z, asked) && isModerate(d, asked) && holdsSums(z, d, asked),
  *claims({ logits: z, change: d, label: y }, { textbook: k }) {
    const ends = [z.map((x, i) => x - at(d, i)), z.map((x, i) => x + at(d, i))] as const
    const [a, b] = yield* askEach(
      'crossEntropy',
      ends.map((end) => [end, y]),
    )
    const middle = yield* ask('crossEntropy', z, y)
    const budget = (x: readonly number[]) => budgetFor.crossEntropy(spread(x), y, k)
    const chord = half(a ?? NaN, b ?? NaN)
    return [
      atMost(
        'crossEntropy(z, y) between z − d and z + d',
        middle,
        chord,
        budget(z) + (budget(ends[0]) + budget(ends[1])) / 2,
      ),
    ]
  },
})
const half = (a: number, b: number) =>
  Number.isFinite(a + b) ? scale(plus(exact(a), exact(b)), -1) : a + b

export const masksOut = law<Labelled>({
  id: 'cross-entropy/masks-out',
  equation: 'CE([x, −∞, …], y) = CE([x, …], y)',
  proof: 'e^(−∞) = 0 adds nothing to the sum, wherever it stands.',
  uses: ['crossEntropy'],
  inputs: labelledAmongMasked(false),
  examples: maskedExamples.map((z) => ({ logits: z, label: z.findIndex(Number.isFinite) })),
  domain: ({ logits: z, label: y }) => isMaskedInPart(z) && at(z, y) > -Infinity,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const masked = yield* ask('crossEntropy', z, y)
    const [others, label] = [kept(z, z), kept(z.slice(0, y), z.slice(0, y)).length]
    const loss = yield* ask('crossEntropy', others, label)
    const budget =
      budgetFor.crossEntropy(spread(z), y, k) + budgetFor.crossEntropy(spread(others), label, k)
    return [near('crossEntropy(z, y) among masked classes', masked, loss, budget)]
  },
})

export const maskedLabel = law<Labelled>({
  id: 'cross-entropy/masked-label',
  equation: 'z_y = −∞ ⇒ CE(z, y) = ∞, where another class is not masked',
  proof: '−log 0 = ∞: what cannot be cannot be paid for.',
  uses: ['crossEntropy'],
  inputs: labelledAmongMasked(true),
  examples: maskedExamples.map((z) => ({ logits: z, label: z.indexOf(-Infinity) })),
  domain: ({ logits: z, label: y }) => isMaskedInPart(z) && z[y] === -Infinity,
  *claims({ logits: z, label: y }) {
    const loss = yield* ask('crossEntropy', z, y)
    return [identical('crossEntropy(z, y) of a masked class', loss, Infinity)]
  },
})

export const oneHot = law<Labelled>({
  id: 'cross-entropy/one-hot',
  equation: 'CE(z, y) = CE(z, onehot(y))',
  proof: 'the weights 0 drop every term of −Σ tᵢ log pᵢ but that of the label.',
  uses: ['crossEntropy', 'softCrossEntropy'],
  inputs: labelled(mapped(logits(), moderateEach)),
  examples,
  domain: ({ logits: z }, asked) => isModerate(z, asked),
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const target = z.map((_, i) => (i === y ? 1 : 0))
    const soft = yield* ask('softCrossEntropy', z, target)
    const s = spread(z)
    return [
      near(
        'softCrossEntropy(z, onehot(y))',
        soft,
        loss,
        budgetFor.crossEntropy(s, y, k) + budgetFor.softCrossEntropy(s, target, k),
      ),
    ]
  },
})

export const value = valueLaw<Labelled>('cross-entropy/value', {
  equation: 'CE(z, y) = (m − z_y) + log Σⱼ e^(zⱼ − m), m = max z',
  proof: 'by definition; the shift by the maximum changes nothing and overflows nowhere.',
  inputs: labelled(logits()),
  examples,
  every,
})

export const tail = valueLaw<Labelled>('cross-entropy/tail', {
  equation:
    'CE(z, y) = gap_y + log1p(Σ_{j ≠ k} e^(−gapⱼ)), z_k '
    + '= max z, to an error that vanishes with the loss',
  proof: 'both terms are positive, and log1p of the sum of the others forgets none of them.',
  inputs: labelled(logits()),
  examples,
  every,
})

export const crossEntropyLaws = [
  nonNegative,
  chanceLevel,
  infimumZero,
  noCeiling,
  isLogSumExpMinusLogit,
  shiftInvariant,
  convex,
  masksOut,
  maskedLabel,
  oneHot,
  value,
  tail,
]
