import * as fc from 'fast-check'
import { at } from '../../arithmetic/sequence.ts'
import { isClass, isLabelTyped } from '../../contract/labels.ts'
import type { BatchOptions } from '../../contract/operations.ts'
import { reductions } from '../../contract/options.ts'
import { budgetFor } from '../budgets/index.ts'
import { identical, near, nearEach } from '../claim.ts'
import { askIllegally, type Ending } from '../illegal.ts'
import { weightEntry } from '../inputs.ts'
import { spread } from '../budgets/spread.ts'
import { ask, law, type AnyLaw, type Inputs, type Law, type Setting } from '../law.ts'
import { liftAll, oracle } from '../oracle.ts'
import { batches, classWeights, isBatch, type Batch } from './batch.ts'

/**
 * What is no class where there are few, but is read as one where it is rounded or looked up. Not
 * -100, which PyTorch, and who follows it, ignores unasked.
 */
const short = [-1, -2, -3, -4, 0.5, 1.5, NaN, Infinity, -Infinity, 100, 255, 256]
/** What wraps to a class in integers of 16 or 32 bits, or is beyond them. */
// prettier-ignore
const long = [65536, 2 ** 31, 2 ** 31 + 1, -(2 ** 31), 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 53]

/** A label that is none of so many classes, chosen by a number: one that reads well, or any. */
const noClass = (classes: number, turn: number, style: 'readable' | 'raw'): number => {
  const choices = [classes, classes + 1, classes - 0.5, ...short, ...(style === 'raw' ? long : [])]
  const label = at(choices, turn % choices.length)
  return isClass(label, classes) ? label + classes : label
}
const turns = fc.nat({ max: 9_999 })

/** How a call with such a label ends: under `nan`, what no type of labels holds may be refused. */
const endingOf = (label: number, { policies }: Setting): Ending =>
  policies.labelOutOfRange === 'error' ? 'error'
  : isLabelTyped(label) ? 'numbers'
  : 'either'

type Labelled = { readonly logits: number[]; readonly label: number }
const alone: Inputs<Labelled> = (_, style) =>
  fc
    .tuple(fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 3 }), turns)
    .map(([logits, turn]) => ({ logits, label: noClass(logits.length, turn, style) }))

/** The law that a single loss, or its gradient, has no value where the label is no class. */
export const withoutClass = (
  operation: 'crossEntropy' | 'crossEntropyGradient',
  statement: Pick<AnyLaw, 'id' | 'equation' | 'proof'>,
): AnyLaw =>
  law<Labelled>({
    ...statement,
    uses: [operation],
    policy: 'labelOutOfRange',
    inputs: alone,
    examples: [2, -1, 1.5, NaN, 2 ** 32].map((label) => ({ logits: [0, 0], label })),
    domain: ({ logits, label }) => logits.length > 0 && !isClass(label, logits.length),
    *claims({ logits, label }, setting) {
      const about = `${operation}(z, ${label})`
      const count = operation === 'crossEntropy' ? 1 : logits.length
      return yield* askIllegally(
        about,
        [operation, [logits, label]],
        { ending: endingOf(label, setting), count },
        (numbers) => numbers.map((x, i) => identical(count > 1 ? `${about}[${i}]` : about, x, NaN)),
      )
    },
  })

export const outOfRangeGradient = withoutClass('crossEntropyGradient', {
  id: 'labels/out-of-range-gradient',
  equation: 'y ∉ {0, …, K − 1} ⇒ ∂CE(z, y)/∂z: an error or NaN throughout, as declared',
  proof: 'what has no value has no slope (policy labelOutOfRange).',
})

type Options = Omit<BatchOptions, 'reduction'>
/** A batch in which one label is no class, and is not ignored. */
type Illegal = Batch & { readonly options: BatchOptions }

const illegal =
  (options: Inputs<Options>): Inputs<Illegal> =>
  (asked, style) =>
    fc
      .tuple(
        batches(asked, style),
        turns,
        turns,
        fc.constantFrom(...reductions),
        options(asked, style),
      )
      .map(([{ logits, labels }, place, turn, reduction, { classWeights: w, ...others }]) => {
        const classes = at(logits, 0).length
        return {
          logits,
          labels: labels.with(place % labels.length, noClass(classes, turn, style)),
          options: { reduction, ...others, ...(w && { classWeights: w.slice(0, classes) }) },
        }
      })

