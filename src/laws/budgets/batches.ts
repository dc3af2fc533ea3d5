import { binary64 } from '../../arithmetic/binary64.ts'
import { alike, type Grouped, type Groups } from '../../arithmetic/alike.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import type {
  BatchOptions,
  BinaryBatchOptions,
  MultilabelBatchOptions,
} from '../../contract/operations.ts'
import {
  masks,
  multilabelDenominator,
  rowWeights,
  softWeighing,
  weighing as labelWeighing,
  type Weighing,
} from '../../core/batches.ts'
import { focalFactors } from './focal.ts'
import type { Grants } from './grants.ts'
import { binaryLoss, binaryLossOf, binarySlope, binarySlopeOf } from './logits.ts'
import {
  kept,
  keptEach,
  pull,
  pullSizes,
  slopeSizesOfSquare,
  slopesOfSquare,
  softLoss,
  softLossOf,
  squareOfMass,
} from './rows.ts'
import { asGiven, hidden, one, shaping, type Factor } from './shaping.ts'
import { logSumExpOf, lossOf, over, spread, type Spread } from './spread.ts'

/** Budgets of the operations on many rows, or many logits, in the terms of `grants.ts`. */

/** Batches of one kind: what weighs the classes of a row, and what is summed. */
type Kind<X> = Weighing<number, X> & {
  readonly loss: 'batchCrossEntropy' | 'batchSoftCrossEntropy'
  /** The classes of a row that are alike in these lists, and to its target. */
  readonly groupsOf: (lists: readonly (readonly number[])[], target: X) => Groups
  /** How many terms of so many classes are summed in a row where all rows are taken together. */
  readonly termsOf: (classes: number) => number
  /** The weights that a mean divides by. */
  readonly divides: readonly ('classWeights' | 'rowWeights')[]
}

/** What losses, their gradient and its pull-back may be off by, in batches of one kind. */
const softBudgets = <X>(kind: Kind<X>) => ({
  /**
   * The losses of a batch of rows, one by one or reduced. The square of log-sum-exp is multiplied and
   * added. The weight of a row multiplies its loss, or the weights of its classes, each of which may
   * then underflow and lose so much of its logarithm.
   */
  loss: (
    rows: Rows,
    targets: readonly X[],
    options: BatchOptions,
    k: Grants,
  ): number | number[] => {
    const rounded = weighing(options, k)
    const { zLoss: a = 0 } = options
    const each = eachRow(kind, rows, targets, options, k, ({ s, target, weight, isIgnored }) => {
      if (isIgnored) return { loss: 0, budget: 0 }
      const { sizes, errors, most } = focused(s, target, options, k).loss
      const [soft, off] = [softLossOf(s, sizes), errors ? softLossOf(s, errors) : 0]
      const ofSoft = softLoss(s, most, k) + off + rounded * (soft + off)
      const square = a === 0 ? 0 : logSumExpOf(s) ** 2
      const ofSquare = a === 0 ? 0 : times(a, square, squareOfMass(s, k), k, once(k))
      const loss = soft + a * square
      const budget = ofSoft + ofSquare + (a === 0 ? 0 : k.u * (loss + ofSoft + ofSquare))
      const surprises = target.map((t, i) => (t === 0 ? 0 : 1 + lossOf(s, i)))
      const lost = k.underflow(1 + over(s, surprises))
      return { loss: weight * loss, budget: times(weight, loss, budget, k, { apart: 0, lost }) }
    })
    const [losses, budgets] = [each.map(({ loss }) => loss), each.map(({ budget }) => budget)]
    const by = divisor(kind, targets, options, k)
    const terms = rows.length * kind.termsOf(rows[0]?.length ?? 0)
    return reduced(kind.loss, losses, budgets, options, by, k, terms)
  },
  /** The gradient of the reduced loss, row by row: an ignored row has none. */
  gradient: (rows: Rows, targets: readonly X[], options: BatchOptions, k: Grants): number[][] => {
    const by = divisor(kind, targets, options, k)
    return eachRow(kind, rows, targets, options, k, (row) => {
      if (row.isIgnored) return row.expand(row.target)
      const slopes = slopesOf(row, options, k)
      const [sizes, budgets] = [slopes.map(({ size }) => size), slopes.map(({ budget }) => budget)]
      return row.expand(divided(`${kind.loss}Gradient`, sizes, budgets, by, k))
    })
  },
  /** g_n times the gradient of row n. A cotangent of 0 gives 0, and so does an ignored row. */
  vjp: (
    rows: Rows,
    targets: readonly X[],
    cotangent: readonly number[],
    options: BatchOptions,
    k: Grants,
  ): number[][] =>
    eachRow(
      kind,
      rows,
      targets,
      options,
      k,
      (row, g) => {
        if (row.isIgnored || g === 0) return row.expand(row.target.map(() => 0))
        const each = slopesOf(row, options, k).map(({ size, budget, losses }) =>
          scaled(`${kind.loss}Vjp`, g, size, budget, k, losses),
        )
        return row.expand(each)
      },
      cotangent,
    ),
})

