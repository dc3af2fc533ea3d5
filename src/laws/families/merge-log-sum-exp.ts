import * as fc from 'fast-check'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { merging, rescaled } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { difference, identical, near, type Claim } from '../claim.ts'
import { fedBack, feedingBack, labelled, logits, mapped, scalar, withLabel } from '../inputs.ts'
import { ask, askEach, law, type Inputs, type Inquiry, type Setting } from '../law.ts'
import { isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

/** A row, and how many of its classes each part has, but for the last. */
type Cut = { logits: number[]; size: number }
const cut: Inputs<Cut> = (asked, style) =>
  fc
    .tuple(
      fc.oneof(logits({ least: 2 })(asked, style), maskedLogits(asked, style)),
      fc.nat({ max: 5 }),
    )
    .map(([z, turn]) => ({ logits: z, size: 1 + (turn % (z.length - 1)) }))
const isCut = ({ logits: z, size }: Cut): boolean =>
  Number.isInteger(size) && size >= 1 && size < z.length && z.some((x) => x > -Infinity)
const cuts: Cut[] = [
  { logits: [0, 0], size: 1 },
  { logits: [0, 1, 3], size: 1 },
  { logits: [3, 1, 0], size: 2 },
  { logits: [0, 0, 0, 1], size: 2 },
  { logits: [1000, 0], size: 1 },
  { logits: [0, 1000], size: 1 },
  { logits: [-1000, -1000, 0], size: 2 },
  { logits: [-Infinity, 0], size: 1 },
  { logits: [-Infinity, -Infinity, 1, 0], size: 2 },
  { logits: [0, 5, 11], size: 2 },
]

const partsOf = ({ logits: z, size }: Cut): number[][] =>
  z.flatMap((_, i) => (i % size === 0 ? [z.slice(i, i + size)] : []))

/** The log-sum-exps of the parts of a row, what they are merged to, and by how much it may err. */
function* merged(
  parts: readonly number[][],
  of: 'logSumExp' | 'mergeLogSumExp',
  setting: Setting,
): Inquiry<{ masses: number[]; mass: number; budget: number }> {
  const masses = yield* askEach(
    of,
    parts.map((part) => [part]),
  )
  const mass = yield* ask(
    'mergeLogSumExp',
    masses.map((x) => fedBack(x, setting)),
  )
  const rounded = greatest(masses.map((x) => feedingBack(Math.abs(x), setting)))
  return { masses, mass, budget: merging(parts, of, setting.textbook) + rounded }
}

/** That parts are merged to what the whole row has, of the log-sum-exps that an operation finds. */
const sameMass = (
  of: 'logSumExp' | 'mergeLogSumExp',
  stated: { readonly id: string; readonly equation: string; readonly proof: string },
) =>
  law<Cut>({
    ...stated,
    uses: [...new Set(['mergeLogSumExp', of] as const)],
    inputs: cut,
    examples: cuts,
    domain: isCut,
    *claims(input, setting) {
      const { mass, budget } = yield* merged(partsOf(input), of, setting)
      const whole = yield* ask(of, input.logits)
      const own = budgetFor[of](spread(input.logits), setting.textbook)
      return [near(`mergeLogSumExp([${of}(x), ${of}(y), …])`, mass, whole, budget + own)]
    },
  })

export const ofParts = sameMass('logSumExp', {
  id: 'merge-log-sum-exp/of-parts',
  equation: 'merge([LSE(x), LSE(y), …]) = LSE([x, y, …])',
  proof: 'the sum of the sums of all parts is the sum of all terms, however the row is cut.',
})

export const associative = sameMass('mergeLogSumExp', {
  id: 'merge-log-sum-exp/associative',
  equation: 'merge([merge(x), merge(y), …]) = merge([x, y, …])',
  proof: 'a sum of sums is the sum of all terms: parts may be merged in any tree.',
})

export const rescalesSoftmax = law<Cut>({
  id: 'merge-log-sum-exp/rescales-softmax',
  equation:
    'softmax([x, y, …]) = [softmax(x) e^(LSE(x) − m), softmax(y) e^(LSE(y) − m), …], '
    + 'm = merge([LSE(x), LSE(y), …])',
  proof: 'e^(zᵢ − LSE(x)) e^(LSE(x) − m) = e^(zᵢ − m): what a part is divided by cancels.',
  uses: ['mergeLogSumExp', 'logSumExp', 'softmax'],
  inputs: cut,
  examples: cuts,
  domain: isCut,
  *claims(input, setting) {
    const [z, k] = [input.logits, setting.textbook]
    const parts = partsOf(input)
    const { masses, mass, budget } = yield* merged(parts, 'logSumExp', setting)
    const p = yield* ask('softmax', z)
    const s = spread(z)
    const own = budgetFor.softmax(s, k)
    const claims: Claim[] = []
    for (const [j, part] of parts.entries()) {
      if (!part.some((x) => x > -Infinity)) continue
      const q = yield* ask('softmax', part)
      const factor = exponential(difference(at(masses, j), mass))
      const start = j * input.size
      const error = budget + budgetFor.logSumExp(spread(part), k)
      for (const [i, budget] of rescaled(part, s, start, error, k).entries()) {
        const x = at(q, i)
        claims.push(
          near(
            `softmax(z)[${start + i}]`,
            at(p, start + i),
            factor && Number.isFinite(x) ? enclosures.mul(lift(x), factor) : NaN,
            budget + at(own, start + i),
          ),
        )
      }
    }
    return claims
  },
})

/** e^x, where it is a number of moderate size. */
const exponential = (x: ReturnType<typeof difference>) => {
  if (typeof x === 'number') return undefined
  const point = { lo: x, hi: x }
  return enclosures.less(lift(1000), point) ? undefined : enclosures.exp(point)
}

export const loss = law<Cut & { label: number }>({
  id: 'merge-log-sum-exp/loss',
  equation: 'CE([x, y, …], c) = merge([LSE(x), LSE(y), …]) − z_c',
  proof: 'the loss is LSE(z) − z_c, and the logit of the label is known to one of the parts.',
  uses: ['mergeLogSumExp', 'logSumExp', 'crossEntropy'],
  inputs: withLabel(cut),
  examples: cuts.map((input) => ({ ...input, label: input.logits.length - 1 })),
  domain: (input) => isCut(input) && input.logits[input.label] !== -Infinity,
  *claims({ label, ...input }, setting) {
    const { mass, budget } = yield* merged(partsOf(input), 'logSumExp', setting)
    const z = input.logits
    const own = yield* ask('crossEntropy', z, label)
    return [
      near(
        'crossEntropy(z, c)',
        own,
        difference(mass, at(z, label)),
        budget + budgetFor.crossEntropy(spread(z), label, setting.textbook),
      ),
    ]
  },
})

export const masksOut = law<number[]>({
  id: 'merge-log-sum-exp/masks-out',
  equation: 'merge([a, −∞, b]) = merge([a, b])',
  proof: 'a part of no mass adds nothing, wherever it stands.',
  uses: ['mergeLogSumExp'],
  inputs: maskedLogits,
  examples: maskedExamples,
  domain: isMaskedInPart,
  *claims(parts, { textbook: k }) {
    const others = kept(parts, parts)
    const whole = yield* ask('mergeLogSumExp', others)
    const masked = yield* ask('mergeLogSumExp', parts)
    const budget =
      budgetFor.mergeLogSumExp(spread(others), k) + budgetFor.mergeLogSumExp(spread(parts), k)
    return [near('mergeLogSumExp([a, −∞, b])', masked, whole, budget)]
  },
})

export const emptyMass = law<number>({
  id: 'merge-log-sum-exp/empty-mass',
  equation: 'merge([−∞, …, −∞]) = −∞',
  proof: 'parts of no mass have none together.',
  uses: ['mergeLogSumExp'],
  inputs: mapped(scalar, (x) => 1 + (Math.abs(Math.round(x)) % 8)),
  examples: [1, 2],
  domain: (n) => Number.isInteger(n) && n >= 1 && n <= 100,
  *claims(n) {
    const whole = yield* ask('mergeLogSumExp', Array<number>(n).fill(-Infinity))
    return [identical('mergeLogSumExp of empty parts', whole, -Infinity)]
  },
})

export const infiniteMass = law<{ logits: number[]; label: number }>({
  id: 'merge-log-sum-exp/infinite-mass',
  equation: 'lⱼ = +∞ ⇒ merge(l) = +∞',
  proof: 'merge(l) ≥ max l: what overflowed in a part shows in the whole.',
  uses: ['mergeLogSumExp'],
  inputs: labelled(logits()),
  examples: [
    { logits: [0], label: 0 },
    { logits: [1000, 0], label: 1 },
  ],
  *claims({ logits: parts, label }) {
    const whole = yield* ask('mergeLogSumExp', parts.with(label, Infinity))
    return [identical('mergeLogSumExp of parts one of which is +∞', whole, Infinity)]
  },
})

const examples: number[][] = [
  [0],
  [0, 0],
  [1, 0],
  [40, 0],
  [0, -746],
  [710],
  [0, 1000],
  [1000, 1000, 1000],
  [-1000, -1000],
]

export const value = valueLaw<number[]>('merge-log-sum-exp/value', {
  equation: 'merge(l) = m + log Σⱼ e^(lⱼ − m), m = max l',
  proof: 'each e^(lⱼ) is the sum of a part; the shift by the greatest overflows nowhere.',
  inputs: logits(),
  examples,
})

export const accurate = valueLaw<number[]>('merge-log-sum-exp/accurate', {
  equation: 'merge(l) = l_k + log1p(Σ_{j ≠ k} e^(lⱼ − l_k)), l_k = max l, to its last rounding',
  proof: 'the error of log1p vanishes with the other parts, and one addition is left.',
  inputs: logits(),
  examples: [...examples, [0, -40]],
})

export const mergeLogSumExpLaws = [
  ofParts,
  associative,
  rescalesSoftmax,
  loss,
  masksOut,
  emptyMass,
  infiniteMass,
  value,
  accurate,
]
