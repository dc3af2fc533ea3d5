import type { FormatName } from '../arithmetic/format.ts'
import type { BatchOptions, BinaryBatchOptions } from '../core/losses.ts'

/**
 * The public contract: every operation with its arguments and its result. All losses take logits.
 */
export type Operations = {
  softmax(logits: number[]): number[]
  logSoftmax(logits: number[]): number[]
  logSumExp(logits: number[]): number
  sigmoid(x: number): number
  logSigmoid(x: number): number
  softplus(x: number): number
  crossEntropy(logits: number[], label: number): number
  crossEntropyGradient(logits: number[], label: number): number[]
  softCrossEntropy(logits: number[], target: number[]): number
  softCrossEntropyGradient(logits: number[], target: number[]): number[]
  binaryCrossEntropy(logit: number, target: number): number
  binaryCrossEntropyGradient(logit: number, target: number): number
  softmaxVjp(logits: number[], cotangent: number[]): number[]
  logSoftmaxVjp(logits: number[], cotangent: number[]): number[]
  batchCrossEntropy(logits: number[][], labels: number[], options: BatchOptions): number | number[]
  batchCrossEntropyGradient(logits: number[][], labels: number[], options: BatchOptions): number[][]
  batchBinaryCrossEntropy(
    logits: number[],
    targets: number[],
    options: BinaryBatchOptions,
  ): number | number[]
  batchBinaryCrossEntropyGradient(
    logits: number[],
    targets: number[],
    options: BinaryBatchOptions,
  ): number[]
}
export type OperationName = keyof Operations
export type Arguments<O extends OperationName> = Parameters<Operations[O]>
export type Result<O extends OperationName> = ReturnType<Operations[O]>

/** The batch options that an implementation may support beside `reduction`. */
export const batchOptions = ['classWeights', 'labelSmoothing', 'ignoreIndex', 'posWeight'] as const
export type BatchOption = (typeof batchOptions)[number]

/** What an implementation declares where the mathematics leaves a choice. */
export const policies = {
  allNegInfRow: ['nan', 'zero', 'uniform'],
  posInfLogit: ['nan', 'limit'],
  allIgnoredMean: ['nan', 'zero'],
  labelOutOfRange: ['error', 'nan'],
} as const
export type PolicyName = keyof typeof policies
export type Policies = { readonly [P in PolicyName]?: (typeof policies)[P][number] }

/** The shape that each operation's result must have, given its arguments. */
export type Shape = 'number' | { readonly vector: number } | { readonly rows: readonly number[] }
export const shapeOf = (operation: OperationName, args: readonly unknown[]): Shape => {
  const [logits, , options] = args as [number[] | number[][], unknown, BatchOptions?]
  switch (operation) {
    case 'softmax':
    case 'logSoftmax':
    case 'crossEntropyGradient':
    case 'softCrossEntropyGradient':
    case 'softmaxVjp':
    case 'logSoftmaxVjp':
    case 'batchBinaryCrossEntropyGradient':
      return { vector: logits.length }
    case 'batchCrossEntropy':
    case 'batchBinaryCrossEntropy':
      return options?.reduction === 'none' ? { vector: logits.length } : 'number'
    case 'batchCrossEntropyGradient':
      return { rows: (logits as number[][]).map((row) => row.length) }
    default:
      return 'number'
  }
}

/** How long a call may take where nobody says otherwise, in milliseconds. */
export const defaultTimeLimit = 5000

/**
 * Someone's operations, in a number format, with what they declare. What is absent is skipped and
 * never passed.
 */
export type Implementation = {
  readonly name: string
  readonly version?: string
  readonly format: FormatName
  readonly options: readonly BatchOption[]
  readonly policies: Policies
  readonly operations: {
    readonly [O in OperationName]?: (...args: Arguments<O>) => Result<O> | Promise<Result<O>>
  }
  /**
   * The program behind the operations, where there is one. It keeps the time of its calls itself.
   */
  readonly program?: {
    /** How many calls it takes before it has answered the first. */
    readonly window: number
    /**
     * Whether what a call did beside its result is told, and done to its arguments and to earlier
     * results here.
     */
    readonly effects: boolean
    /**
     * How many seconds of a processor it has taken since it was started, where the system tells.
     */
    readonly seconds: () => number | undefined
    readonly close: () => Promise<void>
  }
}

/** The names of all operations, in the order of the contract. */
export const operationNames = [
  'softmax',
  'logSoftmax',
  'logSumExp',
  'sigmoid',
  'logSigmoid',
  'softplus',
  'crossEntropy',
  'crossEntropyGradient',
  'softCrossEntropy',
  'softCrossEntropyGradient',
  'binaryCrossEntropy',
  'binaryCrossEntropyGradient',
  'softmaxVjp',
  'logSoftmaxVjp',
  'batchCrossEntropy',
  'batchCrossEntropyGradient',
  'batchBinaryCrossEntropy',
  'batchBinaryCrossEntropyGradient',
] as const satisfies readonly OperationName[]