/**
 * The gradient of a row. That of the square of log-sum-exp is multiplied and added, or goes into p_i
 * sum t as a factor 1 + 2 a log sum e^z, where that may cancel. The factors of the logits that were
 * made from others, and the weight of the row, multiply it; or they multiply p_i sum t and t_i, which
 * are 2 p_i t_i greater together, and are then subtracted. A factor that goes into the weights t
 * first may let these n underflow, both products, n - 1 sums and the difference; and its product with
 * another one, the whole.
 */
const slopesOf = (
  { s, target, weight, factors }: Weighed,
  options: BatchOptions,
  k: Grants,
): readonly Slope[] => {
  const { zLoss: a = 0 } = options
  const rounded = weighing(options, k)
  const weights = focused(s, target, options, k).slopes
  const sizes = pullSizes(s, weights.sizes)
  const ofWeights = weights.errors && pullSizes(s, weights.errors)
  const [squares, ofSquares] =
    a === 0 ? [undefined, undefined] : [slopeSizesOfSquare(s), slopesOfSquare(s, k)]
  const mass = over(s, weights.most)
  return pull(s, weights.most, k).map((ofPull, i) => {
    const [p, off] = [at(s.p, i), ofWeights ? at(ofWeights, i) : 0]
    const slope: Slope = {
      size: at(sizes, i),
      budget: ofPull + off + rounded * (at(sizes, i) + off),
      losses: {
        apart: k.cancellation * 2 * p * at(weights.most, i),
        lost: k.underflow(2 * s.n + 2),
      },
    }
    const scaled = (slope: Slope): Slope =>
      multiplied(multiplied(slope, factors?.[i] ?? one, k), { size: weight, error: 0 }, k)
    if (!squares || !ofSquares) return scaled(slope)
    const [square, ofSquare] = [
      a * at(squares, i),
      times(a, at(squares, i), at(ofSquares, i), k, once(k)),
    ]
    const size = slope.size + square
    const sum = slope.budget + ofSquare
    const budget = sum + k.u * (size + sum) + k.cancellation * 2 * k.u * p * mass
    return scaled({ ...slope, size, budget })
  })
}

/** The weights of the classes of a row, or what a focal loss makes of them: a product each. */
const focused = (
  s: Spread,
  target: readonly number[],
  { focusing = 0 }: BatchOptions,
  k: Grants,
): { readonly loss: Weights; readonly slopes: Weights } => {
  if (focusing === 0) {
    const plain = { sizes: target, most: target }
    return { loss: plain, slopes: plain }
  }
  const times = (factors: readonly Factor[]): Weights => {
    const sizes = target.map((t, i) => (t === 0 ? 0 : t * at(factors, i).size))
    const errors = target.map((t, i) => {
      const { size, error } = at(factors, i)
      return t === 0 ? 0 : t * (error + k.u * (size + error)) + k.underflow(1)
    })
    return { sizes, errors, most: sizes.map((size, i) => size + at(errors, i)) }
  }
  const { loss, slopes } = focalFactors(s, focusing, k)
  return { loss: times(loss), slopes: times(slopes) }
}

/** Weights, what they may be off by, and how great they then are at most. */
type Weights = {
  readonly sizes: readonly number[]
  readonly errors?: readonly number[]
  readonly most: readonly number[]
}

/** An entry of a gradient: of which size, with which budget, and what it loses where it is scaled. */
type Slope = { readonly size: number; readonly budget: number; readonly losses: Losses }

/** Such an entry times a factor, which may be off itself: exact where that is 1. */
const multiplied = (slope: Slope, { size: f, error }: Factor, k: Grants): Slope => {
  if (f === 1 && error === 0) return slope
  const { size, budget, losses } = slope
  const rounded = k.u * (f + error) * (size + budget + losses.apart)
  return {
    size: f * size,
    budget: f * budget + error * (size + budget) + rounded + losses.lost,
    losses: { apart: f * losses.apart, lost: losses.lost + k.underflow(1) * f * size },
  }
}

