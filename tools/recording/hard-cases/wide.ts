import { at } from '../../../src/arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../../../src/contract/operations.ts'
import { region, type Candidate } from './candidate.ts'

/**
 * Rows of a vocabulary, and batches of a training step, in which all is alike but for a few marks:
 * those of a fault that begins beyond a vector, a block, shared memory, or the arguments of a call.
 */

type Row = readonly number[]

/** What sets a row apart: where its logits lie, which stand out by 10, and which are masked. */
type Marks = {
  readonly level?: number
  readonly marks?: readonly number[]
  readonly masked?: readonly [from: number, to: number]
}
const row = (n: number, { level = 0, marks = [], masked = [0, 0] }: Marks = {}): Row => {
  const z = Array<number>(n)
    .fill(level)
    .fill(-Infinity, ...masked)
  for (const i of marks) z[i] = level + 10
  return z
}
const lastOf = (n: number): Row => row(n, { marks: [n - 1] })

/** Sizes that take turns: a trial draws the others at every operation. */
const vocabularies = [
  12_289, 50_257, 262_145, 32_769, 16_385, 131_073, 65_537, 12_289, 16_385, 32_769, 50_257,
] as const

/** A row with what is said of its classes; the label is a class that is not masked. */
type Wide = { readonly z: Row; readonly label: number }

/** Rows of every size, of which those of vocabularies take turns by operation. */
const rowsFor = (turn: number): readonly Wide[] => {
  const isEven = turn % 2 === 0
  return [
    isEven ? row(15) : lastOf(257),
    lastOf(33),
    row(65, { masked: [0, 32] }),
    isEven ? row(129, { marks: [63, 64] }) : row(1025, { marks: [512], masked: [768, 1025] }),
    row(1025, { level: -(2 ** 14), masked: [0, 512] }),
    lastOf(2050),
    row(4097, { level: 1000, marks: [2047, 2048] }),
    lastOf(at(vocabularies, turn % vocabularies.length)),
  ].map((z) => ({ z, label: z.findLastIndex((x) => x !== -Infinity) }))
}

/** The last class has all the weight, or half of it, beside 2^-10 for each of the others. */
const weightsOf = ({ z, label }: Wide, i: number): number[] =>
  z.map((x, j) =>
    j === label ?
      i % 2 === 1 ?
        1
      : 0.5
    : i % 2 === 1 || x === -Infinity ? 0
    : 2 ** -10,
  )
/** The last class alone, or against all others. */
const cotangentOf = ({ z, label }: Wide, i: number): number[] =>
  z.map((_, j) =>
    j === label ? 1
    : i % 2 === 0 ? -1
    : 0,
  )

const beside: Readonly<Record<string, (x: Wide, i: number) => readonly unknown[]>> = {
  label: ({ label }) => [label],
  weights: (x, i) => [weightsOf(x, i)],
  cotangent: (x, i) => [cotangentOf(x, i)],
  direction: (x, i) => [cotangentOf(x, i)],
}

const onRows = [
  'softmax',
  'logSoftmax',
  'logSumExp',
  'zLoss',
  'zLossGradient',
  'crossEntropy',
  'crossEntropyGradient',
  'softCrossEntropy',
  'softCrossEntropyGradient',
  'softmaxVjp',
  'logSoftmaxVjp',
] as const satisfies readonly OperationName[]

/** Wide rows of an operation that takes one. */
export const ofWideRows = (operation: OperationName): readonly Candidate[] => {
  const [, ...kinds] = rowOf(operation).takes
  // An operation that is new has the first of the sizes, and no other loses its own.
  const turn = Math.max(
    0,
    onRows.findIndex((name) => name === operation),
  )
  return region(
    'wide',
    ['WideRow'],
    rowsFor(turn).map((x, i) => [x.z, ...kinds.flatMap((kind) => beside[kind]?.(x, i) ?? [])]),
  )
}

