import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { options as table } from '../../contract/options.ts'
import { budgetFor } from '../budgets/index.ts'
import { both } from '../budgets/relations.ts'
import { atLeast, atMost, either, identical, near, nearEach } from '../claim.ts'
import { into, intoTargets, weightEntry } from '../inputs.ts'
import { ask, law, type Asked, type Inputs } from '../law.ts'
import { enclosures, liftAll, oracle } from '../oracle.ts'
import { behindMask } from '../hidden.ts'
import { areValues } from '../options-together.ts'
import { areBounded, boundedFor } from '../together.ts'
import { valueLaw } from '../value-law.ts'
import { askReduced, askRows, batches, classWeights, isBatch, type Batch } from './batch.ts'
import { withoutClass } from './labels.ts'

type Weighted = Batch & { readonly weights: number[] }
type Smoothed = Batch & { readonly smoothing: number }

const weighted: Inputs<Weighted> = (asked, style) =>
  fc
    .tuple(batches(asked, style), classWeights(asked, style))
    .map(([batch, weights]) => ({ ...batch, weights: weights.slice(0, batch.logits[0]?.length) }))
const isWeighted = ({ weights, ...batch }: Weighted): boolean =>
  isBatch(batch)
  && weights.length === batch.logits[0]?.length
  && weights.every((w) => w > 0 && w <= 2)
const smoothed: Inputs<Smoothed> = (asked, style) =>
  fc
    .tuple(batches(asked, style), weightEntry(asked, style))
    .map(([batch, smoothing]) => ({ ...batch, smoothing }))
const isSmoothed = ({ smoothing, ...batch }: Smoothed): boolean =>
  isBatch(batch) && smoothing >= 0 && smoothing <= 1

const two: Batch = {
  logits: [
    [0, 0],
    [2, 0],
  ],
  labels: [0, 1],
}
const three: Batch = {
  logits: [
    [1, 0, 0],
    [0, 0, 2],
  ],
  labels: [1, 2],
}

export const weightsRows = valueLaw<Weighted>('batch-options/class-weights', {
  equation: 'none: Lₙ = w[yₙ] CE(zₙ, yₙ)',
  proof: 'the weight multiplies the target.',
  inputs: weighted,
  examples: [
    { ...two, weights: [1, 2] },
    { ...three, weights: [0.5, 1, 2] },
  ],
  domain: isWeighted,
  about: 'the losses of the rows',
  options: ({ weights }) => ({ classWeights: weights }),
})

export const weightedMean = valueLaw<Weighted>('batch-options/weighted-mean', {
  equation: 'mean: L = Σₙ w[yₙ] CE(zₙ, yₙ) / Σₙ w[yₙ]',
  proof: 'a weighted mean divides by the weights that it used.',
  inputs: weighted,
  examples: [
    { ...two, weights: [1, 2] },
    { ...three, weights: [0.5, 1, 2] },
  ],
  domain: isWeighted,
  about: 'the mean loss',
  options: ({ weights }) => ({ classWeights: weights }),
})

export const smooths = valueLaw<Smoothed>('batch-options/label-smoothing', {
  equation: 'none: Lₙ = CE(zₙ, (1 − e) yₙ + e/K)',
  proof: 'e of the mass is spread evenly over all K classes, the label among them.',
  inputs: smoothed,
  examples: [
    { ...two, smoothing: 0.5 },
    { ...three, smoothing: 0.25 },
  ],
  domain: isSmoothed,
  about: 'the losses of the rows',
  options: ({ smoothing }) => ({ labelSmoothing: smoothing }),
})

export const smoothsWithWeights = valueLaw<Weighted & Smoothed>(
  'batch-options/smoothing-with-weights',
  {
    equation: 'none: Lₙ = CE(zₙ, w ∘ ((1 − e) yₙ + e/K))',
    proof: 'each class keeps its weight when the mass is spread.',
    inputs: (asked, style) =>
      fc
        .tuple(weighted(asked, style), weightEntry(asked, style))
        .map(([batch, smoothing]) => ({ ...batch, smoothing })),
    examples: [
      { ...two, weights: [1, 2], smoothing: 0.5 },
      { ...three, weights: [0.5, 1, 2], smoothing: 0.25 },
    ],
    domain: ({ smoothing, ...batch }) => isWeighted(batch) && smoothing >= 0 && smoothing <= 1,
    about: 'the losses of the rows',
    options: ({ weights, smoothing }) => ({ classWeights: weights, labelSmoothing: smoothing }),
  },
)