/** One product, which may underflow. */
const once = (k: Grants): Losses => ({ apart: 0, lost: k.underflow(1) })

type Rows = readonly (readonly number[])[]

/**
 * What is known of a row: its classes in groups, with the weights that its target puts on them, its
 * own, and the factors of slopes in logits that were made from others.
 */
type Weighed = Grouped & {
  readonly s: Spread
  readonly target: number[]
  readonly weight: number
  readonly factors: readonly Factor[] | undefined
  readonly isIgnored: boolean
}

/** What a budget makes of each row, once of rows that are the same. */
const eachRow = <X, A>(
  { targetOf, groupsOf }: Kind<X>,
  rows: Rows,
  targets: readonly X[],
  options: BatchOptions,
  k: Grants,
  of: (row: Weighed, g: number) => A,
  cotangent: readonly number[] = targets.map(() => 1),
): A[] => {
  const weights = rowWeights(targets, options)
  const shape = shaping(options, k)
  const masked = masks(targets, options)
  const { first, expand } = alike([rows, targets, cotangent, weights, masked])
  return expand(
    first.map((n) => {
      const [z, own] = [at(rows, n), at(targets, n)]
      const mask = masked[n]
      const beside = [options.classWeights, mask].filter((list) => list !== undefined)
      const groups = groupsOf([z, ...beside], own)
      const { pick, counts } = groups
      const target = [...pick(targetOf(z.length, own, options))]
      const isThere = mask && pick(mask)
      const shaped =
        shape || isThere ?
          pick(z).map((x, i) => (isThere?.[i] === 0 ? hidden : (shape ?? asGiven)(x)))
        : undefined
      const s = spread(
        shaped?.map(({ logit }) => logit) ?? pick(z),
        counts,
        // What is not made from others is not moved.
        shape && shaped?.map(({ moved }) => moved),
      )
      const factors = shaped?.map(({ factor }) => factor)
      const isIgnored = own === options.ignoreIndex
      const row = { ...groups, s, target, weight: at(weights, n), factors, isIgnored }
      return of(row, at(cotangent, n))
    }),
  )
}

/** The losses of a batch of single logits, one by one or reduced. */
export const batchBinaryCrossEntropy = (
  xs: readonly number[],
  targets: readonly number[],
  options: BinaryBatchOptions,
  k: Grants,
): number | number[] => {
  const w = options.posWeight ?? 1
  const losses = xs.map((x, n) => binaryLossOf(x, at(targets, n), w))
  const budgets = xs.map((x, n) => binaryLoss(x, at(targets, n), w, k))
  const by = divisorOf(options.reduction === 'mean' ? xs.length : 1, xs.length, k)
  return reduced('batchBinaryCrossEntropy', losses, budgets, options, by, k)
}

/** The gradient of the reduced loss. */
export const batchBinaryCrossEntropyGradient = (
  xs: readonly number[],
  targets: readonly number[],
  { reduction, posWeight: w = 1 }: BinaryBatchOptions,
  k: Grants,
): number[] => {
  const sizes = xs.map((x, n) => binarySlopeOf(x, at(targets, n), w))
  const budgets = xs.map((x, n) => binarySlope(x, at(targets, n), w, k))
  const by = divisorOf(reduction === 'mean' ? xs.length : 1, 1, k)
  return divided('batchBinaryCrossEntropyGradient', sizes, budgets, by, k)
}

/**
 * g_n times the gradient of entry n, likewise: of both of its terms, up to w t may cancel. If g_n goes
 * into w t and 1 - t first, three weights, their sum, two products and the difference may underflow.
 */
export const batchBinaryCrossEntropyVjp = (
  xs: readonly number[],
  targets: readonly number[],
  cotangent: readonly number[],
  { posWeight: w = 1 }: BinaryBatchOptions,
  k: Grants,
): number[] =>
  xs.map((x, n) => {
    const [t, g] = [at(targets, n), at(cotangent, n)]
    if (g === 0) return 0
    const [size, budget] = [binarySlopeOf(x, t, w), binarySlope(x, t, w, k)]
    const apart = k.cancellation * 2 * w * t
    const lost = k.underflow(7)
    return scaled('batchBinaryCrossEntropyVjp', g, size, budget, k, { apart, lost })
  })

