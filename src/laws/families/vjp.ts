import { isMember } from '../../arithmetic/format.ts'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { along, both, truncationOfSoftmax } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, exactTotal, identical, inner, near, nearEach, per } from '../claim.ts'
import {
  cotangentEntry,
  differenceStep,
  directed,
  logits,
  mapped,
  stepsExactly,
  withCompanion,
  withEntries,
} from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import {
  amongMasked,
  hidden,
  isMaskedInPart,
  kept,
  maskedExamples,
  maskedLogits,
} from '../masked.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

type Pulled = { logits: number[]; cotangent: number[] }
type Pair = Pulled & { direction: number[] }
const pulled = withCompanion('cotangent', logits(), cotangentEntry)
const pair = withEntries('direction', cotangentEntry, pulled)

const examples: Pulled[] = [
  { logits: [0, 0], cotangent: [1, 0] },
  { logits: [1, 0], cotangent: [1, -1] },
  { logits: [0, 1, 2], cotangent: [2, -1, 0.5] },
  { logits: [40, 0], cotangent: [0, 1] },
  { logits: [1000, 0], cotangent: [1, 0] },
  { logits: [-1000, -1000], cotangent: [0, 1] },
]
const pairs: Pair[] = examples.map((input) => ({
  ...input,
  direction: input.logits.map((_, i) => (i === 1 ? 1 : 0)),
}))

/** Multiples of 1/8 below 8: twice one and another make a number of every format. */
const eighth: Inputs<number> = mapped(cotangentEntry, (x) => Math.round(8 * x) / 8)

export const value = valueLaw<Pulled>('vjp/value', {
  equation: 'softmaxVjp(z, g)ⱼ = pⱼ (gⱼ − Σᵢ pᵢ gᵢ), p = softmax(z)',
  proof: 'the Jacobian of softmax is diag(p) − p pᵀ.',
  inputs: pulled,
  examples,
})

export const linear = law<Pair>({
  id: 'vjp/linear',
  equation: 'softmaxVjp(z, 2g + w) = 2 softmaxVjp(z, g) + softmaxVjp(z, w)',
  proof: 'it is a matrix applied to the cotangent.',
  uses: ['softmaxVjp'],
  inputs: withEntries('direction', eighth, withCompanion('cotangent', logits(), eighth)),
  examples: pairs,
  domain: ({ cotangent: g, direction: w }, asked) =>
    g.every((x, i) => isMember(2 * x + at(w, i), asked.numbers.targets)),
  *claims({ logits: z, cotangent: g, direction: w }, { textbook: k }) {
    const both = g.map((x, i) => 2 * x + at(w, i))
    const whole = yield* ask('softmaxVjp', z, both)
    const parts = [yield* ask('softmaxVjp', z, g), yield* ask('softmaxVjp', z, w)] as const
    const s = spread(z)
    const expected = whole.map((_, j) =>
      exactTotal([at(parts[0], j), at(parts[0], j), at(parts[1], j)]),
    )
    const [ofG, ofW] = [budgetFor.softmaxVjp(s, g, k), budgetFor.softmaxVjp(s, w, k)]
    const budgets = budgetFor
      .softmaxVjp(s, both, k)
      .map((budget, j) => budget + 2 * at(ofG, j) + at(ofW, j))
    return nearEach('softmaxVjp(z, 2g + w)', whole, expected, budgets)
  },
})

export const symmetric = law<Pair>({
  id: 'vjp/symmetric',
  equation: '⟨w, softmaxVjp(z, g)⟩ = ⟨g, softmaxVjp(z, w)⟩',
  proof: 'diag(p) − p pᵀ is a symmetric matrix.',
  uses: ['softmaxVjp'],
  inputs: pair,
  examples: pairs,
  *claims({ logits: z, cotangent: g, direction: w }, { textbook: k }) {
    const one = inner(w, yield* ask('softmaxVjp', z, g))
    const other = inner(g, yield* ask('softmaxVjp', z, w))
    const s = spread(z)
    const budget = along(w, budgetFor.softmaxVjp(s, g, k)) + along(g, budgetFor.softmaxVjp(s, w, k))
    return [near('⟨w, softmaxVjp(z, g)⟩', one, other, budget)]
  },
})