/** A batch with a mask, behind which anything may stand; a label is hidden in the last example alone. */
type Masked = Batch & { readonly mask: number[][] }
const masked: Inputs<Masked> = (asked, style) =>
  fc
    .tuple(batches(asked, style), fc.integer({ min: 1, max: 15 }))
    .map(([{ logits, labels }, bits]) => {
      const mask = logits.map((z, n) =>
        z.map((_, i) => ((bits >> ((n + i) % 4)) & 1 && i !== labels[n] ? 0 : 1)),
      )
      const batch = { logits, labels, options: none }
      const { logits: filled } = behindMask('batchCrossEntropy', batch, () => mask, asked)
      return { logits: filled as number[][], labels, mask }
    })
const none = { reduction: 'none' } as const
const isMasked = ({ mask, logits, labels }: Masked, asked: Asked): boolean =>
  isBatch({ logits: logits.map((z, n) => z.map((x, i) => (mask[n]?.[i] === 0 ? 0 : x))), labels })
  && areValues('batchCrossEntropy', { mask }, sizesOf(logits), asked)
const sizesOf = (logits: readonly number[][]) => ({
  classes: logits[0]?.length ?? 0,
  rows: logits.length,
})
const maskedExamples: Masked[] = [
  { logits: [[0, 0, 1000]], labels: [0], mask: [[1, 1, 0]] },
  {
    logits: [
      [NaN, 0],
      [2, Infinity],
    ],
    labels: [1, 0],
    mask: [
      [0, 1],
      [1, 0],
    ],
  },
  { logits: [[0, 0]], labels: [1], mask: [[1, 0]] },
]

export const hides = valueLaw<Masked>('batch-options/mask', {
  equation: 'none: Lₙ = CE of the classes i with mₙᵢ = 1, whatever the others hold',
  proof: 'what is not there has no probability, as at −∞; nothing is computed with its logit.',
  inputs: masked,
  examples: maskedExamples,
  domain: isMasked,
  about: 'the losses of the rows',
  options: ({ mask }) => ({ mask }),
})
export const hidesGradient = valueLaw<Masked>('batch-options/mask-gradient', {
  equation: 'sum: ∂L/∂zₙᵢ = 0 where mₙᵢ = 0, else that of the classes that are there',
  proof: 'the loss depends on no hidden logit: 0 times the slope of e^z there would be NaN.',
  inputs: masked,
  examples: maskedExamples.slice(0, 2),
  domain: isMasked,
  about: 'the gradient of row',
  options: ({ mask }) => ({ mask }),
})

/** A batch with one number as an option, of those that people try. */
type With = Batch & { readonly number: number }
type NumberName = 'temperature' | 'softCap' | 'focusing' | 'zLoss'
const withNumber =
  (name: NumberName, numbers: readonly number[]): Inputs<With> =>
  (asked, style) =>
    fc.tuple(batches(asked, style), fc.constantFrom(...numbers)).map(([batch, x]) => {
      const number = intoTargets(x, asked)
      // A square of log-sum-exp may overflow where the logits do not.
      const logit = into(boundedFor(16, asked, { [name]: number }))
      return { ...batch, logits: batch.logits.map((z) => z.map(logit)), number }
    })

/** What two laws say of an option that is one number: of the losses, and of their gradient. */
const ofNumber = (
  name: NumberName,
  numbers: readonly number[],
  [first = 1, second = first] = numbers,
) => ({
  inputs: withNumber(name, numbers),
  examples: [
    { ...two, number: first },
    { ...three, number: second },
  ],
  domain: ({ number, ...batch }: With, asked: Asked) =>
    isBatch(batch)
    && areBounded(batch.logits, asked, { [name]: number })
    && number >= (table[name].acts === 'loss' ? 0 : 2 ** -4)
    && number <= 64,
  options: ({ number }: With) => ({ [name]: number }),
})

const ofTemperature = ofNumber('temperature', [2, 0.5, 4, 0.1, 1])
export const temperature = valueLaw<With>('batch-options/temperature', {
  ...ofTemperature,
  equation: 'none: Lₙ = CE(zₙ / T, yₙ)',
  proof: 'a temperature divides the logits before anything else is done: the greatest stays so.',
  about: 'the losses of the rows',
})
export const temperatureGradient = valueLaw<With>('batch-options/temperature-gradient', {
  ...ofTemperature,
  equation: 'sum: ∂L/∂zₙ = (softmax(zₙ / T) − yₙ) / T',
  proof: 'by the chain rule, the slope of z / T is a factor of the gradient.',
  about: 'the gradient of row',
})

