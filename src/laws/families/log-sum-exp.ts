import { exact, plus, scale } from '../../arithmetic/exact.ts'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { joined, truncation } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, atMost, exactTotal, identical, near } from '../claim.ts'
import {
  fedBack,
  feedingBack,
  directed,
  holdsSums,
  into,
  isModerate,
  logits,
  mapped,
  middles,
  moderateEach,
  scalar,
  shifted,
  staysExact,
  stepsExactly,
  together,
  labelled,
  withLabel,
} from '../inputs.ts'
import { ask, askEach, law, type Asked } from '../law.ts'
import { isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { risesAlong } from '../rises-along.ts'
import { valueLaw } from '../value-law.ts'

const examples: number[][] = [
  [0],
  [0, 0],
  [1, 0],
  [40, 0],
  [0, -746],
  [710],
  [-746],
  [1000, 0],
  [1000, 1000, 1000],
  [-1000, -1000],
]

export const bounds = law<number[]>({
  id: 'log-sum-exp/bounds',
  equation: 'max z ≤ LSE(z) ≤ max z + log N',
  proof: 'the sum is no less than its greatest term and no more than N times that.',
  uses: ['logSumExp'],
  inputs: logits(),
  examples,
  *claims(z, { textbook: k }) {
    const whole = yield* ask('logSumExp', z)
    const s = spread(z)
    const { hi } = enclosures.add(lift(s.peak), enclosures.log(lift(z.length)))
    return [near('logSumExp(z)', whole, { lo: exact(s.peak), hi }, budgetFor.logSumExp(s, k))]
  },
})

export const shiftEquivariant = law<{ logits: number[]; shift: number }>({
  id: 'log-sum-exp/shift-equivariant',
  equation: 'LSE(z + c) = LSE(z) + c',
  proof: 'e^(z + c) = e^c e^z, and the logarithm of the factor e^c is c.',
  uses: ['logSumExp'],
  inputs: shifted(logits()),
  examples: [
    { logits: [0], shift: 1 },
    { logits: [0, 0], shift: 1000 },
    { logits: [0, 1], shift: -1000 },
    { logits: [0, 1], shift: 64 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift: c }, { textbook: k }) {
    const whole = yield* ask('logSumExp', z)
    const moved = yield* ask(
      'logSumExp',
      z.map((x) => x + c),
    )
    const budget =
      budgetFor.logSumExp(spread(z), k) + budgetFor.logSumExp(spread(z.map((x) => x + c)), k)
    return [near('logSumExp(z + c)', moved, exactTotal([whole, c]), budget)]
  },
})

export const convex = law<{ logits: number[]; change: number[] }>({
  id: 'log-sum-exp/convex',
  equation: 'LSE(z) ≤ (LSE(z − d) + LSE(z + d)) / 2',
  proof:
    'Hölder: the Hessian is the covariance matrix of a one-hot vector '
    + 'drawn from softmax(z), which is positive semi-definite.',
  uses: ['logSumExp'],
  inputs: middles(mapped(logits(), moderateEach)),
  examples: [
    { logits: [0, 0], change: [1, 0] },
    { logits: [0, 20], change: [0, 20] },
    { logits: [0, 0], change: [40, 0] },
    { logits: [0, 1000], change: [1000, 0] },
    { logits: [1000, 1000], change: [1, 2] },
    { logits: [0], change: [1000] },
    // A tail that is left out from a gap of 10 on.
    { logits: [0, -9.75], change: [0, 0.5] },
  ],
  domain: ({ logits: z, change: d }, asked) =>
    isModerate(z, asked) && isModerate(d, asked) && holdsSums(z, d, asked),
  *claims({ logits: z, change: d }, { textbook: k }) {
    const ends = [z.map((x, i) => x - at(d, i)), z.map((x, i) => x + at(d, i))] as const
    const [a = NaN, b = NaN] = yield* askEach(
      'logSumExp',
      ends.map((end) => [end]),
    )
    const middle = yield* ask('logSumExp', z)
    const budget = (x: readonly number[]) => budgetFor.logSumExp(spread(x), k)
    const chord = Number.isFinite(a + b) ? scale(plus(exact(a), exact(b)), -1) : a + b
    return [
      atMost(
        'logSumExp(z) between z − d and z + d',
        middle,
        chord,
        budget(z) + (budget(ends[0]) + budget(ends[1])) / 2,
      ),
    ]
  },
})

export const oneTerm = law<number>({
  id: 'log-sum-exp/one-term',
  equation: 'LSE([a]) = a',
  proof: 'log e^a = a.',
  uses: ['logSumExp'],
  inputs: scalar,
  examples: [0, 1, 12, -1, 89, -104, 710, -746, 1000, -1000],
  *claims(a, { textbook: k }) {
    const whole = yield* ask('logSumExp', [a])
    return [near('logSumExp([a])', whole, a, budgetFor.logSumExp(spread([a]), k))]
  },
})

type Split = { logits: number[]; label: number }
export const associative = law<Split>({
  id: 'log-sum-exp/associative',
  equation: 'LSE([LSE(x), LSE(y)]) = LSE([x, y])',
  proof: 'the sum of two sums is the sum of all the terms.',
  uses: ['logSumExp'],
  inputs: mapped(labelled(logits({ least: 2 })), ({ logits, label }) => ({
    logits,
    label: Math.max(1, label),
  })),
  examples: [
    { logits: [0, 0], label: 1 },
    { logits: [1, 0], label: 1 },
    { logits: [0, 1, 3], label: 1 },
    { logits: [3, 1, 0], label: 2 },
    { logits: [1000, 0], label: 1 },
    { logits: [0, 1000], label: 1 },
    { logits: [-1000, -1000], label: 1 },
    { logits: [-1000, -1000, 0], label: 2 },
    { logits: [0, 5, 11], label: 2 },
  ],
  domain: ({ logits: z, label }) => label >= 1 && label < z.length,
  *claims({ logits: z, label: cut }, setting) {
    const k = setting.textbook
    const parts = [z.slice(0, cut), z.slice(cut)]
    const halves = yield* askEach(
      'logSumExp',
      parts.map((part) => [part]),
    )
    const ofHalves = yield* ask(
      'logSumExp',
      halves.map((x) => fedBack(x, setting)),
    )
    const whole = yield* ask('logSumExp', z)
    return [
      near(
        'logSumExp([logSumExp(x), logSumExp(y)])',
        ofHalves,
        whole,
        joined(
          parts.map((part) => spread(part)),
          spread(z),
          k,
        ) + feedingBack(greatest(halves.map(Math.abs)), setting),
      ),
    ]
  },
})

export const emptyMass = law<number>({
  id: 'log-sum-exp/empty-mass',
  equation: 'LSE([−∞, …, −∞]) = −∞',
  proof: 'the logarithm of a sum of zeros is log 0.',
  uses: ['logSumExp'],
  inputs: mapped(scalar, (x) => 1 + (Math.abs(Math.round(x)) % 8)),
  examples: [1, 2],
  domain: (n) => Number.isInteger(n) && n >= 1 && n <= 100,
  *claims(n) {
    return [
      identical(
        'logSumExp of masked logits',
        yield* ask('logSumExp', Array<number>(n).fill(-Infinity)),
        -Infinity,
      ),
    ]
  },
})

export const infiniteMass = law<Split>({
  id: 'log-sum-exp/infinite-mass',
  equation: 'zᵢ = +∞ ⇒ LSE(z) = +∞',
  proof: 'LSE(z) ≥ max z; no other value is the limit, whatever softmax is said to be there.',
  uses: ['logSumExp'],
  inputs: labelled(logits()),
  examples: [
    { logits: [0], label: 0 },
    { logits: [1000, 0], label: 1 },
  ],
  *claims({ logits: z, label }) {
    const whole = yield* ask('logSumExp', z.with(label, Infinity))
    return [identical('logSumExp of logits one of which is +∞', whole, Infinity)]
  },
})

export const masksOut = law<number[]>({
  id: 'log-sum-exp/masks-out',
  equation: 'LSE([x, −∞, y]) = LSE([x, y])',
  proof: 'e^(−∞) = 0 adds nothing to the sum, wherever it stands.',
  uses: ['logSumExp'],
  inputs: maskedLogits,
  examples: maskedExamples,
  domain: isMaskedInPart,
  *claims(z, { textbook: k }) {
    const others = kept(z, z)
    const whole = yield* ask('logSumExp', others)
    const masked = yield* ask('logSumExp', z)
    const budget = budgetFor.logSumExp(spread(others), k) + budgetFor.logSumExp(spread(z), k)
    return [near('logSumExp([x, −∞, y])', masked, whole, budget)]
  },
})

export const monotone = law<{ logits: number[]; label: number; level: number }>({
  id: 'log-sum-exp/monotone',
  equation: 'z ≤ z′ ⇒ LSE(z) ≤ LSE(z′)',
  proof: 'every term rises with its logit, and so do the sum and its logarithm.',
  uses: ['logSumExp'],
  inputs: withLabel(
    together<{ logits: number[]; level: number }>({ logits: logits(), level: scalar }),
  ),
  examples: [
    { logits: [0, 0], label: 0, level: 1 },
    { logits: [0], label: 0, level: 1 },
    { logits: [0], label: 0, level: 1000 },
    { logits: [0, -1000], label: 0, level: 40 },
    { logits: [-1000], label: 0, level: -999 },
    { logits: [10, 0], label: 0, level: 10.00001 },
  ],
  *claims({ logits: z, label, level }, { textbook: k }) {
    const raised = z.map((x, i) => (i === label ? Math.max(x, level) : x))
    const [less, more] = [yield* ask('logSumExp', z), yield* ask('logSumExp', raised)]
    return [
      atLeast(
        `logSumExp(z) after z[${label}] rose`,
        more,
        less,
        budgetFor.logSumExp(spread(z), k) + budgetFor.logSumExp(spread(raised), k),
      ),
    ]
  },
})

export const slopeIsSoftmax = law<{ logits: number[]; direction: number[] }>({
  id: 'log-sum-exp/slope-is-softmax',
  equation: 'softmax(z) · v = (LSE(z + hv) − LSE(z − hv)) / 2h + O(h²)',
  proof:
    '∂LSE/∂zᵢ = e^zᵢ / Σ e^z; the even terms of Taylor cancel, and the '
    + 'third derivative is a third cumulant of v, bounded by its range.',
  uses: ['logSumExp', 'softmax'],
  inputs: directed(logits()),
  examples: [[0], [0, 0], [1, 0], [0, 2, 1], [40, 0], [1000, 0], [-1000, -1000]].flatMap((z) => [
    { logits: z, direction: z.map((_, i) => (i === 0 ? 1 : 0)) },
    { logits: z, direction: z.map((_, i) => (i === 0 ? 1 : -1)) },
  ]),
  domain: stepsExactly,
  claims: (input, setting) =>
    risesAlong('softmax(z)', input, setting, {
      value: { at: (z) => ask('logSumExp', z), budget: (s, k) => budgetFor.logSumExp(s, k) },
      gradient: { at: (z) => ask('softmax', z), budget: (s, k) => budgetFor.softmax(s, k) },
      truncation,
    }),
})

export const value = valueLaw<number[]>('log-sum-exp/value', {
  equation: 'LSE(z) = m + log Σⱼ e^(zⱼ − m), m = max z',
  proof: 'log Σ e^z by definition; the shift by the maximum changes nothing and overflows nowhere.',
  inputs: logits(),
  examples,
})

/** The same gaps, with the greatest logit at zero. */
const belowZero = (z: readonly number[], asked: Asked): number[] => {
  const [peak, logit] = [greatest(z), into(asked)]
  return z.map((x) => (x === -Infinity ? x : logit(x - peak)))
}

export const excess = valueLaw<number[]>('log-sum-exp/excess', {
  equation: 'z_k = max z = 0 ⇒ LSE(z) = log1p(Σ_{j ≠ k} e^zⱼ), to a relative error',
  proof: 'the greatest term is 1, and log1p of the sum of the others forgets none of them.',
  inputs: mapped(logits(), belowZero),
  carried: belowZero,
  examples: [[0], [0, 0], [0, -20], [0, -40], [-40, 0, -40], [0, -700]],
})

export const accurate = valueLaw<number[]>('log-sum-exp/accurate', {
  equation: 'LSE(z) = z_k + log1p(Σ_{j ≠ k} e^(zⱼ − z_k)), z_k = max z, to its last rounding',
  proof: 'the error of log1p vanishes with the other terms, and one addition is left.',
  inputs: logits(),
  examples: [...examples, [0, -40]],
})

export const logSumExpLaws = [
  bounds,
  shiftEquivariant,
  convex,
  oneTerm,
  associative,
  emptyMass,
  infiniteMass,
  masksOut,
  monotone,
  slopeIsSoftmax,
  value,
  excess,
  accurate,
]
