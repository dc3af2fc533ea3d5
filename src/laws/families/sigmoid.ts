import { budgetFor } from '../budgets/index.ts'
import { atLeast, atMost, exactTotal, near } from '../claim.ts'
import { everyLogit } from '../every.ts'
import { mapped, scalar, together } from '../inputs.ts'
import { ask, law } from '../law.ts'
import { valueLaw } from '../value-law.ts'

const examples = [0, 1, -1, 3, -3, 10, 20, -20, 40, -40, 89, -89, 710, -710, 720, -720, 1000, -1000]

export const mirrored = law<number>({
  id: 'sigmoid/mirrored',
  equation: 'σ(x) + σ(−x) = 1',
  proof: '1 / (1 + e^(−x)) + 1 / (1 + e^x) = (e^x + 1) / (1 + e^x).',
  uses: ['sigmoid'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const p = [yield* ask('sigmoid', x), yield* ask('sigmoid', -x)]
    return [
      near(
        'sigmoid(x) + sigmoid(−x)',
        exactTotal(p),
        1,
        budgetFor.sigmoid(x, k) + budgetFor.sigmoid(-x, k),
      ),
    ]
  },
})

export const monotone = law<{ low: number; high: number }>({
  id: 'sigmoid/monotone',
  equation: 'x ≤ x′ ⇒ σ(x) ≤ σ(x′)',
  proof: 'the slope is σ(x) σ(−x) > 0.',
  uses: ['sigmoid'],
  inputs: mapped(together<{ a: number; b: number }>({ a: scalar, b: scalar }), ({ a, b }) => ({
    low: Math.min(a, b),
    high: Math.max(a, b),
  })),
  examples: [
    { low: -1, high: 1 },
    { low: -1000, high: 0 },
    { low: 0, high: 1000 },
    { low: 0, high: 710 },
    { low: 0, high: 89 },
    { low: 10, high: 40 },
  ],
  domain: ({ low, high }) => low <= high,
  *claims({ low, high }, { textbook: k }) {
    const [less, more] = [yield* ask('sigmoid', low), yield* ask('sigmoid', high)]
    return [
      atLeast('sigmoid(x′)', more, less, budgetFor.sigmoid(low, k) + budgetFor.sigmoid(high, k)),
    ]
  },
})

export const inUnitInterval = law<number>({
  id: 'sigmoid/in-unit-interval',
  equation: '0 ≤ σ(x) ≤ 1',
  proof: '1 is divided by a sum of 1 and a positive number.',
  uses: ['sigmoid'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const p = yield* ask('sigmoid', x)
    return [atLeast('sigmoid(x)', p, 0), atMost('sigmoid(x)', p, 1, budgetFor.sigmoid(x, k))]
  },
})

export const value = valueLaw<number>('sigmoid/value', {
  equation: 'σ(x) = 1 / (1 + e^(−x))',
  proof: 'by definition; for x < 0, e^x / (1 + e^x) is the same and does not overflow.',
  inputs: scalar,
  examples,
  every: everyLogit,
})

export const tail = valueLaw<number>('sigmoid/tail', {
  equation: 'σ(x) = e^x / (1 + e^x), to a relative error',
  proof: 'for x < 0 the exponential keeps all its digits, and 1 + e^x only rounds.',
  inputs: scalar,
  examples: [-40, ...examples],
  every: everyLogit,
})

export const sigmoidLaws = [mirrored, monotone, inUnitInterval, value, tail]
