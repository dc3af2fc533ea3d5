import * as fc from 'fast-check'
import { exact, sum, times } from '../../arithmetic/exact.ts'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { both, sharpening, sumOfSoftmax } from '../budgets/relations.ts'
import { spread } from '../budgets/spread.ts'
import { atLeast, atMost, exactTotal, identical, near, nearEach, type Claim } from '../claim.ts'
import { everyLogitIn } from '../every.ts'
import {
  isOrder,
  labelled,
  logits,
  mapped,
  onGrid,
  permuted,
  scalar,
  shifted,
  staysExact,
  together,
} from '../inputs.ts'
import { ask, law } from '../law.ts'
import { amongMasked, isMaskedInPart, kept, maskedExamples, maskedLogits } from '../masked.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'

const every = everyLogitIn<number[]>('with logits [x, 0]', (x) => [[x, 0]])

export const sumsToOne = law<number[]>({
  id: 'softmax/sums-to-one',
  equation: 'Σᵢ softmax(z)ᵢ = 1',
  proof: 'every term is divided by the sum of all the terms.',
  uses: ['softmax'],
  inputs: logits(),
  examples: [[0, 0], [12, 0], [89, 0], [710, 0], [1000, 1000, 1000], [-1000, -1000], [0]],
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    return [near('the sum of softmax(z)', exactTotal(p), 1, sumOfSoftmax(spread(z), k))]
  },
})

export const inUnitInterval = law<number[]>({
  id: 'softmax/in-unit-interval',
  equation: '0 ≤ softmax(z)ᵢ ≤ 1',
  proof: 'a positive term is divided by a sum that contains it.',
  uses: ['softmax'],
  inputs: logits(),
  examples: [[0], [1, -1], [710], [-750, 0]],
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const budgets = budgetFor.softmax(spread(z), k)
    return p.flatMap((x, i) => [
      atLeast(`softmax(z)[${i}]`, x, 0),
      atMost(`softmax(z)[${i}]`, x, 1, at(budgets, i)),
    ])
  },
})

export const shiftInvariant = law<{ logits: number[]; shift: number }>({
  id: 'softmax/shift-invariant',
  equation: 'softmax(z + c) = softmax(z)',
  proof: 'e^(z + c) = e^c e^z, and e^c cancels between a term and the sum.',
  uses: ['softmax'],
  inputs: shifted(logits()),
  examples: [
    { logits: [0, 0], shift: 1000 },
    { logits: [0, 1], shift: -1000 },
    { logits: [1, 0], shift: 64 },
  ],
  domain: staysExact,
  *claims({ logits: z, shift }, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const far = z.map((x) => x + shift)
    const q = yield* ask('softmax', far)
    const budgets = both(budgetFor.softmax(spread(z), k), budgetFor.softmax(spread(far), k))
    return nearEach('softmax(z + c)', q, p, budgets)
  },
})

export const permutationEquivariant = law<{ logits: number[]; order: number[] }>({
  id: 'softmax/permutation-equivariant',
  equation: 'softmax(Pz) = P softmax(z)',
  proof: 'the sum does not depend on the order of its terms.',
  uses: ['softmax'],
  inputs: permuted(logits({ least: 2 })),
  examples: [
    { logits: [0, 1], order: [1, 0] },
    { logits: [0, 0, -1], order: [1, 0, 2] },
    { logits: [2 ** 53, 1, -(2 ** 53)], order: [2, 0, 1] },
    { logits: [0, 0.5, 0.75, -40], order: [0, 2, 1, 3] },
  ],
  domain: ({ logits: z, order }) => isOrder(order, z.length),
  *claims({ logits: z, order }, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const q = yield* ask(
      'softmax',
      order.map((i) => at(z, i)),
    )
    const budgets = budgetFor.softmax(spread(z), k)
    return order.map((i, r) => near(`softmax(Pz)[${r}]`, at(q, r), at(p, i), 2 * at(budgets, i)))
  },
})

export const keepsOrder = law<number[]>({
  id: 'softmax/keeps-order',
  equation: 'zᵢ ≥ zⱼ ⇒ softmax(z)ᵢ ≥ softmax(z)ⱼ',
  proof:
    'the exponential rises, and all terms are divided by the same sum: but for their roundings.',
  uses: ['softmax'],
  inputs: logits({ least: 2 }),
  examples: [
    [1, 0],
    [-1, -2],
    [-1000, -1001, -1000],
  ],
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const budgets = budgetFor.softmax(spread(z), k)
    const ranks = z.map((_, i) => i).toSorted((i, j) => at(z, i) - at(z, j))
    return ranks.slice(1).map((i, r) => {
      const j = at(ranks, r)
      return atLeast(
        `softmax(z)[${i}], whose logit is no less than z[${j}],`,
        at(p, i),
        at(p, j),
        at(budgets, i) + at(budgets, j),
      )
    })
  },
})