const ofSoftCap = ofNumber('softCap', [2, 30, 1, 50, 0.5])
export const softCap = valueLaw<With>('batch-options/soft-cap', {
  ...ofSoftCap,
  equation: 'none: Lₙ = CE(c tanh(zₙ / c), yₙ)',
  proof:
    'near 0 the capped logit is z, and beyond c it stays within ±c, so that no loss exceeds '
    + '2c + log K.',
  about: 'the losses of the rows',
})
export const softCapGradient = valueLaw<With>('batch-options/soft-cap-gradient', {
  ...ofSoftCap,
  equation: 'sum: ∂L/∂zₙ = (softmax(uₙ) − yₙ)(1 − (uₙ/c)²), uₙ = c tanh(zₙ / c)',
  proof: 'by the chain rule, 1 − tanh² is a factor of each entry: what is capped hardly learns.',
  about: 'the gradient of row',
})

const ofFocusing = ofNumber('focusing', [2, 0.5, 1, 0, 5])
const sure: With = { logits: [[1000, 0]], labels: [0], number: 0.5 }
export const focal = valueLaw<With>('batch-options/focal', {
  ...ofFocusing,
  equation: 'none: Lₙ = (1 − pₙ)^γ CE(zₙ, yₙ), pₙ = softmax(zₙ) at yₙ',
  proof:
    'what is learnt already counts less, by a power of the part that is not (Lin et al. 2017).',
  about: 'the losses of the rows',
})
export const focalGradient = valueLaw<With>('batch-options/focal-gradient', {
  ...ofFocusing,
  equation:
    'sum: ∂L/∂zₙ = (1 − pₙ)^γ (1 + γ pₙ (−log pₙ) / (1 − pₙ)) (softmax(zₙ) − yₙ), '
    + 'pₙ = softmax(zₙ) at yₙ',
  proof:
    'the product rule: (1 − p)^γ has a slope of its own. −log p / (1 − p) goes to 1 with p, so that '
    + 'nothing is infinite where the label is sure.',
  examples: [...ofFocusing.examples, sure, { ...sure, number: 2 }],
  about: 'the gradient of row',
})

export const focalAccurate = valueLaw<With>('batch-options/focal-accurate', {
  ...ofFocusing,
  equation: 'none: Lₙ = (Σ_{j ≠ yₙ} softmax(zₙ)ⱼ)^γ CE(zₙ, yₙ), to a relative error',
  proof: 'the part that is not learnt is what the others have: nothing is subtracted from 1.',
  examples: [...ofFocusing.examples, { logits: [[40, 0]], labels: [0], number: 2 }],
  about: 'the losses of the rows',
})

export const focalWeightedMean = valueLaw<Weighted & { readonly number: number }>(
  'batch-options/focal-weighted-mean',
  {
    equation: 'mean: L = Σₙ w[yₙ] (1 − pₙ)^γ CE(zₙ, yₙ) / Σₙ w[yₙ]',
    proof: 'each row has a power of its own p, which no weight enters, and no mean divides by it.',
    inputs: (asked, style) =>
      fc
        .tuple(weighted(asked, style), fc.constantFrom(2, 0.5, 1, 5))
        .map(([batch, g]) => ({ ...batch, number: intoTargets(g, asked) })),
    examples: [
      { ...two, weights: [1, 2], number: 2 },
      { ...three, weights: [0.5, 1, 2], number: 0.5 },
    ],
    domain: ({ number, ...batch }) => isWeighted(batch) && number >= 0 && number <= 64,
    about: 'the mean loss',
    options: ({ weights, number }) => ({ classWeights: weights, focusing: number }),
  },
)

