import {
  batchKinds,
  optionNames,
  options,
  reductions,
  type BatchKind,
  type OptionName,
  type OptionsFor,
  type Reduction,
} from './options.ts'

/**
 * The kinds of argument, and the shape of each. A row of K logits goes with a label, K weights, or a
 * cotangent or a direction of K entries; one logit with a target in [0, 1]; N rows with N labels or
 * with N rows of weights or of targets, and a column of N logits with N targets. The cotangent of a batch has an entry for each of its N losses.
 */
export const argumentKinds = {
  logits: 'vector',
  label: 'number',
  weights: 'vector',
  cotangent: 'vector',
  direction: 'vector',
  logit: 'number',
  target: 'number',
  rows: 'rows',
  labels: 'vector',
  rowsOfWeights: 'rows',
  column: 'vector',
  targets: 'vector',
  rowsOfTargets: 'rows',
  rowsOfCotangents: 'rows',
  options: 'options',
} as const
/** The name of a kind of argument. */
export type ArgumentKind = keyof typeof argumentKinds

/**
 * The kinds of result: one number; a number for each logit of a row, of rows or of a column; or one
 * number that under the reduction `none` is one for each row, or for each entry of the rows.
 */
export const resultKinds = {
  number: 'number',
  row: 'vector',
  rows: 'rows',
  column: 'vector',
  reduced: 'number or vector',
  reducedEntries: 'number or rows',
} as const
/** The name of a kind of result. */
export type ResultKind = keyof typeof resultKinds

/** The type of each shape. */
type Shaped = {
  readonly number: number
  readonly vector: number[]
  readonly rows: number[][]
  readonly 'number or vector': number | number[]
  readonly 'number or rows': number | number[][]
}

/** A row of the contract: what an operation takes, what it gives, and what it computes. */
type Row = {
  readonly takes: readonly ArgumentKind[]
  readonly gives: ResultKind
  /**
   * A value; a gradient, for the logits; a vector-Jacobian product, the pull-back of a cotangent; or
   * the product of a Hessian, which is symmetric, and a direction.
   */
  readonly role: 'value' | 'gradient' | 'vjp' | 'hessian'
  /** The operation whose derivative it is. A value may be one too. */
  readonly derivativeOf?: string
  /** What it computes, over the real numbers. */
  readonly equation: string
}

/**
 * The contract: every operation, one row each. Types, shapes, schemas, references, probes and tables
 * are derived from here, and no other file names all of them. All losses take logits.
 */
