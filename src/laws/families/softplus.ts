import { exact } from '../../arithmetic/exact.ts'
import { budgetFor } from '../budgets/index.ts'
import { truncation } from '../budgets/relations.ts'
import { atLeast, difference, near, nearRise } from '../claim.ts'
import { everyLogit } from '../every.ts'
import { differenceStep, holdsSums, mapped, ontoSteps, scalar, together } from '../inputs.ts'
import { ask, law } from '../law.ts'
import { enclosures, lift } from '../oracle.ts'
import { valueLaw } from '../value-law.ts'
import { expOf } from './log-softmax.ts'

const examples = [
  0, 1, -1, 2, 10, -10, 17, -17, 21, -21, 37, -37, 40, -40, 89, -89, 104, -104, 710, -710, 746,
  -746, 1000, -1000,
]

export const oddPart = law<number>({
  id: 'softplus/odd-part',
  equation: 'softplus(x) − softplus(−x) = x',
  proof: 'log(1 + e^x) = x + log(e^(−x) + 1).',
  uses: ['softplus'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const rest = difference(yield* ask('softplus', x), yield* ask('softplus', -x))
    return [
      near(
        'softplus(x) − softplus(−x)',
        rest,
        x,
        budgetFor.softplus(x, k) + budgetFor.softplus(-x, k),
      ),
    ]
  },
})

export const bounds = law<number>({
  id: 'softplus/bounds',
  equation: 'max(x, 0) ≤ softplus(x) ≤ max(x, 0) + log 2',
  proof: '1 + e^x is no less than the greater of its terms and no more than twice that.',
  uses: ['softplus'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const least = Math.max(x, 0)
    const { hi } = enclosures.add(lift(least), enclosures.log(lift(2)))
    return [
      near(
        'softplus(x)',
        yield* ask('softplus', x),
        { lo: exact(least), hi },
        budgetFor.softplus(x, k),
      ),
    ]
  },
})

export const monotone = law<{ low: number; high: number }>({
  id: 'softplus/monotone',
  equation: 'x ≤ x′ ⇒ softplus(x) ≤ softplus(x′)',
  proof: 'the slope is σ(x) > 0.',
  uses: ['softplus'],
  inputs: mapped(together<{ a: number; b: number }>({ a: scalar, b: scalar }), ({ a, b }) => ({
    low: Math.min(a, b),
    high: Math.max(a, b),
  })),
  examples: [
    { low: 0, high: 1 },
    { low: -1, high: 0 },
    { low: 20, high: 20 + 2 ** -40 },
    { low: 10, high: 40 },
    { low: 0, high: 1000 },
    { low: -1000, high: 1000 },
  ],
  domain: ({ low, high }) => low <= high,
  *claims({ low, high }, { textbook: k }) {
    const [less, more] = [yield* ask('softplus', low), yield* ask('softplus', high)]
    return [
      atLeast('softplus(x′)', more, less, budgetFor.softplus(low, k) + budgetFor.softplus(high, k)),
    ]
  },
})

export const slopeIsSigmoid = law<number>({
  id: 'softplus/slope-is-sigmoid',
  equation: 'σ(x) = (softplus(x + h) − softplus(x − h)) / 2h + O(h²)',
  proof:
    'd log(1 + e^x)/dx = e^x / (1 + e^x); the even terms of Taylor cancel, and |σ″| ≤ 1/(6√3).',
  uses: ['softplus', 'sigmoid'],
  inputs: mapped(scalar, ontoSteps),
  examples: [0, 1, -1, 3, -3, 10, -10, 20, -20, 40, -40, 1000, -1000],
  domain: (x, asked) => holdsSums([x], [differenceStep(asked)], asked),
  *claims(x, setting) {
    const k = setting.textbook
    const h = differenceStep(setting)
    const slope = yield* ask('sigmoid', x)
    const losses = [yield* ask('softplus', x + h), yield* ask('softplus', x - h)] as const
    const budget =
      truncation(h, [0, 1])
      + (budgetFor.softplus(x + h, k) + budgetFor.softplus(x - h, k)) / (2 * h)
      + budgetFor.sigmoid(x, k)
    return [nearRise('sigmoid(x)', slope, losses, 2 * h, budget)]
  },
})

export const value = valueLaw<number>('softplus/value', {
  equation: 'softplus(x) = max(x, 0) + log1p(e^(−|x|))',
  proof: 'log(1 + e^x) by definition, with the greater of the two terms taken out.',
  inputs: scalar,
  examples: [20, -20, ...examples],
  every: everyLogit,
})

export const tail = valueLaw<number>('softplus/tail', {
  equation: 'softplus(x) = log1p(e^x), to a relative error',
  proof: 'log1p keeps the digits of e^x that 1 + e^x drops.',
  inputs: scalar,
  examples: [-40, ...examples],
  every: everyLogit,
})

export const mirrorsSoftplus = law<number>({
  id: 'log-sigmoid/mirrors-softplus',
  equation: 'log σ(x) = −softplus(−x)',
  proof: 'log(1 / (1 + e^(−x))) = −log(1 + e^(−x)).',
  uses: ['logSigmoid', 'softplus'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const l = yield* ask('logSigmoid', x)
    return [
      near(
        'logSigmoid(x)',
        l,
        -(yield* ask('softplus', -x)),
        budgetFor.logSigmoid(x, k) + budgetFor.softplus(-x, k),
      ),
    ]
  },
})

export const expIsSigmoid = law<number>({
  id: 'log-sigmoid/exp-is-sigmoid',
  equation: 'e^(log σ(x)) = σ(x)',
  proof: 'by definition; between two answers of one implementation.',
  uses: ['logSigmoid', 'sigmoid'],
  inputs: scalar,
  examples,
  *claims(x, { textbook: k }) {
    const l = yield* ask('logSigmoid', x)
    const p = yield* ask('sigmoid', x)
    const ofLog = Math.expm1(Math.min(700, budgetFor.logSigmoid(x, k))) / (1 + Math.exp(-x))
    return [near('sigmoid(x)', p, expOf(l), budgetFor.sigmoid(x, k) + ofLog)]
  },
})

export const logSigmoidValue = valueLaw<number>('log-sigmoid/value', {
  equation: 'log σ(x) = min(x, 0) − log1p(e^(−|x|))',
  proof: '−log(1 + e^(−x)) with the greater of the two terms taken out.',
  inputs: scalar,
  examples,
  every: everyLogit,
})

export const logSigmoidTail = valueLaw<number>('log-sigmoid/tail', {
  equation: 'log σ(x) = −log1p(e^(−x)), to a relative error',
  proof: 'log1p keeps the digits of e^(−x) that 1 + e^(−x) drops.',
  inputs: scalar,
  examples: [40, ...examples],
  every: everyLogit,
})

export const softplusLaws = [oddPart, bounds, monotone, slopeIsSigmoid, value, tail]
export const logSigmoidLaws = [mirrorsSoftplus, expIsSigmoid, logSigmoidValue, logSigmoidTail]