/** Where the label stands that is no class, and the batch as it would be with a class there. */
const mended = ({
  logits,
  labels,
  options: { ignoreIndex },
}: Illegal): Batch & { place: number } => {
  const place = labels.findIndex((y, n) => y !== ignoreIndex && !isClass(y, at(logits, n).length))
  return { logits, labels: labels.with(place, ignoreIndex === 0 ? 1 : 0), place }
}
const isIllegal = (input: Illegal): boolean => {
  const { logits, labels, options } = input
  const isLegal = (y: number, n: number): boolean =>
    y === options.ignoreIndex || isClass(y, at(logits, n).length)
  if (labels.length !== logits.length || labels.every(isLegal)) return false
  const { labels: classes } = mended(input)
  return (
    classes.every(isLegal)
    && isBatch({ logits, labels: classes.map((y) => (y === options.ignoreIndex ? 0 : y)) })
    && (options.classWeights?.length ?? logits[0]?.length) === logits[0]?.length
  )
}
const examples: Batch[] = [
  { logits: [[0, 0]], labels: [2] },
  {
    logits: [
      [0, 0],
      [2, 0],
    ],
    labels: [-1, 1],
  },
  {
    logits: [
      [2, 0],
      [0, 0],
    ],
    labels: [1, 1.5],
  },
  {
    logits: [
      [1, 0, 0],
      [0, 0, 2],
      [0, 0, 0],
    ],
    labels: [1, NaN, 2],
  },
  {
    logits: [
      [0, 0],
      [1, 0],
    ],
    labels: [0, 2 ** 32],
  },
]

/** What is said of a batch with such a label, under some options. */
type Statement = Pick<Law<Illegal>, 'needs' | 'proof'> & {
  readonly name: string
  readonly under?: string
  readonly options: Inputs<Options>
  /** The options of an example with so many classes. */
  readonly example: (classes: number) => Options
}

const withoutClassInBatch = ({
  name,
  under = '',
  options,
  example,
  needs = [],
  proof,
}: Statement): AnyLaw[] => {
  const shared = {
    needs,
    proof,
    policy: 'labelOutOfRange',
    inputs: illegal(options),
    examples: examples.flatMap((batch) =>
      reductions.map((reduction) => ({
        ...batch,
        options: { reduction, ...example(at(batch.logits, 0).length) },
      })),
    ),
    domain: isIllegal,
  } as const
  return [
    law<Illegal>({
      ...shared,
      id: `labels/${name}`,
      equation: `yₘ ∉ {0, …, K − 1}${under} ⇒ Lₘ, sum and mean are NaN and the other Lₙ as they were, or an error, as declared`,
      uses: ['batchCrossEntropy'],
      *claims({ logits, labels, options }, setting) {
        const { place, ...batch } = mended({ logits, labels, options })
        const each = { ...options, reduction: 'none' } as const
        return yield* askIllegally(
          `batchCrossEntropy(z, [${labels.join(', ')}], …)`,
          ['batchCrossEntropy', [logits, labels, options]],
          {
            ending: endingOf(at(labels, place), setting),
            count: options.reduction === 'none' ? labels.length : 1,
          },
          (losses) => {
            if (options.reduction !== 'none')
              return [
                identical(
                  `the ${options.reduction} of losses, one without a class,`,
                  at(losses, 0),
                  NaN,
                ),
              ]
            const truth = [
              oracle.batchCrossEntropy(batch.logits.map(liftAll), batch.labels, each),
            ].flat()
            const budgets = budgetFor.batchCrossEntropy(
              batch.logits,
              batch.labels,
              each,
              setting.textbook,
            )
            return losses.map((loss, n) =>
              n === place ?
                identical(`the loss of row ${n}, whose label is no class,`, loss, NaN)
              : near(`the loss of row ${n}`, loss, at(truth, n), at(budgets as number[], n)),
            )
          },
        )
      },
    }),
    law<Illegal>({
      ...shared,
      id: `labels/${name}-gradient`,
      equation: `yₘ ∉ {0, …, K − 1}${under} ⇒ ∂L/∂zₘ is NaN and the other ∂L/∂zₙ as they were, or an error, as declared`,
      uses: ['batchCrossEntropyGradient'],
      *claims({ logits, labels, options }, setting) {
        const { place, ...batch } = mended({ logits, labels, options })
        const width = at(logits, 0).length
        return yield* askIllegally(
          `batchCrossEntropyGradient(z, [${labels.join(', ')}], …)`,
          ['batchCrossEntropyGradient', [logits, labels, options]],
          {
            ending: endingOf(at(labels, place), setting),
            count: labels.length * width,
          },
          (slopes) => {
            const truth = oracle.batchCrossEntropyGradient(
              batch.logits.map(liftAll),
              batch.labels,
              options,
            )
            const budgets = budgetFor.batchCrossEntropyGradient(
              batch.logits,
              batch.labels,
              options,
              setting.textbook,
            )
            return logits.flatMap((_, n) => {
              const row = slopes.slice(n * width, (n + 1) * width)
              if (n === place)
                return row.map((x, i) =>
                  identical(`the gradient of row ${n} at ${i}, whose label is no class,`, x, NaN),
                )
              // No class, no weight: what such a mean divides by is left open.
              if (options.reduction === 'mean' && options.classWeights) return []
              return nearEach(`the gradient of row ${n}`, row, at(truth, n), at(budgets, n))
            })
          },
        )
      },
    }),
  ]
}