export const zeroOnConstants = law<Pulled>({
  id: 'vjp/zero-on-constants',
  equation: 'softmaxVjp(z, [c, …, c]) = 0',
  proof: 'probabilities sum to one, whatever the logits.',
  uses: ['softmaxVjp'],
  inputs: mapped(pulled, ({ logits: z, cotangent: g }) => ({
    logits: z,
    cotangent: z.map(() => at(g, 0)),
  })),
  examples: examples.map(({ logits: z }) => ({ logits: z, cotangent: z.map(() => 1) })),
  domain: ({ cotangent: g }) => g.every((x) => x === g[0]),
  *claims({ logits: z, cotangent: g }, { textbook: k }) {
    const pull = yield* ask('softmaxVjp', z, g)
    const zeros = z.map(() => 0)
    return nearEach('softmaxVjp(z, constant)', pull, zeros, budgetFor.softmaxVjp(spread(z), g, k))
  },
})

export const sumsToZero = law<Pulled>({
  id: 'vjp/sums-to-zero',
  equation: 'Σⱼ softmaxVjp(z, g)ⱼ = 0',
  proof: 'a common shift of the logits does not move softmax.',
  uses: ['softmaxVjp'],
  inputs: pulled,
  examples,
  *claims({ logits: z, cotangent: g }, { textbook: k }) {
    const sum = exactTotal(yield* ask('softmaxVjp', z, g))
    const ones = z.map(() => 1)
    const budget = along(ones, budgetFor.softmaxVjp(spread(z), g, k))
    return [near('the sum of softmaxVjp(z, g)', sum, 0, budget)]
  },
})

export const positiveSemiDefinite = law<Pulled>({
  id: 'vjp/positive-semi-definite',
  equation: '⟨g, softmaxVjp(z, g)⟩ ≥ 0',
  proof:
    'it is the variance of g under softmax(z); the Jacobian '
    + 'of softmax is the Hessian of log-sum-exp.',
  uses: ['softmaxVjp'],
  inputs: pulled,
  // Where the cotangent is nearly constant, the roundings of the entries outweigh the variance.
  examples: [...examples, { logits: [0, 1, 2], cotangent: [1000, 1000.25, 1000] }],
  *claims({ logits: z, cotangent: g }, { textbook: k }) {
    const variance = inner(g, yield* ask('softmaxVjp', z, g))
    const budget = along(g, budgetFor.softmaxVjp(spread(z), g, k))
    return [atLeast('⟨g, softmaxVjp(z, g)⟩', variance, 0, budget)]
  },
})

export const adjoint = law<Pair>({
  id: 'vjp/adjoint',
  equation: '⟨v, softmaxVjp(z, g)⟩ = ⟨g, softmax(z + hv) − softmax(z − hv)⟩ / 2h + O(h²)',
  proof: '⟨v, Jᵀg⟩ = ⟨g, Jv⟩, and Jv is the slope of softmax along v.',
  uses: ['softmaxVjp', 'softmax'],
  inputs: withEntries('cotangent', cotangentEntry, directed(logits())),
  examples: [...pairs, { logits: [-37, 10], cotangent: [1, 0], direction: [3, 3] }],
  domain: stepsExactly,
  *claims({ logits: z, cotangent: g, direction: v }, setting) {
    const k = setting.textbook
    const h = differenceStep(setting)
    const pull = inner(v, yield* ask('softmaxVjp', z, g))
    const [before, after] = [z.map((x, i) => x - h * at(v, i)), z.map((x, i) => x + h * at(v, i))]
    const moved = [
      ...(yield* ask('softmax', after)),
      ...(yield* ask('softmax', before)).map((p) => -p),
    ]
    const [b, a] = [budgetFor.softmax(spread(before), k), budgetFor.softmax(spread(after), k)]
    const budget =
      truncationOfSoftmax(h, v, g)
      + along(v, budgetFor.softmaxVjp(spread(z), g, k))
      + (along(g, b) + along(g, a)) / (2 * h)
    return [near('⟨v, softmaxVjp(z, g)⟩', pull, per(2 * h, inner([...g, ...g], moved)), budget)]
  },
})

export const logSoftmaxValue = valueLaw<Pulled>('vjp/log-softmax', {
  equation: 'logSoftmaxVjp(z, g)ᵢ = gᵢ − pᵢ Σⱼ gⱼ, p = softmax(z)',
  proof:
    'the Jacobian of log-softmax is I − 1 pᵀ, and its transpose takes the sum of the cotangent.',
  inputs: pulled,
  examples,
})

