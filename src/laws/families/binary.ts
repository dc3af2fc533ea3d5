import * as fc from 'fast-check'
import { exact, minus, one, plus, scale, times } from '../../arithmetic/exact.ts'
import { total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { truncation } from '../budgets/relations.ts'
import { atLeast, atMost, near, nearRise } from '../claim.ts'
import { everyLogitIn } from '../every.ts'
import {
  differenceStep,
  holdsSums,
  mapped,
  middles,
  moderate,
  ontoSteps,
  scalar,
  together,
  weightEntry,
} from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import { valueLaw } from '../value-law.ts'

type Binary = { logit: number; target: number }
const target: Inputs<number> = weightEntry
const inputs: Inputs<Binary> = together<Binary>({ logit: scalar, target })
/** A target of which 1 − t is a number of every format. */
const halvable: Inputs<number> = mapped(weightEntry, (t) => Math.round(64 * t) / 64)

const examples: Binary[] = [
  { logit: 0, target: 0 },
  { logit: 0, target: 1 },
  { logit: 0, target: 0.5 },
  { logit: 1, target: 0.25 },
  { logit: 40, target: 0 },
  { logit: 40, target: 1 },
  { logit: -40, target: 0 },
  { logit: -40, target: 1 },
  { logit: 1000, target: 0 },
  { logit: -1000, target: 1 },
  { logit: 1000, target: 0.5 },
]
const every = everyLogitIn<Binary>('with a target of 0, 1/2 or 1', (logit) =>
  [0, 0.5, 1].map((target) => ({ logit, target })),
)
const isTarget = (t: number): boolean => t >= 0 && t <= 1

export const nonNegative = law<Binary>({
  id: 'binary/non-negative',
  equation: 'BCE(x, t) ≥ 0',
  proof:
    '−t log σ(x) − (1 − t) log σ(−x) weighs two logarithms '
    + 'of numbers below 1 with weights of at least 0.',
  uses: ['binaryCrossEntropy'],
  inputs,
  examples,
  domain: ({ target: t }) => isTarget(t),
  *claims({ logit: x, target: t }, { textbook: k }) {
    const loss = yield* ask('binaryCrossEntropy', x, t)
    return [atLeast('binaryCrossEntropy(x, t)', loss, 0, budgetFor.binaryCrossEntropy(x, t, k))]
  },
})

export const noCeiling = law<number>({
  id: 'binary/no-ceiling',
  equation: 'BCE(x, 0) ≥ x',
  proof: 'log(1 + e^x) > log e^x: a confident mistake costs as much as its logit.',
  uses: ['binaryCrossEntropy'],
  inputs: scalar,
  examples: [0, 1, 20, 40, 89, 710, 1000, -40],
  *claims(x, { textbook: k }) {
    return [
      atLeast(
        'binaryCrossEntropy(x, 0)',
        yield* ask('binaryCrossEntropy', x, 0),
        x,
        budgetFor.binaryCrossEntropy(x, 0, k),
      ),
    ]
  },
})

export const mirrored = law<Binary>({
  id: 'binary/mirrored',
  equation: 'BCE(−x, 1 − t) = BCE(x, t)',
  proof: 'σ(−x) = 1 − σ(x): which class is called positive makes no difference.',
  uses: ['binaryCrossEntropy'],
  inputs: together<Binary>({ logit: scalar, target: halvable }),
  examples,
  domain: ({ target: t }, asked) => isTarget(t) && holdsSums([1], [t], asked),
  *claims({ logit: x, target: t }, { textbook: k }) {
    const loss = yield* ask('binaryCrossEntropy', x, t)
    const other = yield* ask('binaryCrossEntropy', -x, 1 - t)
    return [
      near('binaryCrossEntropy(−x, 1 − t)', other, loss, 2 * budgetFor.binaryCrossEntropy(x, t, k)),
    ]
  },
})

export const affineInTarget = law<Binary>({
  id: 'binary/affine-in-target',
  equation: 'BCE(x, t) = t BCE(x, 1) + (1 − t) BCE(x, 0)',
  proof: 'it is the mean loss over a label that is 1 with probability t.',
  uses: ['binaryCrossEntropy'],
  inputs,
  examples,
  domain: ({ target: t }) => isTarget(t),
  *claims({ logit: x, target: t }, { textbook: k }) {
    const loss = yield* ask('binaryCrossEntropy', x, t)
    const [ofOne, ofZero] = [
      yield* ask('binaryCrossEntropy', x, 1),
      yield* ask('binaryCrossEntropy', x, 0),
    ]
    const mean =
      Number.isFinite(ofOne) && Number.isFinite(ofZero) ?
        plus(times(exact(t), exact(ofOne)), times(minus(one, exact(t)), exact(ofZero)))
      : NaN
    const [budget, ...ofEnds] = [t, 1, 0].map((y) => budgetFor.binaryCrossEntropy(x, y, k)) as [
      number,
      number,
      number,
    ]
    return [
      near('binaryCrossEntropy(x, t)', loss, mean, budget + t * ofEnds[0] + (1 - t) * ofEnds[1]),
    ]
  },
})

type Between = Binary & { change: number }
export const convex = law<Between>({
  id: 'binary/convex',
  equation: 'BCE(x, t) ≤ (BCE(x − d, t) + BCE(x + d, t)) / 2',
  proof: 'the second derivative in x is σ(x) σ(−x) > 0, for every t.',
  uses: ['binaryCrossEntropy'],
  inputs: (asked, style) =>
    fc
      .tuple(
        middles(mapped(scalar, (x, asked) => [moderate(x, asked)]))(asked, style),
        target(asked, style),
      )
      .map(
        ([
          {
            logits: [logit = 0],
            change: [change = 0],
          },
          target,
        ]) => ({ logit, change, target }),
      ),
  examples: [
    { logit: 0, change: 1, target: 0 },
    { logit: 20, change: 20, target: 0 },
    { logit: -20, change: 20, target: 1 },
    { logit: 0, change: 1000, target: 0.5 },
    { logit: 1000, change: 1, target: 0 },
    { logit: 36, change: 0.5, target: 0 },
  ],
  domain: ({ logit: x, change: d, target: t }, asked) => isTarget(t) && holdsSums([x], [d], asked),
  *claims({ logit: x, change: d, target: t }, { textbook: k }) {
    const ends = [
      yield* ask('binaryCrossEntropy', x - d, t),
      yield* ask('binaryCrossEntropy', x + d, t),
    ] as const
    const middle = yield* ask('binaryCrossEntropy', x, t)
    const chord =
      ends.every(Number.isFinite) ?
        scale(plus(exact(ends[0]), exact(ends[1])), -1)
      : ends[0] + ends[1]
    const budgetAt = (y: number) => budgetFor.binaryCrossEntropy(y, t, k)
    const budget = budgetAt(x) + (budgetAt(x - d) + budgetAt(x + d)) / 2
    return [atMost('binaryCrossEntropy(x, t) between x − d and x + d', middle, chord, budget)]
  },
})

export const increasing = law<{ low: number; high: number }>({
  id: 'binary/increasing',
  equation: 'x ≤ x′ ⇒ BCE(x, 0) ≤ BCE(x′, 0)',
  proof: 'the slope is σ(x) > 0: more confidence in the wrong class never costs less.',
  uses: ['binaryCrossEntropy'],
  inputs: mapped(together<{ a: number; b: number }>({ a: scalar, b: scalar }), ({ a, b }) => ({
    low: Math.min(a, b),
    high: Math.max(a, b),
  })),
  examples: [
    { low: 0, high: 1 },
    { low: -1, high: 0 },
    { low: 10, high: 40 },
    { low: -1000, high: 1000 },
    { low: 17, high: 37 },
  ],
  domain: ({ low, high }) => low <= high,
  *claims({ low, high }, { textbook: k }) {
    const [less, more] = [
      yield* ask('binaryCrossEntropy', low, 0),
      yield* ask('binaryCrossEntropy', high, 0),
    ]
    return [
      atLeast(
        'binaryCrossEntropy(x′, 0)',
        more,
        less,
        budgetFor.binaryCrossEntropy(low, 0, k) + budgetFor.binaryCrossEntropy(high, 0, k),
      ),
    ]
  },
})

export const value = valueLaw<Binary>('binary/value', {
  equation: 'BCE(x, t) = max(x, 0) − x t + log1p(e^(−|x|))',
  proof:
    '−t log σ(x) − (1 − t) log σ(−x) = log(1 + e^x) − t x, in the form that overflows nowhere.',
  inputs,
  examples,
  every,
  domain: ({ target: t }) => isTarget(t),
})

export const tail = valueLaw<Binary>('binary/tail', {
  equation: 'BCE(x, t) = t softplus(−x) + (1 − t) softplus(x), to a relative error',
  proof: 'both terms are positive, so that nothing cancels however small the loss.',
  inputs,
  examples,
  every,
  domain: ({ target: t }) => isTarget(t),
})

export const gradientValue = valueLaw<Binary>('binary/gradient-value', {
  equation: '∂BCE(x, t)/∂x = σ(x) − t',
  proof:
    'BCE = softplus(x) − t x, and the slope of softplus is '
    + 'σ; at x = 0, where max and |x| have corners, as well.',
  inputs,
  examples: [
    ...examples,
    { logit: 20, target: 1 },
    { logit: -20, target: 0 },
    { logit: 21, target: 1 },
    { logit: -21, target: 0 },
  ],
  every,
  domain: ({ target: t }) => isTarget(t),
})

export const gradientTail = valueLaw<Binary>('binary/gradient-tail', {
  equation: '∂BCE(x, t)/∂x = (1 − t) σ(x) − t σ(−x), to an error relative to these terms',
  proof: 'σ(x) − 1 = −σ(−x), from which nothing cancels.',
  inputs,
  examples,
  every,
  domain: ({ target: t }) => isTarget(t),
})

export const gradientBounded = law<Binary>({
  id: 'binary/gradient-bounded',
  equation: '−t ≤ ∂BCE(x, t)/∂x ≤ 1 − t',
  proof: 'it is σ(x) − t with 0 ≤ σ(x) ≤ 1.',
  uses: ['binaryCrossEntropyGradient'],
  inputs,
  examples: [...examples, { logit: 21, target: 1 }],
  domain: ({ target: t }) => isTarget(t),
  *claims({ logit: x, target: t }, { textbook: k }) {
    const g = yield* ask('binaryCrossEntropyGradient', x, t)
    return [
      near(
        'binaryCrossEntropyGradient(x, t)',
        g,
        { lo: exact(-t), hi: minus(one, exact(t)) },
        budgetFor.binaryCrossEntropyGradient(x, t, k),
      ),
    ]
  },
})

export const slopeOfOwnLoss = law<Binary>({
  id: 'binary/slope-of-own-loss',
  equation: '∂BCE(x, t)/∂x = (BCE(x + h, t) − BCE(x − h, t)) / 2h + O(h²)',
  proof: 'Taylor: the even terms cancel, and |σ″| ≤ 1/(6√3).',
  uses: ['binaryCrossEntropyGradient', 'binaryCrossEntropy'],
  inputs: together<Binary>({ logit: mapped(scalar, ontoSteps), target }),
  examples: [...examples, { logit: 12, target: 0 }],
  domain: ({ logit: x, target: t }, asked) =>
    isTarget(t) && holdsSums([x], [differenceStep(asked)], asked),
  *claims({ logit: x, target: t }, setting) {
    const k = setting.textbook
    const h = differenceStep(setting)
    const g = yield* ask('binaryCrossEntropyGradient', x, t)
    const losses = [
      yield* ask('binaryCrossEntropy', x + h, t),
      yield* ask('binaryCrossEntropy', x - h, t),
    ] as const
    const ofLosses = [x + h, x - h].map((y) => budgetFor.binaryCrossEntropy(y, t, k))
    const budget =
      truncation(h, [0, 1])
      + total(ofLosses) / (2 * h)
      + budgetFor.binaryCrossEntropyGradient(x, t, k)
    return [nearRise('binaryCrossEntropyGradient(x, t)', g, losses, 2 * h, budget)]
  },
})

export const binaryLaws = [
  nonNegative,
  noCeiling,
  mirrored,
  affineInTarget,
  convex,
  increasing,
  value,
  tail,
  gradientValue,
  gradientTail,
  gradientBounded,
  slopeOfOwnLoss,
]
