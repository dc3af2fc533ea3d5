import { isMember } from '../../arithmetic/format.ts'
import { at } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread } from '../budgets/spread.ts'
import { near } from '../claim.ts'
import {
  isModerate,
  mapped,
  middles,
  moderate,
  scalar,
  together,
  weightEntry,
  withLabel,
} from '../inputs.ts'
import { ask, law, type Asked, type Inputs } from '../law.ts'

type Pair = { logits: number[] }
/** Two logits whose difference is a number of the format. */
const twoLogits: Inputs<Pair> = mapped(
  middles(mapped(scalar, (x, asked) => [moderate(x, asked)])),
  ({ logits: [x = 0], change: [c = 0] }) => ({ logits: [x + c, c] }),
)
const isPair = ({ logits: [a = NaN, b = NaN, ...more] }: Pair, asked: Asked): boolean =>
  more.length === 0
  && isModerate([a, b], asked)
  && isMember(a - b, asked.numbers.logits)
  && a - b + b === a
  && a - (a - b) === b
const gap = ([a = NaN, b = NaN]: readonly number[]): number => a - b

const examples: Pair[] = [
  { logits: [0, 0] },
  { logits: [1, 0] },
  { logits: [0, 2] },
  { logits: [40, 0] },
  { logits: [0, 40] },
  { logits: [1000, 0] },
  { logits: [-1000, 0] },
  { logits: [-1000, -1000] },
  { logits: [2 ** 20 + 1, 2 ** 20] },
]
const labelled = examples.flatMap((pair) => [
  { ...pair, label: 0 },
  { ...pair, label: 1 },
])

export const softmaxIsSigmoid = law<Pair>({
  id: 'two-classes/softmax-is-sigmoid',
  equation: 'softmax([a, b])₀ = σ(a − b)',
  proof: 'e^a / (e^a + e^b) = 1 / (1 + e^(b − a)).',
  uses: ['softmax', 'sigmoid'],
  inputs: twoLogits,
  examples,
  domain: isPair,
  *claims({ logits: z }, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const one = yield* ask('sigmoid', gap(z))
    return [
      near(
        'softmax([a, b])[0]',
        at(p, 0),
        one,
        at(budgetFor.softmax(spread(z), k), 0) + budgetFor.sigmoid(gap(z), k),
      ),
    ]
  },
})

export const crossEntropyIsBinary = law<Pair & { label: number }>({
  id: 'two-classes/cross-entropy-is-binary',
  equation: 'CE([a, b], 0) = BCE(a − b, 1), CE([a, b], 1) = BCE(a − b, 0)',
  proof: '−log softmax([a, b])₀ = −log σ(a − b): class 0 is the positive one.',
  uses: ['crossEntropy', 'binaryCrossEntropy'],
  inputs: withLabel(twoLogits),
  examples: labelled,
  domain: isPair,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const loss = yield* ask('crossEntropy', z, y)
    const binary = yield* ask('binaryCrossEntropy', gap(z), 1 - y)
    return [
      near(
        'crossEntropy([a, b], y)',
        loss,
        binary,
        budgetFor.crossEntropy(spread(z), y, k) + budgetFor.binaryCrossEntropy(gap(z), 1 - y, k),
      ),
    ]
  },
})

export const softCrossEntropyIsBinary = law<Pair & { target: number }>({
  id: 'two-classes/soft-cross-entropy-is-binary',
  equation: 'CE([a, b], [t, 1 − t]) = BCE(a − b, t)',
  proof: 'the weights of the two logarithms are the same.',
  uses: ['softCrossEntropy', 'binaryCrossEntropy'],
  inputs: mapped(
    together<{ pair: Pair; target: number }>({
      pair: twoLogits,
      target: mapped(weightEntry, (t) => Math.round(64 * t) / 64),
    }),
    ({ pair, target }) => ({ ...pair, target }),
  ),
  examples: examples.flatMap((pair) => [
    { ...pair, target: 1 },
    { ...pair, target: 0.25 },
  ]),
  domain: (input, asked) =>
    isPair(input, asked)
    && isMember(1 - input.target, asked.numbers.targets)
    && input.target >= 0
    && input.target <= 1,
  *claims({ logits: z, target: t }, { textbook: k }) {
    const loss = yield* ask('softCrossEntropy', z, [t, 1 - t])
    const binary = yield* ask('binaryCrossEntropy', gap(z), t)
    return [
      near(
        'softCrossEntropy([a, b], [t, 1 − t])',
        loss,
        binary,
        budgetFor.softCrossEntropy(spread(z), [t, 1 - t], k)
          + budgetFor.binaryCrossEntropy(gap(z), t, k),
      ),
    ]
  },
})

export const gradientIsBinary = law<Pair & { label: number }>({
  id: 'two-classes/gradient-is-binary',
  equation: '∂CE([a, b], y)/∂a = ∂BCE(a − b, 1 − y)/∂x',
  proof: 'the chain rule, where a − b has the slope 1 in a.',
  uses: ['crossEntropyGradient', 'binaryCrossEntropyGradient'],
  inputs: withLabel(twoLogits),
  examples: [...labelled, { logits: [20, 0], label: 0 }],
  domain: isPair,
  *claims({ logits: z, label: y }, { textbook: k }) {
    const g = yield* ask('crossEntropyGradient', z, y)
    const slope = yield* ask('binaryCrossEntropyGradient', gap(z), 1 - y)
    return [
      near(
        'crossEntropyGradient([a, b], y)[0]',
        at(g, 0),
        slope,
        at(budgetFor.crossEntropyGradient(spread(z), y, k), 0)
          + budgetFor.binaryCrossEntropyGradient(gap(z), 1 - y, k),
      ),
    ]
  },
})

export const twoClassesLaws = [
  softmaxIsSigmoid,
  crossEntropyIsBinary,
  softCrossEntropyIsBinary,
  gradientIsBinary,
]
