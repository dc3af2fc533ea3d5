import * as fc from 'fast-check'
import { at, total } from '../../arithmetic/sequence.ts'
import { reductions, type Reduction } from '../../contract/options.ts'
import { budgetFor } from '../budgets/index.ts'
import { identical, near, type Claim } from '../claim.ts'
import { askIllegally, type Ending } from '../illegal.ts'
import { into, intoTargets, scalar, weightEntry } from '../inputs.ts'
import { law, type Asked, type Inputs, type Setting } from '../law.ts'
import { lift, liftAll, oracle } from '../oracle.ts'

const isLegal = (t: number): boolean => t >= 0 && t <= 1

/** A target outside [0, 1] or NaN; every format holds those that are listed. */
const outside: Inputs<number> = (asked, style) =>
  style === 'readable' ?
    fc.constantFrom(2, -1, NaN, 1.5, -0.5, Infinity, -Infinity, 3)
  : fc.oneof(
      fc.constantFrom(NaN, Infinity, -Infinity, -(2 ** -10), 1 + 2 ** -7, 255),
      fc
        .double({ min: -8, max: 8, noNaN: true })
        .map((t) => intoTargets(isLegal(t) ? t - 2 : t, asked)),
    )
/** A logit within 1000, so that no loss of a few rows overflows in half precision. */
const moderate: Inputs<number> = (asked, style) =>
  scalar(asked, style)
    .map((x) => Math.max(-1000, Math.min(1000, x)))
    .map(into(asked))

const endingOf = ({ policies }: Setting): Ending =>
  policies.targetOutOfRange === 'error' ? 'error' : 'numbers'

/**
 * What is claimed of a number that depends on these targets: where one is outside, NaN if that is
 * declared, else what the formula gives. Of an infinite target, some forms of the formula make an
 * infinity, others NaN.
 */
const follows = (
  about: string,
  value: number,
  targets: readonly number[],
  { policies }: Setting,
  ofFormula: () => Claim,
): Claim =>
  targets.every(isLegal) ? ofFormula()
  : policies.targetOutOfRange === 'nan' || targets.some(Number.isNaN) ? identical(about, value, NaN)
  : targets.every(Number.isFinite) ? ofFormula()
  : identical(`1 where ${about} is not finite`, Number.isFinite(value) ? 0 : 1, 1)

type Binary = { readonly logit: number; readonly target: number }
const alone: Inputs<Binary> = (asked, style) =>
  fc
    .tuple(moderate(asked, style), outside(asked, style))
    .map(([logit, target]) => ({ logit, target }))
const examples: Binary[] = [2, -1, NaN, 1.5, -Infinity].flatMap((target) => [
  { logit: 0, target },
  { logit: 1, target },
])

const withoutTarget = (
  operation: 'binaryCrossEntropy' | 'binaryCrossEntropyGradient',
  id: string,
  equation: string,
  proof: string,
) =>
  law<Binary>({
    id,
    equation,
    proof,
    uses: [operation],
    policy: 'targetOutOfRange',
    inputs: alone,
    examples,
    domain: ({ logit, target }) => Math.abs(logit) <= 1000 && !isLegal(target),
    *claims({ logit: x, target: t }, setting) {
      const about = `${operation}(x, ${t})`
      return yield* askIllegally(
        about,
        [operation, [x, t]],
        { ending: endingOf(setting), count: 1 },
        (numbers) => [
          follows(about, at(numbers, 0), [t], setting, () =>
            near(
              about,
              at(numbers, 0),
              oracle[operation](lift(x), lift(t)),
              budgetFor[operation](x, t, setting.textbook),
            ),
          ),
        ],
      )
    },
  })

export const outOfRange = withoutTarget(
  'binaryCrossEntropy',
  'labels/target-out-of-range',
  't ∉ [0, 1] ⇒ BCE(x, t): an error, NaN or t softplus(−x) + (1 − t) softplus(x), as declared',
  'there is no such probability; the formula goes on, and may fall below 0 without end (policy targetOutOfRange).',
)
export const outOfRangeGradient = withoutTarget(
  'binaryCrossEntropyGradient',
  'labels/target-out-of-range-gradient',
  't ∉ [0, 1] ⇒ ∂BCE(x, t)/∂x: an error, NaN or σ(x) − t, as declared',
  'the slope is that of what the loss is there (policy targetOutOfRange).',
)

