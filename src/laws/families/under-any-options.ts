import { batchKindOf, reductionsOf, rowOf, type OperationName } from '../../contract/operations.ts'
import type { BatchKind } from '../../contract/options.ts'
import { columnTogether } from '../column-together.ts'
import { multilabelTogether } from '../multilabel-together.ts'
import type { AnyLaw } from '../law.ts'
import { pulled } from '../pulled.ts'
import { rowsTogether } from '../rows-together.ts'
import { softTogether } from '../soft-together.ts'
import type { Drawn, Together } from '../together.ts'
import { valueLaw, valueNamed } from '../value-law.ts'
import type { ValueId } from '../values.ts'

/**
 * That a batch operation equals the oracle under any reduction that it knows and any options that the
 * implementation knows, with rows that are ignored, masked or NaN among the others.
 */
const anyOptions = (id: ValueId, equation: string, proof: string): AnyLaw => {
  const { operation, tier, wide = 1 } = valueNamed(id)
  const { takes, gives } = rowOf(operation)
  const isPulled = takes.includes('cotangent') || takes.includes('rowsOfCotangents')
  const drawn = isPulled ? pulled(wayOf(operation)) : wayOf(operation)
  return valueLaw<Together>(id, {
    equation,
    proof,
    inputs: (asked, style) => drawn.ordinary(operation, asked, style),
    sweeps: (asked) =>
      [
        // Options go together in many ways: what is wrong in one is so in both tiers.
        ...(tier === 'textbook' ?
          [{ runs: 100, inputs: drawn.ordinary(operation, asked, 'readable') }]
        : []),
        ...drawn.sweeps(operation, asked).map(({ runs, inputs }) => ({
          runs: tier === 'textbook' ? runs : Math.ceil(runs / 5),
          inputs,
        })),
      ]
        .map(({ runs, inputs }) => ({ runs: Math.round(wide * runs), inputs }))
        .filter(({ runs }) => runs > 0),
    examples: drawn.examples(operation),
    domain: (input, asked) =>
      reductionsOf(operation).includes(input.options.reduction)
      && drawn.holds(operation, input, asked),
    about: abouts[gives],
  })
}

const wayOf = (operation: OperationName): Drawn => {
  const kind = batchKindOf(operation)
  if (kind === undefined) throw new Error(`${operation} takes no options`)
  return ways[kind]
}

const abouts = {
  number: 'the loss',
  reduced: 'the loss',
  reducedEntries: 'the losses',
  row: 'the gradient',
  column: 'the gradient',
  rows: 'the gradient of row',
} as const
const ways: { readonly [K in BatchKind]: Drawn } = {
  labels: rowsTogether,
  rowsOfWeights: softTogether,
  targets: columnTogether,
  rowsOfTargets: multilabelTogether,
}

const weights =
  'tₙᵢ = wᵢ((1 − e)[i = yₙ] + e/K), uₙ = c tanh(zₙ / Tc) or −∞ where mₙᵢ = 0, sₙ = LSE(uₙ)'
const rows = 'Lₙ = rₙ (Σᵢ tₙᵢ qₙᵢ^γ (sₙ − uₙᵢ) + a sₙ²), qₙ = 1 − softmax(uₙ)'
const ofRows = `any options: ${rows}, ${weights}; Σ Lₙ; or Σ Lₙ / Σ rₙ w[yₙ], or over D`
const slopes =
  'rₙ (Σⱼ fₙⱼ softmax(uₙ) − fₙ + 2a sₙ softmax(uₙ)) ∂uₙ/∂zₙ, '
  + 'fₙᵢ = tₙᵢ qₙᵢ^γ (1 + γ (1 − qₙᵢ)(sₙ − uₙᵢ) / qₙᵢ), qₙ = 1 − softmax(uₙ)'
const ofSlopes = `any options: ${slopes}, ${weights}; that over Σ rₙ w[yₙ], or over D, of a mean`
const softWeights = weights.replace('[i = yₙ]', 'xₙᵢ')
const ofSoftRows = `any options: ${rows}, ${softWeights}; Σ Lₙ; or Σ Lₙ / Σ rₙ, or over D`
const ofSoftSlopes = `any options: ${slopes}, ${softWeights}; that over Σ rₙ, or over D, of a mean`
const ofColumn = 'any options: Lₙ = w tₙ softplus(−xₙ) + (1 − tₙ) softplus(xₙ); Σ Lₙ; or Σ Lₙ / N'
const ofColumnSlopes = 'any options: (1 − tₙ) σ(xₙ) − w tₙ σ(−xₙ); that over N of a mean'
const ofEntries =
  'any options: Lₙᵢ = rₙ wᵢ (vᵢ tₙᵢ softplus(−xₙᵢ) + (1 − tₙᵢ) softplus(xₙᵢ)); Σ Lₙᵢ; or Σ Lₙᵢ / K Σ rₙ'
const slopesOfEntries = 'rₙ wᵢ ((1 − tₙᵢ) σ(xₙᵢ) − vᵢ tₙᵢ σ(−xₙᵢ))'
const ofEntrySlopes = `any options: ${slopesOfEntries}; that over K Σ rₙ of a mean`