const plain = withoutClassInBatch({
  name: 'out-of-range-in-batch',
  proof:
    'rows are independent, and one without a value spoils what is made of all (policy labelOutOfRange).',
  options: () => fc.constant({}),
  example: () => ({}),
})
const besideIgnored = withoutClassInBatch({
  name: 'out-of-range-beside-ignored',
  under: ', yₘ ≠ ignoreIndex',
  proof: 'what is ignored is one label, not all that are no class (policy labelOutOfRange).',
  needs: ['ignoreIndex'],
  options: () => fc.constantFrom(-100, -1, 0, 1, 255).map((ignoreIndex) => ({ ignoreIndex })),
  example: () => ({ ignoreIndex: -100 }),
})
const withWeights = withoutClassInBatch({
  name: 'out-of-range-with-weights',
  under: ' with class weights',
  proof: 'there is no weight of no class (policy labelOutOfRange).',
  needs: ['classWeights'],
  options: (asked, style) =>
    classWeights(asked, style).map((weights) => ({ classWeights: weights })),
  example: (classes) => ({ classWeights: [0.5, 1, 2].slice(0, classes) }),
})
const withSmoothing = withoutClassInBatch({
  name: 'out-of-range-with-smoothing',
  under: ' with label smoothing',
  proof:
    'what is spread over all classes is a part of the mass that lies on one (policy labelOutOfRange).',
  needs: ['labelSmoothing'],
  options: (asked, style) =>
    weightEntry(asked, style).map((labelSmoothing) => ({ labelSmoothing })),
  example: () => ({ labelSmoothing: 0.5 }),
})

export const negativeZero = law<Labelled>({
  id: 'labels/negative-zero',
  equation: 'CE(z, −0) = CE(z, 0)',
  proof: 'a label is an integer, and there is one zero among these.',
  uses: ['crossEntropy'],
  inputs: () =>
    fc
      .array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 3 })
      .map((logits) => ({ logits, label: -0 })),
  examples: [{ logits: [0, 0], label: -0 }],
  domain: ({ logits, label }) => logits.length > 0 && Object.is(label, -0),
  *claims({ logits }, { textbook: k }) {
    const budget = 2 * budgetFor.crossEntropy(spread(logits), 0, k)
    const loss = yield* ask('crossEntropy', logits, -0)
    const same = yield* ask('crossEntropy', logits, 0)
    return [near('crossEntropy(z, −0)', loss, same, budget, Infinity)]
  },
})

export const labelsLaws = [
  outOfRangeGradient,
  ...plain,
  ...besideIgnored,
  ...withWeights,
  ...withSmoothing,
  negativeZero,
]