type Column = {
  readonly logits: number[]
  readonly targets: number[]
  readonly options: { readonly reduction: Reduction }
}
/** One to four logits, of which one has a target outside [0, 1]. */
const columns: Inputs<Column> = (asked, style) =>
  fc
    .tuple(
      fc.array(fc.tuple(moderate(asked, style), weightEntry(asked, style)), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.nat({ max: 3 }),
      outside(asked, style),
      fc.constantFrom(...reductions),
    )
    .map(([pairs, place, target, reduction]) => ({
      logits: pairs.map(([x]) => x),
      targets: pairs.map(([, t]) => t).with(place % pairs.length, target),
      options: { reduction },
    }))
/** The sum of the losses may not overflow before a mean divides it. */
const isColumn = ({ logits, targets }: Column, { numbers }: Asked): boolean =>
  logits.length === targets.length
  && logits.every((x) => Math.abs(x) <= 1000)
  && 2 * total(logits.map((x, n) => sizeOfLoss(x, at(targets, n)))) <= numbers.arithmetic.greatest
  && targets.filter((t) => !isLegal(t)).length === 1
const sizeOfLoss = (x: number, t: number): number =>
  Number.isFinite(t) ? (1 + Math.abs(t)) * (1 + Math.abs(x)) : 0
const columnExamples: Column[] = reductions.flatMap((reduction) =>
  [2, NaN, -1, Infinity].flatMap((target) => [
    { logits: [1], targets: [target], options: { reduction } },
    { logits: [0, 1], targets: [target, 1], options: { reduction } },
    { logits: [1, 0], targets: [0.5, target], options: { reduction } },
  ]),
)

export const outOfRangeInBatch = law<Column>({
  id: 'labels/target-out-of-range-in-batch',
  equation:
    'tₘ ∉ [0, 1] ⇒ Lₘ, sum and mean: NaN or as the formula has them, and the other Lₙ as they were; or an error, as declared',
  proof: 'entries are independent, and only a sum has part in each (policy targetOutOfRange).',
  uses: ['batchBinaryCrossEntropy'],
  policy: 'targetOutOfRange',
  inputs: columns,
  examples: columnExamples,
  domain: isColumn,
  *claims({ logits, targets, options }, setting) {
    const { reduction } = options
    const isEach = reduction === 'none'
    const finite = targets.map((t) => (Number.isFinite(t) ? t : 0))
    return yield* askIllegally(
      `batchBinaryCrossEntropy(x, [${targets.join(', ')}], …)`,
      ['batchBinaryCrossEntropy', [logits, targets, options]],
      { ending: endingOf(setting), count: isEach ? logits.length : 1 },
      (losses) => {
        const truth = [
          oracle.batchBinaryCrossEntropy(liftAll(logits), liftAll(finite), options),
        ].flat()
        const budgets = [
          budgetFor.batchBinaryCrossEntropy(logits, finite, options, setting.textbook),
        ].flat()
        return losses.map((loss, n) => {
          const about = isEach ? `the loss of entry ${n}` : `the ${reduction} of the losses`
          return follows(about, loss, isEach ? [at(targets, n)] : targets, setting, () =>
            near(about, loss, at(truth, n), at(budgets, n)),
          )
        })
      },
    )
  },
})

export const outOfRangeInBatchGradient = law<Column>({
  id: 'labels/target-out-of-range-in-batch-gradient',
  equation:
    'tₘ ∉ [0, 1] ⇒ ∂L/∂xₘ: NaN or as the formula has it, and the other ∂L/∂xₙ as they were; or an '
    + 'error, as declared',
  proof: 'only entry n depends on xₙ (policy targetOutOfRange).',
  uses: ['batchBinaryCrossEntropyGradient'],
  policy: 'targetOutOfRange',
  inputs: columns,
  examples: columnExamples,
  domain: isColumn,
  *claims({ logits, targets, options }, setting) {
    const finite = targets.map((t) => (Number.isFinite(t) ? t : 0))
    return yield* askIllegally(
      `batchBinaryCrossEntropyGradient(x, [${targets.join(', ')}], …)`,
      ['batchBinaryCrossEntropyGradient', [logits, targets, options]],
      { ending: endingOf(setting), count: logits.length },
      (slopes) => {
        const truth = oracle.batchBinaryCrossEntropyGradient(
          liftAll(logits),
          liftAll(finite),
          options,
        )
        const budgets = budgetFor.batchBinaryCrossEntropyGradient(
          logits,
          finite,
          options,
          setting.textbook,
        )
        return slopes.map((slope, n) => {
          const about = `the gradient of entry ${n}`
          return follows(about, slope, [at(targets, n)], setting, () =>
            near(about, slope, at(truth, n), at(budgets, n)),
          )
        })
      },
    )
  },
})

export const targetsLaws = [
  outOfRange,
  outOfRangeGradient,
  outOfRangeInBatch,
  outOfRangeInBatchGradient,
]
