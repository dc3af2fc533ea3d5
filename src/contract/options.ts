/** How the losses of a batch become one: each by itself, their mean, or their sum. */
export const reductions = ['none', 'mean', 'sum'] as const
/** The name of a reduction. */
export type Reduction = (typeof reductions)[number]

/** The kinds of batch, by the argument that the logits are compared with. */
export const batchKinds = ['labels', 'rowsOfWeights', 'targets', 'rowsOfTargets'] as const
/** The name of a kind of batch. */
export type BatchKind = (typeof batchKinds)[number]

/** A row of the table of options. */
type Option = {
  /** The batches that it is an option of. */
  readonly of: readonly BatchKind[]
  /**
   * One number; a number for each class, for each row, or for each class of each row; or a label,
   * which is of no format.
   */
  readonly kind: 'number' | 'weights' | 'row weights' | 'mask' | 'label'
  /**
   * Where it acts on the way from logits to a loss: on the logits, the weights of the classes, the
   * loss of a row, the rows, or how these are reduced.
   */
  readonly acts: 'logits' | 'targets' | 'loss' | 'rows' | 'reduction'
  /** The value that changes nothing, where there is one. */
  readonly neutral?: number
  /** The numbers that it may hold. */
  readonly legal: { readonly least: number; readonly most: number }
  /** Values that people try, for probes and checks. */
  readonly draw: readonly number[]
  readonly meaning: string
}

/** The numbers above 0. */
const positive = { least: Number.MIN_VALUE, most: Infinity }

/** The batch options beside `reduction`, one row each: what each row says is said nowhere else. */
export const options = {
  mask: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'mask',
    acts: 'logits',
    neutral: 1,
    legal: { least: 0, most: 1 },
    draw: [1, 0],
    meaning:
      '1 or 0 for each logit: at 0 its class is not there, whatever the logit is, and its slope is 0',
  },
  temperature: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'logits',
    neutral: 1,
    legal: positive,
    draw: [2, 0.5],
    meaning: 'T in z / T, which stands for z in all that follows',
  },
  softCap: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'logits',
    legal: positive,
    draw: [2, 30],
    meaning: 'c in c tanh(z / c), which stands for z, or for z / T, in all that follows',
  },
  classWeights: {
    of: ['labels', 'rowsOfWeights', 'rowsOfTargets'],
    kind: 'weights',
    acts: 'targets',
    neutral: 1,
    legal: { least: 0, most: Infinity },
    draw: [1, 2, 0.5],
    meaning:
      'one weight for each class; where rows have labels, a mean divides by the sum of their weights',
  },
  labelSmoothing: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'targets',
    neutral: 0,
    legal: { least: 0, most: 1 },
    draw: [0.1],
    meaning: 'e in (1 - e) t + e / K, for the weights t of a row: 1 at its label, or its own',
  },
  zLoss: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'loss',
    neutral: 0,
    legal: { least: 0, most: Infinity },
    draw: [0.5, 1e-4],
    meaning: 'a in a (log sum_j e^(z_j))^2, which is added to the loss of a row before its weight',
  },
  focusing: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'loss',
    neutral: 0,
    legal: { least: 0, most: Infinity },
    draw: [2, 0.5],
    meaning:
      'g of the focal loss: each term t_i (-log p_i) of the loss of a row is multiplied by '
      + '(1 - p_i)^g, which no denominator counts',
  },
  ignoreIndex: {
    of: ['labels'],
    kind: 'label',
    acts: 'rows',
    legal: { least: -(2 ** 53), most: 2 ** 53 },
    draw: [1],
    meaning: 'rows with this label count neither in loss and gradient nor in the denominator',
  },
  rowWeights: {
    of: ['labels', 'rowsOfWeights', 'rowsOfTargets'],
    kind: 'row weights',
    acts: 'rows',
    neutral: 1,
    legal: { least: 0, most: Infinity },
    draw: [2, 0.5, 1],
    meaning:
      'one weight r_n for each row, which multiplies its loss; a mean divides by the sum of the r_n '
      + 'of the rows that count, each times the class weight of its label or the number of its losses',
  },
  denominator: {
    of: ['labels', 'rowsOfWeights'],
    kind: 'number',
    acts: 'reduction',
    legal: positive,
    draw: [8, 2],
    meaning: 'what a mean divides by, counted outside, in place of its own rows and weights',
  },
  posWeight: {
    of: ['targets'],
    kind: 'number',
    acts: 'targets',
    neutral: 1,
    legal: { least: 0, most: Infinity },
    draw: [3],
    meaning: 'w in w t softplus(-x) + (1 - t) softplus(x)',
  },
  positiveWeights: {
    of: ['rowsOfTargets'],
    kind: 'weights',
    acts: 'targets',
    neutral: 1,
    legal: { least: 0, most: Infinity },
    draw: [3, 1, 0.5],
    meaning: 'one such weight for each class, in the column of the class',
  },
} as const satisfies Readonly<Record<string, Option>>

/** The name of a batch option. */
export type OptionName = keyof typeof options
export const optionNames = Object.keys(options) as OptionName[]

/** What an option holds. */
type ValueOf<N extends OptionName> =
  (typeof options)[N]['kind'] extends 'mask' ? readonly (readonly number[])[]
  : (typeof options)[N]['kind'] extends 'weights' | 'row weights' ? readonly number[]
  : number

/** The last argument of a batch operation that knows these options. */
export type OptionsOf<N extends OptionName> = { readonly reduction: Reduction } & {
  readonly [O in N]?: ValueOf<O>
}

/** The options of batches of one kind. */
export type OptionsFor<K extends BatchKind> = OptionsOf<
  { [N in OptionName]: K extends (typeof options)[N]['of'][number] ? N : never }[OptionName]
>