export const focalAtZero = law<Batch>({
  id: 'batch-options/focal-at-zero',
  equation: 'γ = 0: the losses and their gradient are those without a focal loss',
  proof: 'x⁰ = 1 for every x, also where 1 − p is 0.',
  uses: ['batchCrossEntropy', 'batchCrossEntropyGradient'],
  needs: ['focusing'],
  inputs: batches,
  examples: [two, three, { logits: [[1000, 0]], labels: [0] }],
  domain: isBatch,
  *claims(batch, { textbook: k }) {
    const { logits, labels } = batch
    const [losses, focused] = [yield* askRows(batch), yield* askRows(batch, { focusing: 0 })]
    const options = { reduction: 'sum' } as const
    const plain = yield* ask('batchCrossEntropyGradient', logits, labels, options)
    const gradient = yield* ask('batchCrossEntropyGradient', logits, labels, {
      ...options,
      focusing: 0,
    })
    // Under this reduction there is a budget for each row.
    const ofLosses = budgetFor.batchCrossEntropy(logits, labels, none, k) as number[]
    const ofSlopes = budgetFor.batchCrossEntropyGradient(logits, labels, options, k)
    return [
      ...nearEach('the losses at γ = 0', focused, losses, both(ofLosses, ofLosses)),
      ...gradient.flatMap((g, n) => {
        const budget = both(at(ofSlopes, n), at(ofSlopes, n))
        // No slope is greater than 1.
        const sizes = g.map(() => 1)
        return nearEach(`the gradient at γ = 0, row ${n}`, g, at(plain, n), budget, sizes)
      }),
    ]
  },
})

export const focalBelowPlain = law<With>({
  id: 'batch-options/focal-below-plain',
  equation: 'none: 0 ≤ Lₙ(γ) ≤ Lₙ(0)',
  proof: '(1 − p)^γ lies in [0, 1]: a focal loss takes from easy rows, and adds to none.',
  uses: ['batchCrossEntropy'],
  needs: ['focusing'],
  ...ofFocusing,
  *claims({ number, ...batch }, { textbook: k }) {
    const { logits, labels } = batch
    const [plain, focused] = [yield* askRows(batch), yield* askRows(batch, { focusing: number })]
    const budgets = [0, number].map(
      // Under this reduction there is a budget for each row.
      (focusing) =>
        budgetFor.batchCrossEntropy(logits, labels, { reduction: 'none', focusing }, k) as number[],
    )
    return focused.flatMap((loss, n) => {
      const [name, ofPlain, own] = [
        `the loss of row ${n}`,
        at(budgets[0] ?? [], n),
        at(budgets[1] ?? [], n),
      ]
      return [atLeast(name, loss, 0, own), atMost(name, loss, at(plain, n), ofPlain + own)]
    })
  },
})

const ofZLoss = ofNumber('zLoss', [0.5, 1, 0.1, 0, 2])
export const zLoss = valueLaw<With>('batch-options/z-loss', {
  ...ofZLoss,
  equation: 'none: Lₙ = CE(zₙ, yₙ) + a LSE(zₙ)²',
  proof: 'each row pays for its own log-sum-exp: the square of a mean is not the mean of squares.',
  about: 'the losses of the rows',
})
export const zLossGradient = valueLaw<With>('batch-options/z-loss-gradient', {
  ...ofZLoss,
  equation: 'sum: ∂L/∂zₙ = softmax(zₙ)(1 + 2a LSE(zₙ)) − yₙ',
  proof:
    'the slope of LSE² is 2 LSE softmax: it pins the shift of the logits that softmax leaves free.',
  about: 'the gradient of row',
})

/** A batch with a weight for each row, none of them 0, by which a mean could not divide. */
type RowWeighted = Batch & { readonly rowWeights: number[] }
const rowWeighted: Inputs<RowWeighted> = (asked, style) =>
  fc
    .tuple(batches(asked, style), classWeights(asked, style))
    .map(([batch, weights]) => ({ ...batch, rowWeights: weights.slice(0, batch.logits.length) }))
const isRowWeighted = ({ rowWeights, ...batch }: RowWeighted): boolean =>
  isBatch(batch)
  && rowWeights.length === batch.logits.length
  && rowWeights.every((r) => r > 0 && r <= 2)
const rowWeightedExamples: RowWeighted[] = [
  { ...two, rowWeights: [2, 0.5] },
  { ...three, rowWeights: [0.5, 2] },
]

export const weighsEachRow = valueLaw<RowWeighted>('batch-options/row-weights', {
  equation: 'none: Lₙ = rₙ CE(zₙ, yₙ)',
  proof: 'the weight of a row multiplies its loss, whatever its label is.',
  inputs: rowWeighted,
  examples: rowWeightedExamples,
  domain: isRowWeighted,
  about: 'the losses of the rows',
  options: ({ rowWeights }) => ({ rowWeights }),
})

export const rowWeightedMean = valueLaw<RowWeighted>('batch-options/row-weighted-mean', {
  equation: 'mean: L = Σₙ rₙ CE(zₙ, yₙ) / Σₙ rₙ',
  proof: 'a weighted mean divides by the weights that it used: equal weights are no weights.',
  inputs: rowWeighted,
  examples: rowWeightedExamples,
  domain: isRowWeighted,
  about: 'the mean loss',
  options: ({ rowWeights }) => ({ rowWeights }),
})