const sizes = [9, 33, 65, 129, 1000] as const
type Batch = readonly [rows: readonly Row[], labels: readonly number[]]

/** So many rows of two classes, of which the last stands out. */
const narrow = (n: number): Batch => [
  [...Array<Row>(n - 1).fill([0, 0]), [10, 0]],
  [...Array<number>(n - 1).fill(0), 1],
]
/** The same rows, all of which but the last are ignored. */
const ignored = (n: number): Batch => [
  Array<Row>(n).fill([0, 0]),
  [...Array<number>(n - 1).fill(-100), 0],
]
/** So many rows, whose last class stands out and has the label. */
const wide = (rows: number, classes: number): Batch => [
  Array<Row>(rows).fill(lastOf(classes)),
  Array<number>(rows).fill(classes - 1),
]
const few = [wide(2, 33), wide(2, 385), wide(3, 1025), wide(3, 4097), wide(2, 32_769)] as const

const reduced = (
  reduction: 'none' | 'sum' | 'mean',
  batches: readonly Batch[],
  options: object = {},
) => batches.map(([z, y]) => [z, y, { reduction, ...options }])

/** Batches of many rows, and of wide ones; where they are pulled back, none is reduced. */
export const ofManyRows = (operation: OperationName): readonly Candidate[] =>
  rowOf(operation).role === 'vjp' ? ofPulledRows() : ofReducedRows(operation)

/** Cotangents of which the last stands out. */
const cotangentsOf = ({ length }: readonly unknown[]): number[] =>
  Array<number>(length)
    .fill(1)
    .with(length - 1, -2)

const pulled = (batches: readonly Batch[], options: object = {}) =>
  batches.map(([z, y]) => [z, y, cotangentsOf(z), { reduction: 'none', ...options }])

const ofPulledRows = (): readonly Candidate[] => [
  ...region('wide', ['ManyRows'], pulled([narrow(9), narrow(33)])),
  ...region('wide', ['WideRow', 'RowsApart'], pulled(few)),
  ...region(
    'wide',
    ['ManyRows', 'IgnoreIndex'],
    pulled([ignored(65), ignored(129), ignored(1000)], { ignoreIndex: -100 }),
  ),
]

const ofReducedRows = (operation: OperationName): readonly Candidate[] => {
  const isValue = rowOf(operation).role === 'value'
  const many =
    isValue ?
      [
        ...reduced('none', sizes.map(narrow)),
        ...reduced('mean', sizes.map(narrow)),
        ...reduced('sum', [narrow(65), narrow(1000)]),
      ]
    : [...reduced('sum', [narrow(9), narrow(33)]), ...reduced('mean', [narrow(9), narrow(65)])]
  const last = { ignoreIndex: -100 }
  return [
    ...region('wide', ['ManyRows'], many),
    ...region(
      'wide',
      ['WideRow', 'RowsApart'],
      [...reduced(isValue ? 'none' : 'sum', few), ...reduced('mean', [few[0], few[3]])],
    ),
    ...region(
      'wide',
      ['ManyRows', 'IgnoreIndex'],
      [
        ...reduced('sum', [ignored(129), ignored(1000)], last),
        ...reduced('mean', [ignored(65), ignored(1000)], last),
      ],
    ),
  ]
}

/** A column of many logits, of which the last stands out. */
export const ofManyLogits = (operation: OperationName): readonly Candidate[] => {
  const { role } = rowOf(operation)
  const kinds = role === 'vjp' ? ['none'] : [role === 'value' ? 'none' : 'sum', 'mean']
  return region(
    'wide',
    ['ManyRows'],
    kinds.flatMap((reduction) =>
      [9, 65, 1000].map((n) => {
        const [x, t] = [
          lastOf(n),
          Array<number>(n)
            .fill(1)
            .with(n - 1, 0.25),
        ]
        return [x, t, ...(role === 'vjp' ? [cotangentsOf(x)] : []), { reduction }]
      }),
    ),
  )
}
