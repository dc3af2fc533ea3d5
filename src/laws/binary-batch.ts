import * as fc from 'fast-check'
import type { Exact } from '../arithmetic/exact.ts'
import type { Interval } from '../arithmetic/interval.ts'
import { at, total } from '../arithmetic/sequence.ts'
import type { BinaryBatchOptions } from '../contract/operations.ts'
import { slack, unit } from './budgets/softmax.ts'
import { quotient, sumAbsolute } from './budgets/batches.ts'
import { binaryAbsolute, binaryGradient } from './budgets/losses.ts'
import { near, nearEach } from './claim.ts'
import { into, scalar, weightEntry } from './inputs.ts'
import { ask, law, type Inputs } from './law.ts'
import { enclosures, liftAll, oracle } from './oracle.ts'

type Binary = { readonly logits: number[]; readonly targets: number[] }
type Positive = Binary & { readonly posWeight: number }

/**
 * One to five logits within 1000, so that in half precision no sum overflows, with a target in [0,
 * 1] each.
 */
const binaries: Inputs<Binary> = (format, style) =>
  fc
    .array(fc.tuple(scalar(format, style), weightEntry(format, style)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((pairs) => ({
      logits: pairs.map(([x]) => into(Math.max(-1000, Math.min(1000, x)), format)),
      targets: pairs.map(([, t]) => t),
    }))
const isBinary = ({ logits, targets }: Binary): boolean =>
  logits.length === targets.length
  && logits.length > 0
  && logits.every((x) => Math.abs(x) <= 1000)
  && targets.every((t) => t >= 0 && t <= 1)
const examples: Binary[] = [
  { logits: [0, 2], targets: [1, 0] },
  { logits: [40, -40, 1], targets: [0, 1, 0.5] },
  { logits: [1000], targets: [0] },
]

const rowsOf = ({ logits, targets }: Binary, options: Omit<BinaryBatchOptions, 'reduction'> = {}) =>
  oracle.batchBinaryCrossEntropy(liftAll(logits), liftAll(targets), {
    ...options,
    reduction: 'none',
  }) as Interval<Exact>[]

export const value = law<Binary>({
  id: 'binary-batch/value',
  equation: 'none: Lₙ = BCE(xₙ, tₙ)',
  proof: 'by definition, entry by entry.',
  uses: ['batchBinaryCrossEntropy'],
  inputs: binaries,
  examples,
  domain: isBinary,
  *claims(batch, { format }) {
    const rows = (yield* ask('batchBinaryCrossEntropy', batch.logits, batch.targets, {
      reduction: 'none',
    })) as number[]
    return nearEach('the losses', rows, rowsOf(batch), (n) =>
      binaryAbsolute(at(batch.logits, n), format),
    )
  },
})

const reduced = (reduction: 'sum' | 'mean', equation: string, proof: string) =>
  law<Binary>({
    id: `binary-batch/${reduction}`,
    equation,
    proof,
    uses: ['batchBinaryCrossEntropy'],
    inputs: binaries,
    examples,
    domain: isBinary,
    *claims(batch, { format }) {
      const loss = (yield* ask('batchBinaryCrossEntropy', batch.logits, batch.targets, {
        reduction,
      })) as number
      const [rows, N] = [rowsOf(batch), reduction === 'mean' ? batch.logits.length : 1]
      const truth = enclosures.div(rows.reduce(enclosures.add), enclosures.from(N))
      const losses = rows.map(enclosures.toNumber)
      const slackOfSum = sumAbsolute(
        losses,
        batch.logits.map((x) => binaryAbsolute(x, format)),
        format,
      )
      return [
        near(
          `the ${reduction} of the losses`,
          loss,
          truth,
          quotient(total(losses), slackOfSum, N, losses.length, format),
        ),
      ]
    },
  })
export const sumsEntries = reduced('sum', 'sum: L = Σₙ BCE(xₙ, tₙ)', 'by definition.')
export const meanOfEntries = reduced('mean', 'mean: L = Σₙ BCE(xₙ, tₙ) / N', 'by definition.')

export const positiveWeight = law<Positive>({
  id: 'binary-batch/pos-weight',
  equation: 'none: Lₙ = w tₙ softplus(−xₙ) + (1 − tₙ) softplus(xₙ)',
  proof: 'the weight multiplies the positive term alone, so that it trades recall for precision.',
  uses: ['batchBinaryCrossEntropy'],
  needs: ['posWeight'],
  inputs: (format, style) =>
    fc
      .tuple(binaries(format, style), fc.constantFrom(1, 2, 0.5, 4))
      .map(([batch, posWeight]) => ({ ...batch, posWeight })),
  examples: [
    { logits: [0, 0], targets: [1, 0], posWeight: 2 },
    { logits: [1, -2], targets: [0.5, 1], posWeight: 0.5 },
  ],
  domain: ({ posWeight, ...batch }) => isBinary(batch) && posWeight > 0 && posWeight <= 4,
  *claims({ posWeight, ...batch }, { format }) {
    const rows = (yield* ask('batchBinaryCrossEntropy', batch.logits, batch.targets, {
      reduction: 'none',
      posWeight,
    })) as number[]
    const budget = (x: number) =>
      Math.max(1, posWeight) * binaryAbsolute(x, format)
      + slack * 2 * unit(format) * posWeight * Math.abs(x)
    return nearEach('the losses', rows, rowsOf(batch, { posWeight }), (n) =>
      budget(at(batch.logits, n)),
    )
  },
})

export const gradientValue = law<Binary>({
  id: 'binary-batch/gradient',
  equation: 'sum: ∂L/∂xₙ = σ(xₙ) − tₙ',
  proof: 'only entry n depends on xₙ.',
  uses: ['batchBinaryCrossEntropyGradient'],
  inputs: binaries,
  examples,
  domain: isBinary,
  *claims({ logits, targets }, { format }) {
    const gradient = yield* ask('batchBinaryCrossEntropyGradient', logits, targets, {
      reduction: 'sum',
    })
    const truth = oracle.batchBinaryCrossEntropyGradient(liftAll(logits), liftAll(targets), {
      reduction: 'sum',
    })
    return nearEach('the gradient', gradient, truth, () => binaryGradient(format))
  },
})

export const meanGradient = law<Binary>({
  id: 'binary-batch/mean-gradient',
  equation: 'mean: ∂L/∂xₙ = (σ(xₙ) − tₙ) / N',
  proof: 'the derivative of a mean is the mean of the derivatives.',
  uses: ['batchBinaryCrossEntropyGradient'],
  inputs: binaries,
  examples,
  domain: isBinary,
  *claims({ logits, targets }, { format }) {
    const gradient = yield* ask('batchBinaryCrossEntropyGradient', logits, targets, {
      reduction: 'mean',
    })
    const truth = oracle.batchBinaryCrossEntropyGradient(liftAll(logits), liftAll(targets), {
      reduction: 'mean',
    })
    const N = logits.length
    return nearEach('the gradient', gradient, truth, () =>
      quotient(1, binaryGradient(format), N, 1, format),
    )
  },
})

export const binaryBatchLaws = [
  value,
  sumsEntries,
  meanOfEntries,
  positiveWeight,
  gradientValue,
  meanGradient,
]