/** A batch with what its mean divides by. */
type Counted = Batch & { readonly denominator: number }
const counted: Inputs<Counted> = (asked, style) =>
  fc
    .tuple(batches(asked, style), fc.constantFrom(4, 1, 2, 8, 3, 100))
    .map(([batch, denominator]) => ({ ...batch, denominator }))
const isCounted = ({ denominator, ...batch }: Counted): boolean =>
  isBatch(batch) && denominator >= 1 && denominator <= 4096
const countedExamples: Counted[] = [
  { ...two, denominator: 4 },
  { ...three, denominator: 1 },
]

export const dividesByTheCountGiven = valueLaw<Counted>('batch-options/denominator', {
  equation: 'mean: L = Σₙ CE(zₙ, yₙ) / D, whatever N is',
  proof: 'who gives a denominator has counted what other batches hold as well.',
  inputs: counted,
  examples: countedExamples,
  domain: isCounted,
  about: 'the mean loss',
  options: ({ denominator }) => ({ denominator }),
})

export const microBatches = law<Counted>({
  id: 'batch-options/micro-batches',
  equation: 'mean over D: L(Z) = Σₙ L([zₙ])',
  proof: 'a sum may be divided part by part; means over parts of their own do not add up.',
  uses: ['batchCrossEntropy'],
  needs: ['denominator'],
  inputs: counted,
  examples: countedExamples,
  domain: isCounted,
  *claims({ denominator, ...batch }, { textbook: k }) {
    const options = { reduction: 'mean', denominator } as const
    const budget = (logits: number[][], labels: number[]): number =>
      budgetFor.batchCrossEntropy(logits, labels, options, k) as number
    const whole = yield* askReduced(batch, 'mean', { denominator })
    const parts: number[] = []
    let ofParts = 0
    for (const [n, z] of batch.logits.entries()) {
      const part = { logits: [z], labels: [at(batch.labels, n)] }
      parts.push(yield* askReduced(part, 'mean', { denominator }))
      ofParts += budget(part.logits, part.labels)
    }
    const truth = parts.every(Number.isFinite) ? liftAll(parts).reduce(enclosures.add) : NaN
    return [
      near('the loss of the batch', whole, truth, budget(batch.logits, batch.labels) + ofParts),
    ]
  },
})

/**
 * A batch in which the rows with label 0 are ignored, of which there is one at least, and one that
 * counts.
 */
export const partlyIgnored: Inputs<Batch> = (asked, style) =>
  batches(asked, style).map(({ logits, labels }) => {
    const wide = logits.map((z) => (z.length === 1 ? [...z, 0] : z))
    return {
      logits: [at(wide, 0), ...wide, at(wide, 0)],
      labels: [0, ...labels.map((y, n) => y % at(wide, n).length), 1],
    }
  })
export const isPartlyIgnored = (batch: Batch): boolean =>
  isBatch(batch) && batch.labels.includes(0) && batch.labels.some((y) => y > 0)
const ignored: Batch[] = [
  {
    logits: [
      [1, 0],
      [2, 0],
    ],
    labels: [0, 1],
  },
  {
    logits: [
      [0, 1, 2],
      [3, 0, 1],
      [0, 0, 0],
    ],
    labels: [2, 0, 1],
  },
]
const ignoring = { ignoreIndex: 0 }

export const ignoresRows = law<Batch>({
  id: 'batch-options/ignore-index',
  equation: 'none: yₙ = ignoreIndex ⇒ Lₙ = 0',
  proof: 'an ignored row has no target, and an empty sum is 0.',
  uses: ['batchCrossEntropy'],
  needs: ['ignoreIndex'],
  inputs: partlyIgnored,
  examples: ignored,
  domain: isPartlyIgnored,
  *claims(batch) {
    const rows = yield* askRows(batch, ignoring)
    return rows.flatMap((loss, n) =>
      batch.labels[n] === 0 ? [identical(`the loss of the ignored row ${n}`, loss, 0)] : [],
    )
  },
})

export const ignoredMean = valueLaw<Batch>('batch-options/ignored-mean', {
  equation: 'mean: L = Σ CE(zₙ, yₙ) / #{n : yₙ ≠ ignoreIndex}, over the rows that count',
  proof: 'what is ignored is not counted.',
  inputs: partlyIgnored,
  examples: ignored,
  domain: isPartlyIgnored,
  about: 'the mean loss',
  options: () => ignoring,
})