export const isSoftGradient = law<Pulled>({
  id: 'vjp/log-softmax-is-soft-gradient',
  equation: 'logSoftmaxVjp(z, t) = −∂CE(z, t)/∂z',
  proof: 'CE(z, t) = −⟨t, logSoftmax(z)⟩.',
  uses: ['logSoftmaxVjp', 'softCrossEntropyGradient'],
  inputs: pulled,
  examples,
  *claims({ logits: z, cotangent: t }, { textbook: k }) {
    const pull = yield* ask('logSoftmaxVjp', z, t)
    const g = yield* ask('softCrossEntropyGradient', z, t)
    const s = spread(z)
    const budgets = both(
      budgetFor.logSoftmaxVjp(s, t, k),
      budgetFor.softCrossEntropyGradient(s, t, k),
    )
    return nearEach(
      'logSoftmaxVjp(z, t)',
      pull,
      g.map((x) => -x),
      budgets,
    )
  },
})

export const accurate = valueLaw<Pulled>('vjp/accurate', {
  equation: 'softmaxVjp(z, g)ⱼ = pⱼ (hⱼ − Σᵢ pᵢ hᵢ), h = g − g_k, z_k = max z',
  proof: 'a constant cotangent pulls back to 0: what is left of g vanishes as p_k nears 1.',
  inputs: pulled,
  examples,
})

export const logSoftmaxAccurate = valueLaw<Pulled>('vjp/log-softmax-accurate', {
  equation: 'logSoftmaxVjp(z, g)ᵢ = gᵢ Σ_{j ≠ i} pⱼ − pᵢ Σ_{j ≠ i} gⱼ',
  proof: 'gᵢ − pᵢ Σ g, where pᵢ gᵢ is in both terms and cancels before anything is rounded.',
  inputs: pulled,
  examples: [...examples, { logits: [40, 0], cotangent: [1, 0] }],
})

const pulledAmongMasked = withEntries(
  'cotangent',
  cotangentEntry,
  mapped(maskedLogits, (z) => ({ logits: z })),
)
const pullsAmongMasked: Pulled[] = maskedExamples.map((z) => ({
  logits: z,
  cotangent: z.map((_, i) => 1 + i),
}))

export const maskedClass = law<Pulled>({
  id: 'vjp/masked-class',
  equation: 'zᵢ = −∞ ⇒ softmaxVjp(z, g)ᵢ = 0, and the others are the pull-back of the others',
  proof: 'pᵢ = 0 is a factor of its own entry, and its term in every other.',
  uses: ['softmaxVjp'],
  inputs: pulledAmongMasked,
  examples: pullsAmongMasked,
  domain: ({ logits: z, cotangent: g }) => isMaskedInPart(z) && g.length === z.length,
  *claims({ logits: z, cotangent: g }, { textbook: k }) {
    const pull = yield* ask('softmaxVjp', z, g)
    const [others, ofOthers] = [kept(z, z), kept(z, g)]
    const alone = yield* ask('softmaxVjp', others, ofOthers)
    const budgets = both(
      budgetFor.softmaxVjp(spread(others), ofOthers, k),
      kept(z, budgetFor.softmaxVjp(spread(z), g, k)),
    )
    return [
      ...hidden(z, pull).map((x) => identical('softmaxVjp(z, g) at a masked class', x, 0)),
      ...nearEach('softmaxVjp(z, g) at the others', kept(z, pull), alone, budgets),
    ]
  },
})

export const logSoftmaxMasked = law<Pulled>({
  id: 'vjp/log-softmax-masked-class',
  equation: 'zᵢ = −∞ ⇒ logSoftmaxVjp(z, g)ᵢ = gᵢ, and gⱼ − pⱼ Σ g for the softmax p of the others',
  proof: 'pᵢ = 0 leaves its cotangent alone, which counts in the sum of the others all the same.',
  uses: ['logSoftmaxVjp'],
  inputs: pulledAmongMasked,
  examples: pullsAmongMasked,
  domain: ({ logits: z, cotangent: g }) => isMaskedInPart(z) && g.length === z.length,
  *claims({ logits: z, cotangent: g }, { textbook: k }) {
    const pull = yield* ask('logSoftmaxVjp', z, g)
    const whole = liftAll(g).reduce(enclosures.add)
    const truth = amongMasked(
      z,
      oracle
        .softmax(liftAll(kept(z, z)))
        .map((p, j) => enclosures.sub(lift(at(kept(z, g), j)), enclosures.mul(p, whole))),
      (i) => lift(at(g, i)),
    )
    return nearEach('logSoftmaxVjp(z, g)', pull, truth, budgetFor.logSoftmaxVjp(spread(z), g, k))
  },
})

export const vjpLaws = [
  value,
  linear,
  symmetric,
  zeroOnConstants,
  sumsToZero,
  positiveSemiDefinite,
  adjoint,
  logSoftmaxValue,
  isSoftGradient,
  accurate,
  logSoftmaxAccurate,
  maskedClass,
  logSoftmaxMasked,
]