export const keepsTies = law<{ logits: number[]; label: number }>({
  id: 'softmax/keeps-ties',
  equation: 'zᵢ = zⱼ ⇒ softmax(z)ᵢ = softmax(z)ⱼ',
  proof: 'equal terms over one sum.',
  uses: ['softmax'],
  inputs: labelled(logits()),
  examples: [
    { logits: [0], label: 0 },
    { logits: [1, 0], label: 0 },
    { logits: [0, 1], label: 0 },
  ],
  *claims({ logits: z, label }, { textbook: k }) {
    const twice = [...z, at(z, label)]
    const p = yield* ask('softmax', twice)
    return [
      near(
        `softmax(z)[${label}], with its logit repeated at the end,`,
        at(p, label),
        at(p, z.length),
        2 * at(budgetFor.softmax(spread(twice), k), label),
      ),
    ]
  },
})

export const logOdds = law<{ logits: number[]; label: number }>({
  id: 'softmax/log-odds',
  equation: 'softmax(z)ᵢ = e^(zᵢ − zⱼ) softmax(z)ⱼ',
  proof: 'the two terms share their divisor, so that log(pᵢ/pⱼ) = zᵢ − zⱼ.',
  uses: ['softmax'],
  inputs: labelled(logits({ least: 2 })),
  examples: [
    { logits: [1, 0], label: 1 },
    { logits: [-1, 0], label: 0 },
    { logits: [10, 0], label: 1 },
    { logits: [-1000, -1000], label: 0 },
    { logits: [-37, -750], label: 1 },
    { logits: [-740, -744], label: 1 },
  ],
  *claims({ logits: z, label: j }, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const s = spread(z)
    const [top, budgets] = [s.pivot, budgetFor.softmax(s, k)]
    const odds = enclosures.exp(enclosures.sub(lift(at(z, j)), lift(s.peak)))
    const expected = Number.isFinite(at(p, top)) ? enclosures.mul(odds, lift(at(p, top))) : NaN
    const budget = at(budgets, j) + enclosures.toNumber(odds) * at(budgets, top)
    return [near(`softmax(z)[${j}]`, at(p, j), expected, budget)]
  },
})

export const reachesOne = law<{ gap: number; others: number }>({
  id: 'softmax/reaches-one',
  equation: 'softmax([g, 0, …, 0])₀ ≥ 1 − (N − 1)e^(−g)',
  proof:
    'the other terms sum to (N − 1)e^(−g), so that every '
    + 'probability below 1 is reached by some gap.',
  uses: ['softmax'],
  inputs: together<{ gap: number; others: number }>({
    gap: mapped(scalar, (x) => Math.abs(x)),
    others: (asked, style) =>
      mapped(scalar, (x) => 1 + (Math.abs(Math.round(x)) % 8))(asked, style),
  }),
  examples: [
    { gap: 0, others: 1 },
    { gap: 10, others: 1 },
    { gap: 20, others: 9 },
    { gap: 1000, others: 2 },
    { gap: 5, others: 1 },
  ],
  domain: ({ gap, others }) => gap >= 0 && Number.isInteger(others) && others >= 1,
  *claims({ gap, others }, { textbook: k }) {
    const z = [gap, ...Array<number>(others).fill(0)]
    const p = yield* ask('softmax', z)
    const rest = enclosures.mul(lift(others), enclosures.exp(enclosures.neg(lift(gap))))
    return [
      atLeast(
        'softmax([g, 0, …])[0]',
        at(p, 0),
        enclosures.sub(lift(1), rest),
        at(budgetFor.softmax(spread(z), k), 0),
      ),
    ]
  },
})

export const competes = law<{ logits: number[]; label: number }>({
  id: 'softmax/competes',
  equation: 'softmax(z + h eⱼ)ᵢ = softmax(z)ᵢ · Σ e^z / Σ e^(z + h eⱼ) for i ≠ j',
  proof:
    'raising one logit changes no other term and makes the sum '
    + 'greater: what one class gains, all the others lose.',
  uses: ['softmax'],
  inputs: labelled(logits({ least: 2 })),
  examples: [
    { logits: [1, 0], label: 1 },
    { logits: [2, 1, 0], label: 1 },
  ],
  *claims({ logits: z, label: j }, { textbook: k }) {
    const raised = z.with(j, greatest(z))
    const p = yield* ask('softmax', z)
    const q = yield* ask('softmax', raised)
    const [s, t] = [spread(z), spread(raised)]
    const fromPeak = (xs: readonly number[]) => xs.map((x) => enclosures.sub(lift(x), lift(s.peak)))
    const loss = enclosures.exp(
      enclosures.sub(oracle.logSumExp(fromPeak(z)), oracle.logSumExp(fromPeak(raised))),
    )
    const [before, after] = [budgetFor.softmax(s, k), budgetFor.softmax(t, k)]
    return z.flatMap((_, i): Claim[] => {
      if (i === j) return []
      const expected = Number.isFinite(at(p, i)) ? enclosures.mul(lift(at(p, i)), loss) : NaN
      return [
        near(
          `softmax(z)[${i}] after z[${j}] rose to the greatest`,
          at(q, i),
          expected,
          at(before, i) + at(after, i),
        ),
      ]
    })
  },
})