export const ignoredGradient = law<Batch>({
  id: 'batch-options/ignored-gradient',
  equation: 'sum: ∂L/∂zₙ = 0 where yₙ = ignoreIndex, else softmax(zₙ) − yₙ',
  proof: 'the loss does not depend on an ignored row.',
  uses: ['batchCrossEntropyGradient'],
  needs: ['ignoreIndex'],
  inputs: partlyIgnored,
  examples: ignored,
  domain: isPartlyIgnored,
  *claims({ logits, labels }, { textbook: k }) {
    const options = { ...ignoring, reduction: 'sum' } as const
    const gradient = yield* ask('batchCrossEntropyGradient', logits, labels, options)
    const budgets = budgetFor.batchCrossEntropyGradient(logits, labels, options, k)
    return gradient.flatMap((g, n) => {
      const [z, y] = [at(logits, n), at(labels, n)]
      if (y === 0)
        return g.map((x, i) => identical(`the gradient of the ignored row ${n} at ${i}`, x, 0))
      const truth = oracle.crossEntropyGradient(liftAll(z), y)
      return nearEach(`the gradient of row ${n}`, g, truth, at(budgets, n))
    })
  },
})

/** A batch whose labels are all 0, the label that is ignored. */
const wholly: Inputs<Batch> = (asked, style) =>
  batches(asked, style).map(({ logits, labels }) => ({ logits, labels: labels.map(() => 0) }))
const isWhollyIgnored = (batch: Batch): boolean =>
  isBatch(batch) && batch.labels.every((y) => y === 0)

export const allIgnored = law<Batch>({
  id: 'batch-options/all-ignored-mean',
  equation: 'mean over no rows: NaN or 0, as declared',
  proof: '0/0 has no value: the implementation says what it gives (policy allIgnoredMean).',
  uses: ['batchCrossEntropy'],
  needs: ['ignoreIndex'],
  policy: 'allIgnoredMean',
  inputs: wholly,
  examples: [{ logits: [[0, 0]], labels: [0] }],
  domain: isWhollyIgnored,
  *claims(batch, { policies }) {
    const mean = yield* askReduced(batch, 'mean', ignoring)
    return [identical('the mean over no rows', mean, policies.allIgnoredMean === 'zero' ? 0 : NaN)]
  },
})

export const allIgnoredGradient = law<Batch>({
  id: 'batch-options/all-ignored-gradient',
  equation: 'mean over no rows: ∂L/∂z = 0, or NaN where the mean is declared to be',
  proof:
    'the loss depends on no logit; a gradient divided by the count is 0/0, one that is masked is 0 '
    + '(policy allIgnoredMean).',
  uses: ['batchCrossEntropyGradient'],
  needs: ['ignoreIndex'],
  policy: 'allIgnoredMean',
  inputs: wholly,
  examples: [{ logits: [[0, 0]], labels: [0] }],
  domain: isWhollyIgnored,
  *claims({ logits, labels }, { policies }) {
    const options = { ...ignoring, reduction: 'mean' } as const
    const gradient = yield* ask('batchCrossEntropyGradient', logits, labels, options)
    return gradient.flatMap((g, n) =>
      g.map((x, i) => {
        const about = `the gradient of row ${n} at ${i}, of the mean over no rows,`
        return policies.allIgnoredMean === 'zero' ?
            identical(about, x, 0)
          : either(about, x, 0, NaN)
      }),
    )
  },
})

export const labelOutOfRange = withoutClass('crossEntropy', {
  id: 'batch-options/label-out-of-range',
  equation: 'y ∉ {0, …, K − 1}: an error or NaN, as declared',
  proof:
    'there is no such class, and no number that could stand for its loss (policy labelOutOfRange).',
})

export const batchOptionsLaws = [
  weightsRows,
  weightedMean,
  smooths,
  smoothsWithWeights,
  weighsEachRow,
  rowWeightedMean,
  dividesByTheCountGiven,
  microBatches,
  hides,
  hidesGradient,
  temperature,
  temperatureGradient,
  softCap,
  softCapGradient,
  focal,
  focalGradient,
  focalAccurate,
  focalWeightedMean,
  focalAtZero,
  focalBelowPlain,
  zLoss,
  zLossGradient,
  ignoresRows,
  ignoredMean,
  ignoredGradient,
  allIgnored,
  allIgnoredGradient,
  labelOutOfRange,
]
