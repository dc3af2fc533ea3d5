import * as fc from 'fast-check'
import { into, scalar, weightEntry } from '../inputs.ts'
import { type Inputs } from '../law.ts'
import { valueLaw } from '../value-law.ts'

export type Binary = { readonly logits: number[]; readonly targets: number[] }
type Positive = Binary & { readonly posWeight: number }

/**
 * One to five logits within 1000, so that in half precision no sum overflows, with a target in [0,
 * 1] each.
 */
export const binaries: Inputs<Binary> = (asked, style) =>
  fc
    .array(fc.tuple(scalar(asked, style), weightEntry(asked, style)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((pairs) => ({
      logits: pairs.map(([x]) => Math.max(-1000, Math.min(1000, x))).map(into(asked)),
      targets: pairs.map(([, t]) => t),
    }))
export const isBinary = ({ logits, targets }: Binary): boolean =>
  logits.length === targets.length
  && logits.length > 0
  && logits.every((x) => Math.abs(x) <= 1000)
  && targets.every((t) => t >= 0 && t <= 1)
const examples: Binary[] = [
  { logits: [0, 2], targets: [1, 0] },
  { logits: [40, -40, 1], targets: [0, 1, 0.5] },
  { logits: [1000], targets: [0] },
]

export const value = valueLaw<Binary>('binary-batch/value', {
  equation: 'none: Lₙ = BCE(xₙ, tₙ)',
  proof: 'by definition, entry by entry.',
  inputs: binaries,
  examples,
  domain: isBinary,
  about: 'the losses',
})

export const sumsEntries = valueLaw<Binary>('binary-batch/sum', {
  equation: 'sum: L = Σₙ BCE(xₙ, tₙ)',
  proof: 'by definition.',
  inputs: binaries,
  examples,
  domain: isBinary,
  about: 'the sum of the losses',
})

export const meanOfEntries = valueLaw<Binary>('binary-batch/mean', {
  equation: 'mean: L = Σₙ BCE(xₙ, tₙ) / N',
  proof: 'by definition.',
  inputs: binaries,
  examples,
  domain: isBinary,
  about: 'the mean of the losses',
})

export const positiveWeight = valueLaw<Positive>('binary-batch/pos-weight', {
  equation: 'none: Lₙ = w tₙ softplus(−xₙ) + (1 − tₙ) softplus(xₙ)',
  proof: 'the weight multiplies the positive term alone, so that it trades recall for precision.',
  inputs: (asked, style) =>
    fc
      .tuple(binaries(asked, style), fc.constantFrom(1, 2, 0.5, 4))
      .map(([batch, posWeight]) => ({ ...batch, posWeight })),
  examples: [
    { logits: [0, 0], targets: [1, 0], posWeight: 2 },
    { logits: [1, -2], targets: [0.5, 1], posWeight: 0.5 },
  ],
  domain: ({ posWeight, ...batch }) => isBinary(batch) && posWeight > 0 && posWeight <= 4,
  about: 'the losses',
  options: ({ posWeight }) => ({ posWeight }),
})

export const gradientValue = valueLaw<Binary>('binary-batch/gradient', {
  equation: 'sum: ∂L/∂xₙ = σ(xₙ) − tₙ',
  proof: 'only entry n depends on xₙ.',
  inputs: binaries,
  examples,
  domain: isBinary,
  about: 'the gradient',
})

export const meanGradient = valueLaw<Binary>('binary-batch/mean-gradient', {
  equation: 'mean: ∂L/∂xₙ = (σ(xₙ) − tₙ) / N',
  proof: 'the derivative of a mean is the mean of the derivatives.',
  inputs: binaries,
  examples,
  domain: isBinary,
  about: 'the gradient',
})

export const accurate = valueLaw<Binary>('binary-batch/accurate', {
  equation: 'none: Lₙ = tₙ softplus(−xₙ) + (1 − tₙ) softplus(xₙ), to a relative error',
  proof: 'both terms are positive, so that nothing cancels however small the loss.',
  inputs: binaries,
  examples: [...examples, { logits: [40], targets: [1] }],
  domain: isBinary,
  about: 'the losses',
})

export const accurateGradient = valueLaw<Binary>('binary-batch/gradient-accurate', {
  equation: 'sum: ∂L/∂xₙ = (1 − tₙ) σ(xₙ) − tₙ σ(−xₙ), to an error relative to these terms',
  proof: 'σ(x) − 1 = −σ(−x), from which nothing cancels.',
  inputs: binaries,
  examples: [...examples, { logits: [40], targets: [1] }],
  domain: isBinary,
  about: 'the gradient',
})

export const binaryBatchLaws = [
  value,
  sumsEntries,
  meanOfEntries,
  positiveWeight,
  gradientValue,
  meanGradient,
  accurate,
  accurateGradient,
]