/** The losses of the entries of rows, one by one or reduced: weights of rows and classes multiply them. */
export const batchMultilabelCrossEntropy = (
  rows: Rows,
  targets: Rows,
  options: MultilabelBatchOptions,
  k: Grants,
): number | number[][] => {
  const each = eachEntry(rows, targets, options, k, ({ x, t, positive }) => ({
    size: binaryLossOf(x, t, positive),
    budget: binaryLoss(x, t, positive, k),
    // A weight that is multiplied by t or 1 - t first may underflow, and lose so much of its logarithm.
    losses: { apart: 0, lost: k.underflow(2) * (2 + Math.abs(x)) },
  }))
  const losses = each.map((row) => row.map(({ size }) => size))
  const budgets = each.map((row) => row.map(({ budget }) => budget))
  if (options.reduction === 'none')
    return budgets.map((row, n) => keptEach('batchMultilabelCrossEntropy', at(losses, n), row, k))
  const by = multilabelDivisor(targets, options, k)
  // Under these reductions there is one number.
  return reduced(
    'batchMultilabelCrossEntropy',
    losses.flat(),
    budgets.flat(),
    options,
    by,
    k,
  ) as number
}

/** The gradient of the reduced loss. */
export const batchMultilabelCrossEntropyGradient = (
  rows: Rows,
  targets: Rows,
  options: MultilabelBatchOptions,
  k: Grants,
): number[][] => {
  const by = multilabelDivisor(targets, options, k)
  return eachEntry(rows, targets, options, k, slopeOfEntry(k)).map((row) => {
    const [sizes, budgets] = [row.map(({ size }) => size), row.map(({ budget }) => budget)]
    return divided('batchMultilabelCrossEntropyGradient', sizes, budgets, by, k)
  })
}

/** g_ni times the gradient of the sum. */
export const batchMultilabelCrossEntropyVjp = (
  rows: Rows,
  targets: Rows,
  cotangents: Rows,
  options: MultilabelBatchOptions,
  k: Grants,
): number[][] =>
  eachEntry(rows, targets, options, k, slopeOfEntry(k)).map((row, n) =>
    row.map(({ size, budget, losses }, i) => {
      const g = at(at(cotangents, n), i)
      if (g === 0) return 0
      return scaled('batchMultilabelCrossEntropyVjp', g, size, budget, k, losses)
    }),
  )

type Entry = { readonly x: number; readonly t: number; readonly positive: number }
const slopeOfEntry =
  (k: Grants) =>
  ({ x, t, positive }: Entry): Slope => ({
    size: binarySlopeOf(x, t, positive),
    budget: binarySlope(x, t, positive, k),
    losses: { apart: k.cancellation * 2 * positive * t, lost: k.underflow(7) },
  })

/** What a budget makes of each entry, times the weights of its class and its row. */
const eachEntry = (
  rows: Rows,
  targets: Rows,
  { classWeights, rowWeights: ofRows, positiveWeights }: MultilabelBatchOptions,
  k: Grants,
  of: (entry: Entry) => Slope,
): Slope[][] => {
  const weights = ofRows ?? rows.map(() => 1)
  const { first, expand } = alike([rows, targets, weights])
  return expand(
    first.map((n) => {
      const [z, target] = [at(rows, n), at(targets, n)]
      const beside = [classWeights, positiveWeights].filter((list) => list !== undefined)
      const groups = alike([z, target, ...beside])
      return groups.expand(
        groups.first.map((i) => {
          const entry = { x: at(z, i), t: at(target, i), positive: positiveWeights?.[i] ?? 1 }
          const ofClass = { size: classWeights?.[i] ?? 1, error: 0 }
          return multiplied(
            multiplied(of(entry), ofClass, k),
            { size: at(weights, n), error: 0 },
            k,
          )
        }),
      )
    }),
  )
}

/** The number of entries, or the classes times a sum of weights. */
const multilabelDivisor = (targets: Rows, options: MultilabelBatchOptions, k: Grants): Divisor => {
  const by = multilabelDenominator(binary64)(targets, options)
  const { rounded } = divisorOf(by, targets.length * (targets[0]?.length ?? 0), k)
  return options.rowWeights === undefined || options.reduction !== 'mean' ?
      { by, rounded }
    : { by, rounded: k.sum(targets.length) + k.quotient + 2 * k.u }
}

/** What is apart in a number before it cancels, and what may underflow where it is multiplied. */
type Losses = { readonly apart: number; readonly lost: number }