export const value = anyOptions(
  'batch/any-options',
  ofRows,
  'each option has one place: m, T and c in logits, w and e in targets, γ and a in the row, r in rows and mean.',
)
export const gradient = anyOptions(
  'batch/gradient-any-options',
  ofSlopes,
  'what a loss is multiplied and divided by, its gradient is too; that of an ignored row is 0.',
)
export const accurate = anyOptions(
  'batch/any-options-accurate',
  `${ofRows}, to a relative error`,
  'no term is negative, so that nothing cancels however small the loss.',
)
export const accurateGradient = anyOptions(
  'batch/gradient-any-options-accurate',
  `${ofSlopes}, to an error that vanishes with its terms`,
  'pᵢ Σ_{j≠i} tⱼ − tᵢ Σ_{j≠i} pⱼ has no other cancellation than its own.',
)
export const softValue = anyOptions(
  'soft-batch/any-options',
  ofSoftRows,
  'weights of classes multiply those of the target, and a mean counts rows: no label has been used.',
)
export const softGradient = anyOptions(
  'soft-batch/gradient-any-options',
  ofSoftSlopes,
  'the weights tₙ need not sum to 1: what multiplies softmax is their sum.',
)
export const softAccurate = anyOptions(
  'soft-batch/any-options-accurate',
  `${ofSoftRows}, to a relative error`,
  'no term is negative, so that nothing cancels however small the loss.',
)
export const softAccurateGradient = anyOptions(
  'soft-batch/gradient-any-options-accurate',
  `${ofSoftSlopes}, to an error that vanishes with its terms`,
  'pᵢ Σ_{j≠i} tⱼ − tᵢ Σ_{j≠i} pⱼ has no other cancellation than its own.',
)
export const binaryValue = anyOptions(
  'binary-batch/any-options',
  ofColumn,
  'the weight is in the positive term alone, and N counts every entry.',
)
export const binaryGradient = anyOptions(
  'binary-batch/gradient-any-options',
  ofColumnSlopes,
  'what a loss is multiplied and divided by, its gradient is too.',
)
export const binaryAccurate = anyOptions(
  'binary-batch/any-options-accurate',
  `${ofColumn}, to a relative error`,
  'no term is negative, so that nothing cancels however small the loss.',
)
export const binaryAccurateGradient = anyOptions(
  'binary-batch/gradient-any-options-accurate',
  `${ofColumnSlopes}, to an error relative to these terms`,
  'σ(x) − 1 = −σ(−x), from which nothing cancels.',
)

export const pull = anyOptions(
  'batch-vjp/any-options',
  `any options: row n of the VJP is gₙ ${slopes}, ${weights}`,
  'a row has one loss, and its gradient is multiplied by the cotangent of that.',
)
export const accuratePull = anyOptions(
  'batch-vjp/any-options-accurate',
  `any options: row n of the VJP is gₙ ${slopes}, ${weights}, to an error that vanishes with its terms`,
  'a product loses one rounding, whatever is multiplied.',
)
export const softPull = anyOptions(
  'batch-vjp/soft-any-options',
  `any options: row n of the soft VJP is gₙ ${slopes}, ${softWeights}`,
  'a row has one loss, and its gradient is multiplied by the cotangent of that.',
)
export const softAccuratePull = anyOptions(
  'batch-vjp/soft-any-options-accurate',
  `any options: row n of the soft VJP is gₙ ${slopes}, ${softWeights}, to an error that vanishes with its terms`,
  'a product loses one rounding, whatever is multiplied.',
)
export const binaryPull = anyOptions(
  'batch-vjp/binary-any-options',
  'any options: entry n of the binary VJP is gₙ ((1 − tₙ) σ(xₙ) − w tₙ σ(−xₙ))',
  'an entry has one loss, and its slope is multiplied by the cotangent of that.',
)
export const binaryAccuratePull = anyOptions(
  'batch-vjp/binary-any-options-accurate',
  'any options: entry n of the binary VJP is gₙ ((1 − tₙ) σ(xₙ) − w tₙ σ(−xₙ)), relative to its terms',
  'a product loses one rounding, whatever is multiplied.',
)

export const multilabelValue = anyOptions(
  'multilabel/any-options',
  ofEntries,
  'each class is a question by itself, with a weight of its own for its positives; a mean counts entries.',
)
export const multilabelGradient = anyOptions(
  'multilabel/gradient-any-options',
  ofEntrySlopes,
  'only Lₙᵢ depends on xₙᵢ: classes do not compete.',
)
export const multilabelAccurate = anyOptions(
  'multilabel/any-options-accurate',
  `${ofEntries}, to a relative error`,
  'no term is negative, so that nothing cancels however small the loss.',
)
export const multilabelAccurateGradient = anyOptions(
  'multilabel/gradient-any-options-accurate',
  `${ofEntrySlopes}, to an error relative to these terms`,
  'σ(x) − 1 = −σ(−x), from which nothing cancels.',
)
export const multilabelPull = anyOptions(
  'batch-vjp/multilabel-any-options',
  `any options: entry i of row n of the multilabel VJP is gₙᵢ ${slopesOfEntries}`,
  'an entry has one loss, and its slope is multiplied by the cotangent of that.',
)
export const multilabelAccuratePull = anyOptions(
  'batch-vjp/multilabel-any-options-accurate',
  `any options: entry i of row n of the multilabel VJP is gₙᵢ ${slopesOfEntries}, relative to its terms`,
  'a product loses one rounding, whatever is multiplied.',
)

export const underAnyOptionsLaws = [
  value,
  gradient,
  accurate,
  accurateGradient,
  softValue,
  softGradient,
  softAccurate,
  softAccurateGradient,
  binaryValue,
  binaryGradient,
  binaryAccurate,
  binaryAccurateGradient,
  pull,
  accuratePull,
  softPull,
  softAccuratePull,
  binaryPull,
  binaryAccuratePull,
  multilabelValue,
  multilabelGradient,
  multilabelAccurate,
  multilabelAccurateGradient,
  multilabelPull,
  multilabelAccuratePull,
]