export const operations = {
  softmax: {
    takes: ['logits'],
    gives: 'row',
    role: 'value',
    derivativeOf: 'logSumExp',
    equation: 'softmax(z)_i = e^(z_i) / sum_j e^(z_j)',
  },
  logSoftmax: {
    takes: ['logits'],
    gives: 'row',
    role: 'value',
    equation: 'logSoftmax(z)_i = z_i - log sum_j e^(z_j)',
  },
  logSumExp: {
    takes: ['logits'],
    gives: 'number',
    role: 'value',
    equation: 'logSumExp(z) = log sum_j e^(z_j)',
  },
  mergeLogSumExp: {
    takes: ['logits'],
    gives: 'number',
    role: 'value',
    equation:
      'mergeLogSumExp(l) = log sum_j e^(l_j) for the log-sum-exps l_j of the parts of a row, '
      + '-Infinity for a part that is empty or wholly masked',
  },
  zLoss: {
    takes: ['logits'],
    gives: 'number',
    role: 'value',
    equation: 'zLoss(z) = (log sum_j e^(z_j))^2',
  },
  zLossGradient: {
    takes: ['logits'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'zLoss',
    equation: 'zLossGradient(z)_i = 2 log(sum_j e^(z_j)) softmax(z)_i',
  },
  entropy: {
    takes: ['logits'],
    gives: 'number',
    role: 'value',
    equation: 'entropy(z) = -sum_i p_i log p_i, p = softmax(z), where 0 log 0 is 0',
  },
  entropyGradient: {
    takes: ['logits'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'entropy',
    equation: 'entropyGradient(z)_i = -p_i (log p_i + entropy(z)), p = softmax(z)',
  },
  logSumExpHessianTimes: {
    takes: ['logits', 'direction'],
    gives: 'row',
    role: 'hessian',
    derivativeOf: 'softmax',
    equation: 'logSumExpHessianTimes(z, v)_i = p_i (v_i - sum_j p_j v_j), p = softmax(z)',
  },
  sigmoid: {
    takes: ['logit'],
    gives: 'number',
    role: 'value',
    derivativeOf: 'softplus',
    equation: 'sigmoid(x) = 1 / (1 + e^(-x))',
  },
  logSigmoid: {
    takes: ['logit'],
    gives: 'number',
    role: 'value',
    equation: 'logSigmoid(x) = -log(1 + e^(-x))',
  },
  softplus: {
    takes: ['logit'],
    gives: 'number',
    role: 'value',
    equation: 'softplus(x) = log(1 + e^x)',
  },
  crossEntropy: {
    takes: ['logits', 'label'],
    gives: 'number',
    role: 'value',
    equation: 'crossEntropy(z, y) = log sum_j e^(z_j) - z_y',
  },
  crossEntropyGradient: {
    takes: ['logits', 'label'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'crossEntropy',
    equation: 'crossEntropyGradient(z, y)_i = softmax(z)_i - [i = y]',
  },
  crossEntropyHessianTimes: {
    takes: ['logits', 'label', 'direction'],
    gives: 'row',
    role: 'hessian',
    derivativeOf: 'crossEntropyGradient',
    equation: 'crossEntropyHessianTimes(z, y, v)_i = p_i (v_i - sum_j p_j v_j), p = softmax(z)',
  },
  nllLoss: {
    takes: ['logits', 'label'],
    gives: 'number',
    role: 'value',
    equation: 'nllLoss(l, y) = -l_y, for log-probabilities l, or whatever stands for them',
  },
  nllLossGradient: {
    takes: ['logits', 'label'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'nllLoss',
    equation: 'nllLossGradient(l, y)_i = -[i = y], in the log-probabilities',
  },
  softCrossEntropy: {
    takes: ['logits', 'weights'],
    gives: 'number',
    role: 'value',
    equation:
      'softCrossEntropy(z, t) = sum_i t_i (log sum_j e^(z_j) - z_i), where a term of weight 0 is 0',
  },
  softCrossEntropyGradient: {
    takes: ['logits', 'weights'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'softCrossEntropy',
    equation: 'softCrossEntropyGradient(z, t)_i = softmax(z)_i sum_j t_j - t_i',
  },
  klDivergence: {
    takes: ['logits', 'weights'],
    gives: 'number',
    role: 'value',
    equation:
      'klDivergence(z, t) = sum_i t_i (log t_i + log sum_j e^(z_j) - z_i), '
      + 'where a term of weight 0 is 0',
  },
  klDivergenceGradient: {
    takes: ['logits', 'weights'],
    gives: 'row',
    role: 'gradient',
    derivativeOf: 'klDivergence',
    equation: 'klDivergenceGradient(z, t)_i = softmax(z)_i sum_j t_j - t_i',
  },
  binaryCrossEntropy: {
    takes: ['logit', 'target'],
    gives: 'number',
    role: 'value',
    equation: 'binaryCrossEntropy(x, t) = t log(1 + e^(-x)) + (1 - t) log(1 + e^x)',
  },
  binaryCrossEntropyGradient: {
    takes: ['logit', 'target'],
    gives: 'number',
    role: 'gradient',
    derivativeOf: 'binaryCrossEntropy',
    equation: 'binaryCrossEntropyGradient(x, t) = sigmoid(x) - t',
  },
  softmaxVjp: {
    takes: ['logits', 'cotangent'],
    gives: 'row',
    role: 'vjp',
    derivativeOf: 'softmax',
    equation: 'softmaxVjp(z, g)_j = p_j (g_j - sum_i p_i g_i), p = softmax(z)',
  },
  logSoftmaxVjp: {
    takes: ['logits', 'cotangent'],
    gives: 'row',
    role: 'vjp',
    derivativeOf: 'logSoftmax',
    equation: 'logSoftmaxVjp(z, g)_i = g_i - p_i sum_j g_j, p = softmax(z)',
  },
  batchCrossEntropy: {
    takes: ['rows', 'labels', 'options'],
    gives: 'reduced',
    role: 'value',
    equation:
      'rows r_n (sum_i t_ni (1 - p_ni)^g (s_n - u_ni) + a s_n^2) with u = c tanh(z / (T c)), '
      + 'or -Infinity where m_ni = 0, '
      + 's_n = log sum_j e^(u_nj), p_n = softmax(u_n) and t_ni = w_i ((1 - e) [i = y_n] + e / K), '
      + '0 where y_n = ignoreIndex; their sum; '
      + 'or the sum over that of the r_n w_(y_n) of the rows that count, or over the denominator given',
  },
  batchCrossEntropyGradient: {
    takes: ['rows', 'labels', 'options'],
    gives: 'rows',
    role: 'gradient',
    derivativeOf: 'batchCrossEntropy',
    equation:
      'the gradient of the reduced batchCrossEntropy in every logit, row by row; '
      + 'under none, of the sum',
  },
  batchCrossEntropyVjp: {
    takes: ['rows', 'labels', 'cotangent', 'options'],
    gives: 'rows',
    role: 'vjp',
    derivativeOf: 'batchCrossEntropy',
    equation:
      'rows g_n dL_n/dz_n for the losses L_n of batchCrossEntropy under none; '
      + '0 where y_n = ignoreIndex, whatever g_n and z_n are',
  },
  batchSoftCrossEntropy: {
    takes: ['rows', 'rowsOfWeights', 'options'],
    gives: 'reduced',
    role: 'value',
    equation:
      'rows r_n (sum_i t_ni (1 - p_ni)^g (s_n - u_ni) + a s_n^2) with u, s and p as in '
      + 'batchCrossEntropy and '
      + 't_ni = w_i ((1 - e) q_ni + e / K) for the weights q_n, where a term of weight 0 is 0; '
      + 'their sum; or the sum over that of the r_n, or over the denominator given',
  },
  batchSoftCrossEntropyGradient: {
    takes: ['rows', 'rowsOfWeights', 'options'],
    gives: 'rows',
    role: 'gradient',
    derivativeOf: 'batchSoftCrossEntropy',
    equation:
      'the gradient of the reduced batchSoftCrossEntropy in every logit, row by row; '
      + 'under none, of the sum',
  },
  batchSoftCrossEntropyVjp: {
    takes: ['rows', 'rowsOfWeights', 'cotangent', 'options'],
    gives: 'rows',
    role: 'vjp',
    derivativeOf: 'batchSoftCrossEntropy',
    equation: 'rows g_n dL_n/dz_n for the losses L_n of batchSoftCrossEntropy under none',
  },
  batchBinaryCrossEntropy: {
    takes: ['column', 'targets', 'options'],
    gives: 'reduced',
    role: 'value',
    equation:
      'entries w t_n log(1 + e^(-x_n)) + (1 - t_n) log(1 + e^(x_n)); their sum; '
      + 'or the sum over their number',
  },
  batchBinaryCrossEntropyGradient: {
    takes: ['column', 'targets', 'options'],
    gives: 'column',
    role: 'gradient',
    derivativeOf: 'batchBinaryCrossEntropy',
    equation:
      'the gradient of the reduced batchBinaryCrossEntropy in every logit; under none, of the sum',
  },
  batchBinaryCrossEntropyVjp: {
    takes: ['column', 'targets', 'cotangent', 'options'],
    gives: 'column',
    role: 'vjp',
    derivativeOf: 'batchBinaryCrossEntropy',
    equation: 'entries g_n dL_n/dx_n for the losses L_n of batchBinaryCrossEntropy under none',
  },
  batchMultilabelCrossEntropy: {
    takes: ['rows', 'rowsOfTargets', 'options'],
    gives: 'reducedEntries',
    role: 'value',
    equation:
      'entries r_n w_i (v_i t_ni log(1 + e^(-x_ni)) + (1 - t_ni) log(1 + e^(x_ni))); their sum; '
      + 'or the sum over K times that of the r_n, which is their number',
  },
  batchMultilabelCrossEntropyGradient: {
    takes: ['rows', 'rowsOfTargets', 'options'],
    gives: 'rows',
    role: 'gradient',
    derivativeOf: 'batchMultilabelCrossEntropy',
    equation:
      'the gradient of the reduced batchMultilabelCrossEntropy in every logit; under none, of the sum',
  },
  batchMultilabelCrossEntropyVjp: {
    takes: ['rows', 'rowsOfTargets', 'rowsOfCotangents', 'options'],
    gives: 'rows',
    role: 'vjp',
    derivativeOf: 'batchMultilabelCrossEntropy',
    equation:
      'entries g_ni dL_ni/dx_ni for the losses L_ni of batchMultilabelCrossEntropy under none',
  },
} as const satisfies Readonly<Record<string, Row>>

/** The contract as a type, from which those below are derived. */
type Table = typeof operations
/** The name of an operation. */
export type OperationName = keyof Table
/** The names of all operations, in the order of the contract. */
export const operationNames = Object.keys(operations) as OperationName[]
export const rowOf = (operation: OperationName): Row => operations[operation]

/** The arguments of an operation, in order. */
export type Arguments<O extends OperationName> = TypesOf<Table[O]['takes'], OptionsIn<Table[O]>>
/** The types of arguments of these kinds, in order. */
type TypesOf<Kinds extends readonly ArgumentKind[], Options> = {
  -readonly [K in keyof Kinds]: ArgumentOf<(typeof argumentKinds)[Kinds[K]], Options>
}
/** The type of an argument of this shape. */
type ArgumentOf<S, Options> = S extends keyof Shaped ? Shaped[S] : Options
/** The options that a row knows, as the argument that holds them. */
type OptionsIn<R extends Row> = OptionsFor<Extract<R['takes'][number], BatchKind>>

/** The result of an operation. */
export type Result<O extends OperationName> = Shaped[(typeof resultKinds)[Table[O]['gives']]]

/** Every operation as a function. */
export type Operations = { [O in OperationName]: (...args: Arguments<O>) => Result<O> }

/** How the losses of a batch of rows become one number, and how rows and classes are weighted. */
export type BatchOptions = OptionsIn<Table['batchCrossEntropy']>
/** The same, of rows with weights of their own: none of them is ignored. */
export type SoftBatchOptions = OptionsIn<Table['batchSoftCrossEntropy']>
/** How the losses of a batch of single logits become one number, and what a positive one weighs. */
export type BinaryBatchOptions = OptionsIn<Table['batchBinaryCrossEntropy']>

/** The same, of rows of binary losses. */
export type MultilabelBatchOptions = OptionsIn<Table['batchMultilabelCrossEntropy']>

/** The argument of one kind among those of an operation, where it takes one. */
export const argument = (
  operation: OperationName,
  kind: ArgumentKind,
  args: readonly unknown[],
): unknown => args[rowOf(operation).takes.indexOf(kind)]

/** Arguments for an operation, each made from its kind and those before it. */
export const argumentsFrom = (
  operation: OperationName,
  make: (kind: ArgumentKind) => unknown,
): unknown[] => rowOf(operation).takes.map(make)

/** The kind of batch that an operation takes, where it takes many rows at once, with options. */
export const batchKindOf = (operation: OperationName): BatchKind | undefined =>
  batchKinds.find((kind) => rowOf(operation).takes.includes(kind))

/** The batch options that an operation knows, beside `reduction`. */
export const optionsOf = (operation: OperationName): readonly OptionName[] => {
  const kind = batchKindOf(operation)
  return optionNames.filter((name) => {
    const of: readonly BatchKind[] = options[name].of
    return kind !== undefined && of.includes(kind)
  })
}

/** The reductions under which it is asked: a cotangent for each loss pulls back those under none. */
export const reductionsOf = (operation: OperationName): readonly Reduction[] =>
  rowOf(operation).role === 'vjp' ? ['none'] : reductions
