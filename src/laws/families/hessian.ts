import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { along, both, truncationOfSoftmax } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, inner, near, nearEach, per } from '../claim.ts'
import {
  cotangentEntry,
  differenceStep,
  directed,
  logits,
  mapped,
  stepsExactly,
  withCompanion,
  withEntries,
  withLabel,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { valueLaw } from '../value-law.ts'

type Curved = { logits: number[]; direction: number[] }
type Labelled = Curved & { label: number }
type Pair = Labelled & { cotangent: number[] }
const curved = withCompanion('direction', logits(), cotangentEntry)
const labelled = withLabel(curved)
const pair = withEntries('cotangent', cotangentEntry, labelled)

const examples: Curved[] = [
  { logits: [0, 0], direction: [1, 0] },
  { logits: [1, 0], direction: [1, -1] },
  { logits: [0, 1, 2], direction: [2, -1, 0.5] },
  { logits: [40, 0], direction: [0, 1] },
  { logits: [1000, 0], direction: [1, 0] },
  { logits: [-1000, -1000], direction: [0, 1] },
  { logits: [0, 1, 2], direction: [1, 1, 1] },
]
const ofLabels: Labelled[] = examples.map((input, i) => ({ ...input, label: i % 2 }))
const pairs: Pair[] = ofLabels.map((input) => ({
  ...input,
  cotangent: input.logits.map((_, i) => (i === 1 ? 1 : 0)),
}))

export const ofLogSumExp = valueLaw<Curved>('hessian/log-sum-exp', {
  equation: '(∇²LSE(z) v)ᵢ = pᵢ (vᵢ − Σⱼ pⱼ vⱼ), p = softmax(z)',
  proof: 'the slope of LSE is softmax, whose Jacobian is diag(p) − p pᵀ.',
  inputs: curved,
  examples,
})

export const ofCrossEntropy = valueLaw<Labelled>('hessian/cross-entropy', {
  equation: '(∂²CE(z, y)/∂z² v)ᵢ = pᵢ (vᵢ − Σⱼ pⱼ vⱼ), p = softmax(z)',
  proof: 'CE(z, y) = LSE(z) − z_y, and z_y has no second slope.',
  inputs: labelled,
  examples: ofLabels,
})

export const labelDropsOut = law<Labelled>({
  id: 'hessian/label-drops-out',
  equation: '∂²CE(z, y)/∂z² v = ∇²LSE(z) v for every y',
  proof:
    'a label adds a linear term. (p − y)(p − y)ᵀ, whose mean over labels drawn from p is the '
    + 'Hessian, is another matrix at one label.',
  uses: ['crossEntropyHessianTimes', 'logSumExpHessianTimes'],
  inputs: labelled,
  examples: ofLabels,
  *claims({ logits: z, label: y, direction: v }, { textbook: k }) {
    const product = yield* ask('crossEntropyHessianTimes', z, y, v)
    const unlabelled = yield* ask('logSumExpHessianTimes', z, v)
    const budget = budgetFor.logSumExpHessianTimes(spread(z), v, k)
    return nearEach('crossEntropyHessianTimes(z, y, v)', product, unlabelled, both(budget, budget))
  },
})

export const symmetric = law<Pair>({
  id: 'hessian/symmetric',
  equation: '⟨w, ∂²CE/∂z² v⟩ = ⟨v, ∂²CE/∂z² w⟩',
  proof: 'second derivatives commute (Schwarz).',
  uses: ['crossEntropyHessianTimes'],
  inputs: pair,
  examples: pairs,
  *claims({ logits: z, label: y, direction: v, cotangent: w }, { textbook: k }) {
    const one = inner(w, yield* ask('crossEntropyHessianTimes', z, y, v))
    const other = inner(v, yield* ask('crossEntropyHessianTimes', z, y, w))
    const budget = (a: readonly number[], b: readonly number[]): number =>
      along(a, budgetFor.crossEntropyHessianTimes(spread(z), y, b, k))
    return [near('⟨w, crossEntropyHessianTimes(z, y, v)⟩', one, other, budget(w, v) + budget(v, w))]
  },
})

export const convex = law<Labelled>({
  id: 'hessian/positive-semi-definite',
  equation: '⟨v, ∂²CE/∂z² v⟩ ≥ 0',
  proof: 'it is the variance of v under softmax(z): the loss is convex in the logits.',
  uses: ['crossEntropyHessianTimes'],
  inputs: labelled,
  examples: ofLabels,
  *claims({ logits: z, label: y, direction: v }, { textbook: k }) {
    const variance = inner(v, yield* ask('crossEntropyHessianTimes', z, y, v))
    const budget = along(v, budgetFor.crossEntropyHessianTimes(spread(z), y, v, k))
    return [atLeast('⟨v, crossEntropyHessianTimes(z, y, v)⟩', variance, 0, budget)]
  },
})

export const flat = law<Labelled>({
  id: 'hessian/zero-on-constants',
  equation: '∂²CE/∂z² [c, …, c] = 0',
  proof: 'a common shift of the logits moves neither loss nor gradient.',
  uses: ['crossEntropyHessianTimes'],
  inputs: mapped(labelled, ({ direction: v, ...input }) => ({
    ...input,
    direction: v.map(() => at(v, 0)),
  })),
  examples: ofLabels.map((input) => ({ ...input, direction: input.logits.map(() => 1) })),
  domain: ({ direction: v }) => v.every((x) => x === v[0]),
  *claims({ logits: z, label: y, direction: v }, { textbook: k }) {
    const product = yield* ask('crossEntropyHessianTimes', z, y, v)
    const budgets = budgetFor.crossEntropyHessianTimes(spread(z), y, v, k)
    const zeros = z.map(() => 0)
    return nearEach('crossEntropyHessianTimes(z, y, constant)', product, zeros, budgets)
  },
})

export const slopeOfGradient = law<Pair>({
  id: 'hessian/rise-of-own-gradient',
  equation: '⟨w, ∂²CE/∂z² v⟩ = ⟨w, ∂CE/∂z at z + hv − ∂CE/∂z at z − hv⟩ / 2h + O(h²)',
  proof: 'it is the derivative of the gradient; of its differences along v, the even terms cancel.',
  uses: ['crossEntropyHessianTimes', 'crossEntropyGradient'],
  inputs: withEntries('cotangent', cotangentEntry, withLabel(directed(logits()))),
  examples: pairs,
  domain: stepsExactly,
  *claims({ logits: z, label: y, direction: v, cotangent: w }, setting) {
    const k = setting.textbook
    const h = differenceStep(setting)
    const curvature = inner(w, yield* ask('crossEntropyHessianTimes', z, y, v))
    const ends = [z.map((x, i) => x + h * at(v, i)), z.map((x, i) => x - h * at(v, i))] as const
    const after = yield* ask('crossEntropyGradient', ends[0], y)
    const before = yield* ask('crossEntropyGradient', ends[1], y)
    const rise = inner([...w, ...w], [...after, ...before.map((g) => -g)])
    const ofEnd = (z: readonly number[]): number =>
      along(w, budgetFor.crossEntropyGradient(spread(z), y, k))
    const budget =
      truncationOfSoftmax(h, v, w)
      + along(w, budgetFor.crossEntropyHessianTimes(spread(z), y, v, k))
      + (ofEnd(ends[0]) + ofEnd(ends[1])) / (2 * h)
    return [near('⟨w, crossEntropyHessianTimes(z, y, v)⟩', curvature, per(2 * h, rise), budget)]
  },
})

export const accurate = valueLaw<Curved>('hessian/log-sum-exp-accurate', {
  equation: '(∇²LSE(z) v)ᵢ = pᵢ (wᵢ − Σⱼ pⱼ wⱼ), w = v − v_k, z_k = max z',
  proof: 'a constant direction has no curvature: what is left of v vanishes as p_k nears 1.',
  inputs: curved,
  examples,
})

export const crossEntropyAccurate = valueLaw<Labelled>('hessian/cross-entropy-accurate', {
  equation: '(∂²CE(z, y)/∂z² v)ᵢ = pᵢ (wᵢ − Σⱼ pⱼ wⱼ), w = v − v_k, z_k = max z',
  proof: 'likewise: the label moves nothing.',
  inputs: labelled,
  examples: ofLabels,
})

export const hessianLaws = [
  ofLogSumExp,
  ofCrossEntropy,
  labelDropsOut,
  symmetric,
  convex,
  flat,
  slopeOfGradient,
  accurate,
  crossEntropyAccurate,
]