export const sharpens = law<number[]>({
  id: 'softmax/sharpens',
  equation: 'softmax(2z)ᵢ Σⱼ softmax(z)ⱼ² = softmax(z)ᵢ²',
  proof: 'e^(2z) = (e^z)²: halving the temperature squares the odds.',
  uses: ['softmax'],
  inputs: logits(),
  examples: [
    [0, 0],
    [1, 0],
    [2, 1, 0],
  ],
  domain: (z, { numbers: { reach } }) => z.every((x) => Math.abs(2 * x) <= reach),
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const q = yield* ask(
      'softmax',
      z.map((x) => 2 * x),
    )
    const [s, t] = [spread(z), spread(z.map((x) => 2 * x))]
    const budgets = sharpening(s, t, k)
    const squares = p.every(Number.isFinite) ? sum(p.map((x) => times(exact(x), exact(x)))) : NaN
    return q.map((x, i) => {
      const scaled =
        typeof squares === 'number' || !Number.isFinite(x) ? NaN : times(exact(x), squares)
      const square = typeof squares === 'number' ? NaN : times(exact(at(p, i)), exact(at(p, i)))
      return near(`softmax(2z)[${i}] Σ softmax(z)²`, scaled, square, at(budgets, i))
    })
  },
})

export const oneClass = law<number>({
  id: 'softmax/one-class',
  equation: 'softmax([x]) = [1]',
  proof: 'the only term is the sum.',
  uses: ['softmax'],
  inputs: scalar,
  examples: [0, 12, -750, 1000, -1000],
  *claims(x, { textbook: k }) {
    const p = yield* ask('softmax', [x])
    return [near('softmax([x])[0]', at(p, 0), 1, at(budgetFor.softmax(spread([x]), k), 0))]
  },
})

export const value = valueLaw<number[]>('softmax/value', {
  equation: 'softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z',
  proof: 'by definition; the shift by the maximum changes nothing and overflows nowhere.',
  inputs: logits(),
  examples: [
    [0, 0],
    [1, 0],
    [10, 0],
    [-1000, 0],
    [1000, 0],
    [1e4, 1e4],
  ],
  every,
})

export const accurate = valueLaw<number[]>('softmax/accurate', {
  equation: 'softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), where a gap counts only if it is rounded',
  proof:
    'on a common grid z − m is not rounded, so that only '
    + 'exponentials, sum and quotient are: no gap enters.',
  inputs: (asked, style) => fc.oneof(logits()(asked, style), onGrid(logits())(asked, style)),
  examples: [
    [0, 0],
    [0, -700],
    [37, 0],
    [-100, 0],
    [0, -80, -3],
    // Terms that a sum from 1 on loses one by one, and not together.
    [0, ...Array<number>(99).fill(-37)],
  ],
  every,
})

export const masksOut = law<number[]>({
  id: 'softmax/masks-out',
  equation: 'zᵢ = −∞ ⇒ softmax(z)ᵢ = 0, and the others are the softmax of the others',
  proof: 'e^(−∞) = 0 adds nothing to the sum.',
  uses: ['softmax'],
  inputs: maskedLogits,
  examples: maskedExamples,
  domain: isMaskedInPart,
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const truth = amongMasked(z, oracle.softmax(liftAll(kept(z, z))), () => lift(0))
    const budgets = budgetFor.softmax(spread(z), k)
    return p.map((x, i) =>
      z[i] === -Infinity ?
        identical(`softmax(z)[${i}], of a masked class,`, x, 0)
      : near(`softmax(z)[${i}]`, x, at(truth, i), at(budgets, i)),
    )
  },
})

export const softmaxLaws = [
  sumsToOne,
  inUnitInterval,
  shiftInvariant,
  permutationEquivariant,
  keepsOrder,
  keepsTies,
  logOdds,
  reachesOne,
  competes,
  sharpens,
  oneClass,
  value,
  accurate,
  masksOut,
]
