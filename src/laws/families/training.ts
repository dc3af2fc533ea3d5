import * as fc from 'fast-check'
import { at, total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { atLeast, atMost, exactTotal, near } from '../claim.ts'
import { into, intoTargets } from '../inputs.ts'
import { ask, law, type Inputs } from '../law.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'
import { batches, isBatch, type Batch } from './batch.ts'

/** What options of a loss make of training: where its slopes push, and where they stop. */

const sum = { reduction: 'sum' } as const

/** A batch with one number as an option, of these. */
type With = Batch & { readonly number: number }
const withNumber =
  (numbers: readonly number[]): Inputs<With> =>
  (asked, style) =>
    fc
      .tuple(batches(asked, style), fc.constantFrom(...numbers))
      .map(([batch, x]) => ({ ...batch, number: intoTargets(x, asked) }))

export const temperatureBoundsSlopes = law<With>({
  id: 'batch-options/temperature-bounds-slopes',
  equation: 'sum: |∂L/∂zₙᵢ| ≤ 1/T',
  proof:
    'softmax − y lies within ±1, and z / T has the slope 1/T: the hotter a loss, the less it moves a '
    + 'logit, however wrong that is.',
  uses: ['batchCrossEntropyGradient'],
  needs: ['temperature'],
  inputs: withNumber([2, 0.5, 4, 0.125]),
  examples: [
    { logits: [[0, 4]], labels: [0], number: 2 },
    { logits: [[1, 0, 3]], labels: [1], number: 0.5 },
  ],
  domain: ({ number, ...batch }) => isBatch(batch) && number >= 2 ** -4 && number <= 64,
  *claims({ logits, labels, number: temperature }, { textbook: k }) {
    const options = { ...sum, temperature }
    const gradient = yield* ask('batchCrossEntropyGradient', logits, labels, options)
    const budgets = budgetFor.batchCrossEntropyGradient(logits, labels, options, k)
    const most = enclosures.div(lift(1), lift(temperature))
    return gradient.flatMap((slopes, n) =>
      slopes.flatMap((slope, i) => {
        const [name, budget] = [`the gradient of row ${n} at ${i}`, at(at(budgets, n), i)]
        return [
          atMost(name, slope, most, budget),
          atLeast(name, slope, enclosures.neg(most), budget),
        ]
      }),
    )
  },
})

export const zLossPinsTheShift = law<With>({
  id: 'batch-options/z-loss-pins-the-shift',
  equation: 'sum: Σᵢ ∂L/∂zₙᵢ = 2a LSE(zₙ)',
  proof:
    'softmax is left as it is by a shift of all logits, so that the slopes of the loss add up to 0: '
    + 'those of a LSE² alone tell how high the logits stand.',
  uses: ['batchCrossEntropyGradient'],
  needs: ['zLoss'],
  inputs: withNumber([0.5, 1, 0.1, 0, 2]),
  examples: [
    { logits: [[0, 0]], labels: [0], number: 0.5 },
    {
      logits: [
        [1, 0, 2],
        [-3, -3, -3],
      ],
      labels: [0, 1],
      number: 1,
    },
  ],
  domain: ({ number, ...batch }) => isBatch(batch) && number >= 0 && number <= 2,
  *claims({ logits, labels, number: zLoss }, { textbook: k }) {
    const options = { ...sum, zLoss }
    const gradient = yield* ask('batchCrossEntropyGradient', logits, labels, options)
    const budgets = budgetFor.batchCrossEntropyGradient(logits, labels, options, k)
    return gradient.map((slopes, n) => {
      const mass = oracle.logSumExp(liftAll(at(logits, n)))
      const truth = enclosures.mul(lift(2 * zLoss), mass)
      return near(`the slopes of row ${n}, added`, exactTotal(slopes), truth, total(at(budgets, n)))
    })
  },
})

/** A label that leads the other logits by gaps, with a part of the mass that is spread. */
type Leading = { readonly gaps: number[]; readonly smoothing: number }
/** The lead from which on the slope of a label has changed its sign, in doubles. */
const turningPoint = ({ gaps, smoothing: e }: Leading): number =>
  Math.log1p(((gaps.length + 1) * (1 - e)) / e)
const leading: Inputs<Leading> = (asked) =>
  fc
    .tuple(
      fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0.5, 0.1, 0.25, 1),
    )
    .map(([steps, e]) => {
      const smoothing = intoTargets(e, asked)
      const least = turningPoint({ gaps: steps, smoothing })
      return {
        gaps: steps.map((step) => into(asked)((Math.ceil(4 * least) + step) / 4)),
        smoothing,
      }
    })
