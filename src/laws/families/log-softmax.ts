import { exact, minus, type Exact } from '../../arithmetic/exact.ts'
import type { Interval } from '../../arithmetic/interval.ts'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { both, normalisedTwice } from '../budgets/relations.ts'
import { lossOf, spread } from '../budgets/spread.ts'
import { atMost, difference, identical, near, nearEach } from '../claim.ts'
import {
  fedBack,
  feedingBack,
  isModerate,
  isOrder,
  labelled,
  logits,
  mapped,
  moderateEach,
  permuted,
  shifted,
  staysExact,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { hidden, isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

const examples: number[][] = [
  [0],
  [0, 0],
  [1, 0],
  [40, 0],
  [0, -746],
  [1000, 0],
  [-1000, -1000, -1001],
  [1e4, 1e4 + 8],
  [2 ** 60, 2 ** 60],
]
/** Where no gap overflows: an infinity has no distance from another. */
const moderateLogits = mapped(logits(), moderateEach)

export const nonPositive = law<number[]>({
  id: 'log-softmax/non-positive',
  equation: 'logSoftmax(z)ᵢ ≤ 0',
  proof: 'it is the logarithm of a probability, which is at most 1.',
  uses: ['logSoftmax'],
  inputs: logits(),
  examples,
  *claims(z, { textbook: k }) {
    const l = yield* ask('logSoftmax', z)
    const budgets = budgetFor.logSoftmax(spread(z), k)
    return l.map((x, i) => atMost(`logSoftmax(z)[${i}]`, x, 0, at(budgets, i)))
  },
})

export const expIsSoftmax = law<number[]>({
  id: 'log-softmax/exp-is-softmax',
  equation: 'e^logSoftmax(z)ᵢ = softmax(z)ᵢ',
  proof: 'by definition; between two answers of one implementation.',
  uses: ['logSoftmax', 'softmax'],
  inputs: logits(),
  examples: [...examples, [10, 0], [-750, 0], [1e4, 1e4]],
  *claims(z, { textbook: k }) {
    const l = yield* ask('logSoftmax', z)
    const p = yield* ask('softmax', z)
    const s = spread(z)
    const ofLogs = budgetFor.logSoftmax(s, k)
    const budgets = budgetFor
      .softmax(s, k)
      .map((budget, i) => budget + at(s.p, i) * Math.expm1(Math.min(700, at(ofLogs, i))))
    return nearEach('softmax(z)', p, l.map(expOf), budgets)
  },
})

/**
 * e^x for a logarithm that an implementation gave: 0 at -Infinity; Infinity beyond all formats, and
 * NaN, as doubles.
 */
export const expOf = (x: number): Interval<Exact> | number =>
  x === -Infinity ? 0
  : x > 1000 || Number.isNaN(x) ? Math.exp(x)
  : enclosures.exp(lift(x))

export const shiftInvariant = law<{ logits: number[]; shift: number }>({
  id: 'log-softmax/shift-invariant',
  equation: 'logSoftmax(z + c) = logSoftmax(z)',
  proof: 'softmax(z + c) = softmax(z).',
  uses: ['logSoftmax'],
  inputs: shifted(logits()),
  examples: [
    { logits: [0, 0], shift: 1000 },
    { logits: [0, 1], shift: -1000 },
    { logits: [0.5, 0], shift: 2 ** 27 },
    { logits: [0, 1], shift: 64 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift: c }, { textbook: k }) {
    const l = yield* ask('logSoftmax', z)
    const far = z.map((x) => x + c)
    const moved = yield* ask('logSoftmax', far)
    const budgets = both(budgetFor.logSoftmax(spread(z), k), budgetFor.logSoftmax(spread(far), k))
    return nearEach('logSoftmax(z + c)', moved, l, budgets)
  },
})

export const permutationEquivariant = law<{ logits: number[]; order: number[] }>({
  id: 'log-softmax/permutation-equivariant',
  equation: 'logSoftmax(Pz) = P logSoftmax(z)',
  proof: 'the sum does not depend on the order of its terms.',
  uses: ['logSoftmax'],
  inputs: permuted(mapped(logits({ least: 2 }), moderateEach)),
  examples: [
    { logits: [0, 1], order: [1, 0] },
    { logits: [1000, 0], order: [1, 0] },
    { logits: [1, 2, 0], order: [2, 0, 1] },
  ],
  domain: ({ logits: z, order }, asked) => isOrder(order, z.length) && isModerate(z, asked),
  *claims({ logits: z, order }, { textbook: k }) {
    const l = yield* ask('logSoftmax', z)
    const q = yield* ask(
      'logSoftmax',
      order.map((i) => at(z, i)),
    )
    const budgets = budgetFor.logSoftmax(spread(z), k)
    return order.map((i, k) => near(`logSoftmax(Pz)[${k}]`, at(q, k), at(l, i), 2 * at(budgets, i)))
  },
})

export const idempotent = law<number[]>({
  id: 'log-softmax/idempotent',
  equation: 'logSoftmax(logSoftmax(z)) = logSoftmax(z)',
  proof:
    'logarithms of probabilities have the log-sum-exp log 1 = 0, and nothing is left to subtract.',
  uses: ['logSoftmax'],
  inputs: moderateLogits,
  examples: [...examples, [1 - 2 ** 30, -1 - 2 ** 30, 0]],
  domain: isModerate,
  *claims(z, setting) {
    const k = setting.textbook
    const l = yield* ask('logSoftmax', z)
    const again = l.map((x) => fedBack(x, setting))
    const twice = yield* ask('logSoftmax', again)
    const s = spread(z)
    const once = budgetFor.logSoftmax(s, k).map((b, i) => b + feedingBack(lossOf(s, i), setting))
    return nearEach('logSoftmax(logSoftmax(z))', twice, l, normalisedTwice(s, once))
  },
})

export const differences = law<{ logits: number[]; label: number }>({
  id: 'log-softmax/differences',
  equation: 'logSoftmax(z)ᵢ − logSoftmax(z)ⱼ = zᵢ − zⱼ',
  proof:
    'both have the same log-sum-exp subtracted: no gap between '
    + 'logits is lost, however unlikely the class.',
  uses: ['logSoftmax'],
  inputs: labelled(mapped(logits({ least: 2 }), moderateEach)),
  examples: [
    { logits: [1, 0], label: 1 },
    { logits: [0, 40], label: 0 },
    { logits: [0, -746], label: 1 },
    { logits: [1000, 0], label: 1 },
    { logits: [-1000, -1001], label: 1 },
  ],
  domain: ({ logits: z }, asked) => isModerate(z, asked),
  *claims({ logits: z, label: i }, { textbook: k }) {
    const l = yield* ask('logSoftmax', z)
    const s = spread(z)
    const j = s.pivot
    const budgets = budgetFor.logSoftmax(s, k)
    return [
      near(
        `logSoftmax(z)[${i}] − logSoftmax(z)[${j}]`,
        difference(at(l, i), at(l, j)),
        minus(exact(at(z, i)), exact(at(z, j))),
        at(budgets, i) + at(budgets, j),
      ),
    ]
  },
})

export const value = valueLaw<number[]>('log-softmax/value', {
  equation: 'logSoftmax(z)ᵢ = (zᵢ − m) − log Σⱼ e^(zⱼ − m), m = max z',
  proof: 'by definition; the shift by the maximum changes nothing and overflows nowhere.',
  inputs: logits(),
  examples,
})

export const tail = valueLaw<number[]>('log-softmax/tail', {
  equation:
    '−logSoftmax(z)ᵢ = (z_k − zᵢ) + log1p(Σ_{j ≠ k} e^(zⱼ − '
    + 'z_k)), z_k = max z, to an error that vanishes with it',
  proof: 'both terms are positive, and log1p of the sum of the others forgets none of them.',
  inputs: logits(),
  examples,
})

export const masksOut = law<number[]>({
  id: 'log-softmax/masks-out',
  equation: 'zᵢ = −∞ ⇒ logSoftmax(z)ᵢ = −∞, and the others are the logSoftmax of the others',
  proof: 'log 0 = −∞, and e^(−∞) = 0 adds nothing to the sum.',
  uses: ['logSoftmax'],
  inputs: maskedLogits,
  examples: maskedExamples,
  domain: isMaskedInPart,
  *claims(z, { textbook: k }) {
    const logP = yield* ask('logSoftmax', z)
    const others = kept(z, z)
    const alone = yield* ask('logSoftmax', others)
    const budgets = both(
      budgetFor.logSoftmax(spread(others), k),
      kept(z, budgetFor.logSoftmax(spread(z), k)),
    )
    return [
      ...hidden(z, logP).map((x) => identical('logSoftmax(z) at a masked class', x, -Infinity)),
      ...nearEach('logSoftmax(z) at the others', kept(z, logP), alone, budgets),
    ]
  },
})

export const logSoftmaxLaws = [
  nonPositive,
  expIsSoftmax,
  shiftInvariant,
  permutationEquivariant,
  idempotent,
  differences,
  value,
  tail,
  masksOut,
]