/** f x for an x of this size and budget: one rounding, also of what is apart; none where f is 1. */
const times = (
  f: number,
  size: number,
  budget: number,
  k: Grants,
  { apart, lost }: Losses,
): number => (f === 1 ? budget : Math.abs(f) * (budget + k.u * (size + budget + apart)) + lost)

/** g x, which is then the result. */
const scaled = (
  operation: `${Reduced}Vjp`,
  g: number,
  size: number,
  budget: number,
  k: Grants,
  losses: Losses,
): number => kept(operation, Math.abs(g) * size, times(g, size, budget, k, losses), k)

/** What the weights w ((1 - e) [i = y] + e / K) lose, relative: a quotient, and a rounding a step. */
const weighing = ({ labelSmoothing, classWeights }: BatchOptions, k: Grants): number =>
  (labelSmoothing === undefined ? 0 : 3 * k.u + k.quotient) + (classWeights ? k.u : 0)

type Reduced = Kind<never>['loss'] | 'batchBinaryCrossEntropy' | 'batchMultilabelCrossEntropy'

/** Losses with these budgets, their sum of so many terms, or their mean over a denominator. */
const reduced = (
  operation: Reduced,
  losses: readonly number[],
  budgets: readonly number[],
  { reduction }: Pick<BatchOptions, 'reduction'>,
  by: Divisor,
  k: Grants,
  terms = losses.length,
): number | number[] => {
  if (reduction === 'none') return keptEach(operation, losses, budgets, k)
  const [sum, ofSum] = [total(losses), sumOf(losses, budgets, k, terms)]
  if (reduction === 'sum') return kept(operation, sum, ofSum, k)
  return at(divided(operation, [sum], [ofSum], by, k), 0)
}

/** A sum of numbers of these sizes with these budgets, made of so many terms. */
const sumOf = (
  sizes: readonly number[],
  budgets: readonly number[],
  k: Grants,
  terms: number,
): number => total(budgets) + k.sum(terms) * total(sizes.map(Math.abs))

/** What a result is divided by, and what that and the quotient err by: relative. */
type Divisor = { readonly by: number; readonly rounded: number }

/** A sum of n numbers, or a product with its reciprocal: exact where all is 1. */
const divisorOf = (by: number, n: number, k: Grants): Divisor => ({
  by,
  rounded: by === 1 ? 0 : k.sum(n) + k.quotient + k.u,
})

/** What the losses of rows are divided by: a mean's own is a sum of weights, which may be products. */
const divisor = <X>(
  { denominator, divides }: Kind<X>,
  targets: readonly X[],
  options: BatchOptions,
  k: Grants,
): Divisor => {
  const by = denominator(targets, options)
  if (options.denominator !== undefined) return divisorOf(by, 1, k)
  const weights = divides.filter((name) => options[name] !== undefined).length
  return options.reduction !== 'mean' || weights === 0 ?
      divisorOf(by, targets.length, k)
    : { by, rounded: k.sum(targets.length) + k.quotient + weights * k.u }
}

/** Entries of these sizes over a denominator. A quotient may underflow. */
const divided = (
  operation: Reduced | `${Reduced}Gradient`,
  sizes: readonly number[],
  budgets: readonly number[],
  { by, rounded }: Divisor,
  k: Grants,
): number[] =>
  budgets.map((budget, i) => {
    const size = at(sizes, i)
    const lost = rounded === 0 ? 0 : k.underflow(1)
    return kept(operation, size / by, (budget + rounded * size) / by + lost, k)
  })

/** Rows with labels, each of which is a class by itself. */
export const {
  loss: batchCrossEntropy,
  gradient: batchCrossEntropyGradient,
  vjp: batchCrossEntropyVjp,
} = softBudgets<number>({
  ...labelWeighing(binary64),
  loss: 'batchCrossEntropy',
  groupsOf: alike,
  termsOf: () => 1,
  divides: ['classWeights', 'rowWeights'],
})

/** Rows with weights of their own, whose terms may all be summed at once. */
export const {
  loss: batchSoftCrossEntropy,
  gradient: batchSoftCrossEntropyGradient,
  vjp: batchSoftCrossEntropyVjp,
} = softBudgets<readonly number[]>({
  ...softWeighing(binary64),
  loss: 'batchSoftCrossEntropy',
  groupsOf: (lists, target) => alike([...lists, target]),
  termsOf: (classes) => classes,
  divides: ['rowWeights'],
})