const leads = (input: Leading): boolean =>
  input.gaps.length > 0
  && input.smoothing > 0
  && input.smoothing <= 1
  && input.gaps.every((gap) => gap <= 100 && gap >= turningPoint(input) * (1 + 2 ** -40))

export const smoothingBoundsTheLead = law<Leading>({
  id: 'batch-options/smoothing-bounds-the-lead',
  equation: 'z_y − zⱼ ≥ log(1 + K(1 − e)/e) for every j ≠ y ⇒ ∂L/∂z_y ≥ 0',
  proof:
    'then p_y ≥ 1 − e + e/K, the part that the label keeps: logits that are learnt with smoothing '
    + 'stay finite.',
  uses: ['batchCrossEntropyGradient'],
  needs: ['labelSmoothing'],
  inputs: leading,
  examples: [
    { gaps: [2], smoothing: 0.5 },
    { gaps: [4, 8], smoothing: 0.25 },
    { gaps: [0], smoothing: 1 },
  ],
  domain: leads,
  *claims({ gaps, smoothing: labelSmoothing }, { textbook: k }) {
    const rows = [[0, ...gaps.map((gap) => -gap)]]
    const options = { ...sum, labelSmoothing }
    const [slopes = []] = yield* ask('batchCrossEntropyGradient', rows, [0], options)
    const [budgets = []] = budgetFor.batchCrossEntropyGradient(rows, [0], options, k)
    return [atLeast('the slope of the label that leads', slopes[0] ?? NaN, 0, budgets[0])]
  },
})

/** Two classes with a gap between them, and a focal loss. */
type Gap = { readonly gap: number; readonly focusing: number }

export const focalHedges = law<Gap>({
  id: 'batch-options/focal-hedges',
  equation:
    'γ ≥ 1, z = [d, 0], t = σ(d) ≥ 1/2: t ∂L(z, 0)/∂z₀ + (1 − t) ∂L(z, 1)/∂z₀ ≥ (1 − t) t^γ (2t − 1)',
  proof:
    'at p = t it is t(1 − t)(F(1 − t) − F(t)), F(p) = (1 − p)^(γ − 1) (1 − p − γ p log p), and t log t '
    + '≥ (1 − t) log(1 − t): where p is right the loss still pulls it to 1/2, as no proper scoring rule '
    + 'does (Charoenphakdee et al. 2021).',
  uses: ['batchCrossEntropyGradient'],
  needs: ['focusing'],
  inputs: (asked) =>
    fc.tuple(fc.nat({ max: 40 }), fc.constantFrom(2, 1, 5, 3)).map(([quarters, g]) => ({
      gap: into(asked)(quarters / 4),
      focusing: intoTargets(g, asked),
    })),
  examples: [
    { gap: 0, focusing: 2 },
    { gap: 1, focusing: 2 },
    { gap: 3, focusing: 1 },
  ],
  domain: ({ gap, focusing }) => gap >= 0 && gap <= 10 && focusing >= 1 && focusing <= 8,
  *claims({ gap, focusing }, { textbook: k }) {
    const rows = [
      [gap, 0],
      [gap, 0],
    ]
    const options = { ...sum, focusing }
    const slopes = yield* ask('batchCrossEntropyGradient', rows, [0, 1], options)
    const budgets = budgetFor.batchCrossEntropyGradient(rows, [0, 1], options, k)
    const [right = NaN, wrong = NaN] = slopes.map(([first]) => first)
    const [ofRight = 0, ofWrong = 0] = budgets.map(([first]) => first)
    const common = 'the slope of the common label'
    if (!Number.isFinite(right))
      return [
        atMost(common, right, 0, ofRight),
        atLeast(common, right, lift(-1 - focusing), ofRight),
      ]
    const t = oracle.sigmoid(lift(gap))
    const rest = oracle.sigmoid(lift(-gap))
    const power = enclosures.exp(enclosures.mul(lift(focusing), enclosures.log(t)))
    const least = enclosures.mul(enclosures.mul(rest, power), enclosures.sub(t, rest))
    // Divided by 1 - t, so that the slope of the rare label stands alone.
    return [
      atLeast(
        'the slope of the rare label',
        wrong,
        enclosures.sub(
          enclosures.div(least, rest),
          enclosures.mul(enclosures.exp(lift(gap)), lift(right)),
        ),
        ofWrong + Math.exp(gap) * ofRight,
      ),
    ]
  },
})

export const trainingLaws = [
  temperatureBoundsSlopes,
  zLossPinsTheShift,
  smoothingBoundsTheLead,
  focalHedges,
]
