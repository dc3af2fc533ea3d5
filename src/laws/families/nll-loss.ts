import { at, total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { both } from '../budgets/relations.ts'
import { lossOf, spread } from '../budgets/spread.ts'
import { exactTotal, identical, near, nearEach } from '../claim.ts'
import {
  fedBack,
  feedingBack,
  intoTargets,
  isModerate,
  labelled,
  logits,
  mapped,
  moderateEach,
  shifted,
  staysExact,
  withLabel,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { isMaskedInPart, labelledAmongMasked } from '../masked.ts'
import { valueLaw } from '../value-law.ts'

type Labelled = { logits: number[]; label: number }
const examples: Labelled[] = [
  { logits: [0], label: 0 },
  { logits: [-1, -2], label: 1 },
  { logits: [-0.5, -1, -3], label: 0 },
  { logits: [-1000, 0], label: 0 },
  { logits: [1, 0], label: 0 },
]
/** A row of which nothing but one entry is read is as good as a short one. */
const sweeps = () => []

export const isCrossEntropy = law<Labelled>({
  id: 'nll-loss/is-cross-entropy',
  equation: 'NLL(log softmax(z), y) = CE(z, y)',
  proof: 'both are −log softmax(z)_y: what one takes from logits, the other is given.',
  uses: ['nllLoss', 'logSoftmax', 'crossEntropy'],
  inputs: labelled(mapped(logits(), moderateEach)),
  examples: [...examples, { logits: [1000, 0], label: 1 }],
  domain: ({ logits: z }, asked) => isModerate(z, asked),
  *claims({ logits: z, label: y }, setting) {
    const k = setting.textbook
    const l = (yield* ask('logSoftmax', z)).map((x) => fedBack(x, setting))
    const loss = yield* ask('nllLoss', l, y)
    const whole = yield* ask('crossEntropy', z, y)
    const s = spread(z)
    const budget =
      at(budgetFor.logSoftmax(s, k), y)
      + feedingBack(lossOf(s, y), setting)
      + budgetFor.nllLoss(spread(l), y, k)
      + budgetFor.crossEntropy(s, y, k)
    return [near('nllLoss(logSoftmax(z), y)', loss, whole, budget)]
  },
})

export const doesNotNormalise = law<Labelled & { shift: number }>({
  id: 'nll-loss/does-not-normalise',
  equation: 'NLL(l + c, y) = NLL(l, y) − c',
  proof: 'the loss reads what it is given: to normalise is the business of log-softmax.',
  uses: ['nllLoss'],
  inputs: withLabel(shifted(logits())),
  examples: [
    { logits: [0, 0], shift: 1, label: 0 },
    { logits: [-1, -2], shift: -1000, label: 1 },
  ],
  domain: staysExact,
  *claims({ logits: l, label: y, shift: c }, { textbook: k }) {
    const loss = yield* ask('nllLoss', l, y)
    const far = l.map((x) => x + c)
    const moved = yield* ask('nllLoss', far, y)
    const budget = budgetFor.nllLoss(spread(l), y, k) + budgetFor.nllLoss(spread(far), y, k)
    return [near('nllLoss(l + c, y)', moved, exactTotal([loss, -c]), budget)]
  },
})

export const masksOut = law<Labelled>({
  id: 'nll-loss/masks-out',
  equation: 'lⱼ = −∞, j ≠ y ⇒ NLL(l, y) = −l_y',
  proof: 'the log-probabilities of other classes do not count, and least of all as 0 · ∞.',
  uses: ['nllLoss'],
  inputs: labelledAmongMasked(false),
  examples: [
    { logits: [-Infinity, 0], label: 1 },
    { logits: [-1, -Infinity, -2], label: 2 },
  ],
  domain: ({ logits: l, label: y }) => isMaskedInPart(l) && at(l, y) > -Infinity,
  *claims({ logits: l, label: y }, { textbook: k }) {
    const loss = yield* ask('nllLoss', l, y)
    return [near('nllLoss(l, y)', loss, -at(l, y), budgetFor.nllLoss(spread(l), y, k))]
  },
})

export const maskedLabel = law<Labelled>({
  id: 'nll-loss/masked-label',
  equation: 'l_y = −∞ ⇒ NLL(l, y) = +∞',
  proof: 'what was held to be impossible costs everything.',
  uses: ['nllLoss'],
  inputs: labelledAmongMasked(true),
  examples: [
    { logits: [-Infinity, 0], label: 0 },
    { logits: [-1, -Infinity, -2], label: 1 },
  ],
  domain: ({ logits: l, label: y }) => isMaskedInPart(l) && at(l, y) === -Infinity,
  *claims({ logits: l, label: y }) {
    return [identical('nllLoss(l, y)', yield* ask('nllLoss', l, y), Infinity)]
  },
})

export const chain = law<Labelled>({
  id: 'nll-loss/chain-rule',
  equation: 'logSoftmaxVjp(z, ∇NLL(log softmax(z), y)) = ∇CE(z, y)',
  proof: 'the chain rule: what is pulled back through log-softmax is the slope in the logits.',
  uses: ['nllLossGradient', 'logSoftmax', 'logSoftmaxVjp', 'crossEntropyGradient'],
  inputs: labelled(logits()),
  examples,
  *claims({ logits: z, label: y }, setting) {
    const k = setting.textbook
    const l = (yield* ask('logSoftmax', z)).map((x) => fedBack(x, setting))
    const g = (yield* ask('nllLossGradient', l, y)).map((x) => intoTargets(x, setting))
    const pulled = yield* ask('logSoftmaxVjp', z, g)
    const slopes = yield* ask('crossEntropyGradient', z, y)
    const s = spread(z)
    const oneHot = z.map((_, i) => (i === y ? -1 : 0))
    // What the slopes err by comes back once by itself, and once at most in their sum.
    const given = 2 * total(budgetFor.nllLossGradient(spread(l), y, k))
    const budgets = both(
      budgetFor.logSoftmaxVjp(s, oneHot, k),
      budgetFor.crossEntropyGradient(s, y, k).map((budget) => budget + given),
    )
    return nearEach('logSoftmaxVjp(z, nllLossGradient(logSoftmax(z), y))', pulled, slopes, budgets)
  },
})

const statement = { inputs: labelled(logits()), sweeps, examples }

export const value = valueLaw<Labelled>('nll-loss/value', {
  ...statement,
  about: 'nllLoss(l, y)',
  equation: 'NLL(l, y) = −l_y',
  proof: 'the log-likelihood of the label is given, and its sign is turned.',
})

export const accurate = valueLaw<Labelled>('nll-loss/accurate', {
  ...statement,
  about: 'nllLoss(l, y)',
  equation: 'NLL(l, y) = −l_y, to its last rounding',
  proof: 'a number is read, and its sign turned: nothing but storage rounds.',
})

export const gradient = valueLaw<Labelled>('nll-loss/gradient', {
  ...statement,
  about: 'nllLossGradient(l, y)',
  equation: '∂NLL/∂lᵢ = −[i = y]',
  proof: 'the loss is linear in the one log-probability that it reads.',
})

export const gradientAccurate = valueLaw<Labelled>('nll-loss/gradient-accurate', {
  ...statement,
  about: 'nllLossGradient(l, y)',
  equation: '∂NLL/∂lᵢ = −[i = y], to its last rounding',
  proof: 'every format holds −1 and 0.',
})

export const nllLossLaws = [
  isCrossEntropy,
  doesNotNormalise,
  masksOut,
  maskedLabel,
  chain,
  value,
  accurate,
  gradient,
  gradientAccurate,
]
