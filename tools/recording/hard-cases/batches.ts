import { at } from '../../../src/arithmetic/sequence.ts'
import {
  rowOf,
  type BatchOptions,
  type BinaryBatchOptions,
  type OperationName,
} from '../../../src/contract/operations.ts'
import { region, underPolicy, type Candidate } from './candidate.ts'
import { drawnLogits, drawnNumbers, drawnWeights, generator } from './drawn.ts'

const reductions = ['none', 'sum', 'mean'] as const
export type Rows = readonly [logits: readonly (readonly number[])[], labels: readonly number[]]

// prettier-ignore
export const plain: readonly Rows[] = [
  [[[0, 0]], [0]], [[[1, 0]], [1]], [[[0, 0], [2, 0]], [0, 1]], [[[1, 0, 0], [0, 0, 2]], [1, 2]], [[[0, 1], [1, 0], [3, -1]], [0, 0, 1]], [[[2, 1, 0], [0.5, -0.5, 3]], [2, 0]], [[[0.1, 0.2], [0.3, -0.7]], [1, 0]],
]
// prettier-ignore
export const apart: readonly Rows[] = [
  [[[0, 1], [1000, 1000]], [1, 0]], [[[-1000, -1000, -1000], [0, 1, 2]], [2, 0]], [[[800, 0], [0, 800]], [1, 1]], [[[-800, -801], [1, 0]], [0, 1]], [[[89, 0], [-89, 0]], [1, 0]], [[[40, 0], [0, 40]], [0, 1]],
]
// prettier-ignore
const oneClass: readonly Rows[] = [[[[0], [0.5], [1]], [0, 0, 0]], [[[1000], [-1000]], [0, 0]]]
const inEvery = (
  rows: readonly Rows[],
  options: Omit<BatchOptions, 'reduction'> = {},
  kinds: readonly BatchOptions['reduction'][] = reductions,
) => rows.flatMap(([z, y]) => kinds.map((reduction) => [z, y, { reduction, ...options }]))

// prettier-ignore
const weights = [[1, 2], [2, 0.125]].map((classWeights) => ({ classWeights }))
// prettier-ignore
const threeWeights = [[0.5, 1, 2], [1, 0.25, 0.5]].map((classWeights) => ({ classWeights }))
const two = [...plain, ...apart].filter(([z]) => z[0]?.length === 2)
const three = [...plain, ...apart].filter(([z]) => z[0]?.length === 3)
const smoothings = [0.5, 0.1]
// prettier-ignore
export const ignored: readonly Rows[] = [[[[1, 0], [2, 0]], [0, 1]], [[[0, 1, 2], [3, 0, 1], [0, 0, 0]], [2, 0, 1]], [[[0, 1000], [40, 0], [1, 2]], [0, 0, 1]]]
// prettier-ignore
export const padded: readonly Rows[] = [[[[1, 0], [2, 0]], [-100, 1]], [[[0, 1, 2], [3, 0, 1], [0, 0, 0]], [-100, -100, 1]], [[[5, 5], [0, 0], [-40, 40]], [1, -100, 0]]]

/** One label that is no class, alone, first, between and last, under all options and none. */
// prettier-ignore
const unclassed: readonly Rows[] = [
  [[[0, 0]], [2]], [[[0, 0], [2, 0]], [-1, 1]], [[[2, 0], [0, 0]], [1, 1.5]], [[[1, 0, 0], [0, 0, 2], [0, 0, 0]], [1, NaN, 2]], [[[0, 0], [1, 0]], [0, 2 ** 32]], [[[0, 0], [1, 0]], [256, 1]], [[[0], [1]], [0, 1]],
]
const withoutClass = (): Candidate[] => {
  const flags = ['LabelOutOfRange', 'RowsApart'] as const
  const paired = unclassed.filter(([z]) => z[0]?.length === 2)
  return underPolicy('labelOutOfRange', [
    ...region('label-out-of-range', flags, inEvery(unclassed)),
    ...region(
      'label-out-of-range-beside-ignored',
      [...flags, 'IgnoreIndex'],
      [
        ...inEvery(
          paired.filter(([, y]) => !y.includes(-100)),
          { ignoreIndex: -100 },
        ),
        ...inEvery(
          [
            [
              [
                [0, 0],
                [1, 0],
              ],
              [-100, -1],
            ],
          ],
          { ignoreIndex: -100 },
        ),
      ],
    ),
    ...region(
      'label-out-of-range-with-weights',
      [...flags, 'ClassWeights'],
      inEvery(paired, { classWeights: [0.5, 2] }),
    ),
    ...region(
      'label-out-of-range-with-smoothing',
      [...flags, 'LabelSmoothing'],
      inEvery(paired, { labelSmoothing: 0.5 }),
    ),
  ])
}

const drawn = (name: string, count: number) => {
  const random = generator(`${name}/labels`)
  return Array.from({ length: count }, (_, k) => {
    const z = drawnLogits(`${name}/${k}`, 2).map((row) => row.slice(0, 2))
    return [z, z.map(() => Math.floor(random() * 2)), { reduction: reductions[k % 3] }]
  })
}

const withOptions = (kinds: readonly BatchOptions['reduction'][]): Candidate[] => [
  ...region(
    'class-weights',
    ['ClassWeights'],
    [
      ...weights.flatMap((x) => inEvery(two, x, kinds)),
      ...threeWeights.flatMap((x) => inEvery(three, x, kinds)),
    ],
  ),
  ...region(
    'label-smoothing',
    ['LabelSmoothing'],
    smoothings.flatMap((labelSmoothing) =>
      inEvery([...plain.slice(1), ...apart.slice(0, 2)], { labelSmoothing }, kinds),
    ),
  ),
  ...region(
    'smoothing-with-weights',
    ['LabelSmoothing', 'ClassWeights'],
    [
      ...inEvery(two, { classWeights: [1, 2], labelSmoothing: 0.5 }, kinds),
      ...inEvery(three, { classWeights: [0.5, 1, 2], labelSmoothing: 0.25 }, kinds),
    ],
  ),
  ...region(
    'ignore-index',
    ['IgnoreIndex'],
    [
      ...inEvery(ignored, { ignoreIndex: 0 }, kinds),
      ...inEvery(padded, { ignoreIndex: -100 }, kinds),
    ],
  ),
]

/**
 * Rows with a class that is ignored, or that are padded, where the weights of classes, smoothing and
 * ignored rows meet; and a class of weight 0.
 */
const together: readonly (readonly [Rows, Omit<BatchOptions, 'reduction'>])[] = [
  [at(ignored, 0), { classWeights: [3, 0.5], ignoreIndex: 0 }],
  [at(ignored, 1), { classWeights: [0.5, 1, 2], ignoreIndex: 2 }],
  [at(padded, 1), { classWeights: [0.25, 2, 1], ignoreIndex: -100 }],
  [at(ignored, 0), { labelSmoothing: 0.5, ignoreIndex: 0 }],
  [at(ignored, 1), { labelSmoothing: 0.25, ignoreIndex: 1 }],
  [at(padded, 2), { labelSmoothing: 0.5, ignoreIndex: -100 }],
  [at(plain, 3), { classWeights: [1, 0, 2], labelSmoothing: 0.5 }],
  [at(plain, 4), { classWeights: [0, 2] }],
  [at(ignored, 1), { classWeights: [0.5, 4, 2], labelSmoothing: 0.5, ignoreIndex: 0 }],
  [at(padded, 0), { classWeights: [4, 0.5], labelSmoothing: 0.25, ignoreIndex: -100 }],
]
/** Padding that is the last class if it wraps, or holds NaN; and a smoothing of 0. */
const togetherInMeans: typeof together = [
  [[at(padded, 0)[0], [-1, 1]], { classWeights: [4, 0.5], ignoreIndex: -1 }],
  [
    [
      [
        [NaN, 0],
        [2, 0],
      ],
      [0, 1],
    ],
    { classWeights: [4, 0.5], ignoreIndex: 0 },
  ],
  [at(plain, 3), { classWeights: [1, 0.5, 2], labelSmoothing: 0 }],
]
const ofEach = (batches: typeof together, kinds?: readonly BatchOptions['reduction'][]) =>
  batches.flatMap(([rows, options]) => inEvery([rows], options, kinds))

/** Rows that weigh more and less than 1, or nothing; alone, and where they meet each other option. */
// prettier-ignore
const weighed: typeof together = [
  [at(plain, 2), { rowWeights: [2, 0.5] }],
  [at(plain, 3), { rowWeights: [0.25, 1] }],
  [at(plain, 4), { rowWeights: [1, 0, 3] }],
  [at(apart, 1), { rowWeights: [0.5, 2] }],
  [at(plain, 2), { rowWeights: [0.5, 2], classWeights: [2, 1] }],
  [at(plain, 5), { rowWeights: [0.5, 2], labelSmoothing: 0.5 }],
  [at(ignored, 0), { rowWeights: [3, 0.5], ignoreIndex: 0 }],
  [at(padded, 1), { rowWeights: [3, 4, 0.5], ignoreIndex: -100, classWeights: [1, 2, 4], labelSmoothing: 0.25 }],
]
/** Divided by what was counted outside; alone, and where that meets each other option. */
// prettier-ignore
const counted: typeof together = [
  [at(plain, 1), { denominator: 4 }],
  [at(plain, 2), { denominator: 8 }],
  [at(plain, 4), { denominator: 1 }],
  [at(apart, 0), { denominator: 3 }],
  [at(plain, 2), { denominator: 4, classWeights: [2, 1] }],
  [at(plain, 5), { denominator: 8, labelSmoothing: 0.5 }],
  [at(ignored, 0), { denominator: 4, ignoreIndex: 0 }],
  [at(plain, 2), { denominator: 4, rowWeights: [0.5, 2] }],
  [[[[0, 0], [1, 0]], [-100, -100]], { denominator: 4, ignoreIndex: -100 }],
]
/** A temperature, a soft cap and a z-loss; alone, and where each meets each other option. */
// prettier-ignore
const heated: typeof together = [
  [at(plain, 1), { temperature: 2 }],
  [at(plain, 3), { temperature: 0.5 }],
  [at(apart, 0), { temperature: 4 }],
  [at(apart, 5), { temperature: 0.5 }],
  [at(plain, 2), { temperature: 2, classWeights: [2, 1] }],
  [at(plain, 5), { temperature: 0.5, labelSmoothing: 0.5 }],
  [at(ignored, 0), { temperature: 2, ignoreIndex: 0 }],
  [at(plain, 2), { temperature: 2, rowWeights: [0.5, 2] }],
  [at(plain, 2), { temperature: 2, denominator: 4 }],
]
// prettier-ignore
const capped: typeof together = [
  [at(plain, 1), { softCap: 2 }],
  [at(plain, 5), { softCap: 1 }],
  [at(apart, 5), { softCap: 32 }],
  [at(apart, 2), { softCap: 64 }],
  [at(plain, 2), { softCap: 2, temperature: 0.5 }],
  [at(plain, 2), { softCap: 2, classWeights: [2, 1] }],
  [at(plain, 5), { softCap: 4, labelSmoothing: 0.5 }],
  [at(ignored, 0), { softCap: 1, ignoreIndex: 0 }],
  [at(plain, 2), { softCap: 2, rowWeights: [0.5, 2] }],
  [at(plain, 2), { softCap: 2, denominator: 4 }],
]
/** A focal loss; alone, where one label is sure, and where it meets each other option. */
// prettier-ignore
const focused: typeof together = [
  [at(plain, 0), { focusing: 2 }],
  [at(plain, 3), { focusing: 0.5 }],
  [at(plain, 5), { focusing: 1 }],
  [at(apart, 5), { focusing: 2 }],
  [[[[1000, 0], [0, 1]], [0, 0]], { focusing: 0.5 }],
  [[[[1000, 0], [0, 1]], [0, 0]], { focusing: 0 }],
  [[[[2], [0]], [0, 0]], { focusing: 2 }],
  [at(plain, 2), { focusing: 2, classWeights: [2, 1] }],
  [at(plain, 5), { focusing: 2, labelSmoothing: 0.5 }],
  [at(plain, 2), { focusing: 2, zLoss: 0.5 }],
  [at(plain, 2), { focusing: 0.5, temperature: 2 }],
  [at(plain, 2), { focusing: 2, softCap: 2 }],
  [at(ignored, 0), { focusing: 2, ignoreIndex: 0 }],
  [at(plain, 2), { focusing: 2, rowWeights: [0.5, 2], denominator: 4 }],
  [[[[0, NaN, 1], [1, 0, 2]], [0, 1]], { focusing: 2, mask: [[1, 0, 1], [1, 1, 1]] }],
  [at(padded, 1), { focusing: 1.5, zLoss: 0.5, temperature: 2, softCap: 4, rowWeights: [3, 4, 0.5], ignoreIndex: -100, classWeights: [1, 2, 4], labelSmoothing: 0.25 }],
]
// prettier-ignore
const pinned: typeof together = [
  [at(plain, 0), { zLoss: 0.5 }],
  [at(plain, 3), { zLoss: 0.25 }],
  [at(plain, 6), { zLoss: 1 }],
  [at(apart, 5), { zLoss: 0.125 }],
  [at(plain, 2), { zLoss: 0.5, temperature: 2 }],
  [at(plain, 2), { zLoss: 0.5, softCap: 2 }],
  [at(plain, 2), { zLoss: 0.5, classWeights: [2, 1] }],
  [at(plain, 5), { zLoss: 0.5, labelSmoothing: 0.5 }],
  [at(ignored, 0), { zLoss: 0.5, ignoreIndex: 0 }],
  [at(plain, 2), { zLoss: 0.5, rowWeights: [0.5, 2] }],
  [at(plain, 2), { zLoss: 0.5, denominator: 4 }],
  [at(padded, 1), { zLoss: 0.5, temperature: 2, softCap: 4, rowWeights: [3, 4, 0.5], ignoreIndex: -100, classWeights: [1, 2, 4], labelSmoothing: 0.25 }],
]
/** Masks, behind which stands anything; alone, and where they meet each other option. */
// prettier-ignore
const covered: typeof together = [
  [[[[1, 0, 1000], [0, NaN, 2]], [0, 2]], { mask: [[1, 1, 0], [1, 0, 1]] }],
  [[[[Infinity, 0], [2, -Infinity]], [1, 0]], { mask: [[0, 1], [1, 0]] }],
  [[[[0, 750, 0], [0, 1, 2]], [0, 1]], { mask: [[1, 0, 1], [1, 1, 1]] }],
  [[[[3, 1]], [1]], { mask: [[1, 0]] }],
  [[[[1, NaN, 0]], [0]], { mask: [[1, 0, 1]], temperature: 2, softCap: 4 }],
  [[[[1, 1000, 0]], [0]], { mask: [[1, 0, 1]], zLoss: 0.5 }],
  [[[[0, NaN], [1, 0]], [0, 1]], { mask: [[1, 0], [1, 1]], ignoreIndex: 0 }],
  [[[[0, NaN, 1], [1, 0, 2]], [0, 1]], { mask: [[1, 0, 1], [1, 1, 0]], classWeights: [2, 1, 4], rowWeights: [0.5, 2], denominator: 4 }],
]
const optionsTogether = region(
  'options-together',
  ['OptionsTogether'],
  [
    ...together.flatMap(([rows, options]) => inEvery([rows], options)),
    ...togetherInMeans.flatMap(([rows, options]) => inEvery([rows], options, ['mean'])),
  ],
)

// prettier-ignore
const overNoRow = [[[[0, 0]], [0], { reduction: 'mean', ignoreIndex: 0 }], [[[1, 0], [2, 0]], [-100, -100], { reduction: 'mean', ignoreIndex: -100 }], [[[1, 0, 3], [1000, 0, 1]], [2, 2], { reduction: 'mean', ignoreIndex: 2 }]]

// prettier-ignore
const rowValues = (operation: OperationName): readonly Candidate[] => [
  ...region('reduction', ['Reduction'], inEvery(plain)),
  ...region('rows-apart', ['RowsApart'], inEvery(apart)),
  ...region('one-class', ['OneClass'], inEvery(oneClass)),
  ...withOptions(reductions),
  ...region('ignored-with-weights', ['IgnoreIndex', 'ClassWeights'], inEvery(padded.filter(([z]) => z[0]?.length === 2), { classWeights: [0.5, 2], ignoreIndex: -100 })),
  ...underPolicy('allIgnoredMean', region('all-ignored', ['AllIgnored'], overNoRow)),
  ...region('all-ignored-sum', ['AllIgnored'], [[[[0, 0]], [0], { reduction: 'sum', ignoreIndex: 0 }], [[[1, 0], [2, 0]], [-100, -100], { reduction: 'none', ignoreIndex: -100 }]]),
  ...region('empty', ['Empty'], [[[], [], { reduction: 'sum' }]]),
  ...underPolicy('nan', region('nan', ['NaNLogit', 'RowsApart'], [[[[NaN, 0], [2, 0]], [0, 1], { reduction: 'none' }], [[[1, 0], [0, NaN]], [0, 0], { reduction: 'sum' }]])),
  ...region('masked', ['Masked', 'RowsApart'], inEvery([[[[-Infinity, 0], [1, 0]], [1, 0]], [[[2, -Infinity, 1], [0, 0, -Infinity]], [2, 0]]])),
  ...region('drawn', ['Drawn'], drawn(operation, 12)),
  ...withoutClass(),
]

// prettier-ignore
const rowGradients = (operation: OperationName): readonly Candidate[] => [
  ...region('reduction', ['Reduction'], inEvery(plain, {}, ['sum', 'mean'])),
  ...region('rows-apart', ['RowsApart'], inEvery(apart, {}, ['sum', 'mean'])),
  ...withOptions(['mean']),
  ...region('ignored-sum', ['IgnoreIndex'], [...inEvery(ignored, { ignoreIndex: 0 }, ['sum']), ...inEvery(padded, { ignoreIndex: -100 }, ['sum'])]),
  ...region('masked', ['Masked'], inEvery([[[[-Infinity, 0], [1, 0]], [1, 0]], [[[2, -Infinity, 1], [0, 0, -Infinity]], [2, 0]]], {}, ['mean', 'sum'])),
  ...underPolicy('allIgnoredMean', region('all-ignored', ['AllIgnored'], overNoRow)),
  ...region('drawn', ['Drawn'], drawn(operation, 12).map(([z, y], k) => [z, y, { reduction: k % 2 === 0 ? 'mean' : 'sum' }])),
  ...withoutClass(),
]

/** Rows with labels. */
export const ofRows = (operation: OperationName): readonly Candidate[] => [
  ...(rowOf(operation).role === 'value' ? rowValues(operation) : rowGradients(operation)),
  ...optionsTogether,
  ...region('row-weights', ['RowWeights'], ofEach(weighed)),
  ...region('denominator', ['Denominator'], ofEach(counted, ['mean', 'sum'])),
  ...region('temperature', ['Temperature'], ofEach(heated)),
  ...region('soft-cap', ['SoftCap'], ofEach(capped)),
  ...region('focal', ['Focusing'], ofEach(focused)),
  ...region('added-z-loss', ['ZLoss'], ofEach(pinned)),
  ...region('mask-beside', ['Mask'], ofEach(covered)),
]

export type Entries = readonly [logits: readonly number[], targets: readonly number[]]
// prettier-ignore
export const entries: readonly Entries[] = [[[0, 2], [1, 0]], [[1, -2], [0.5, 1]], [[0], [1]], [[3, -1, 0.5], [0, 1, 0.25]], [[-0.1, 0.7], [1, 1]], [[5, 5, -5, -5], [0, 1, 0, 1]]]
// prettier-ignore
export const confident: readonly Entries[] = [[[40, -40, 1], [0, 1, 0.5]], [[1000], [0]], [[37, -37], [0, 1]], [[-1000, 1000], [1, 0]], [[89, 0], [0, 1]], [[16, -16], [0.25, 0.75]], [[750, -750], [0, 1]], [[12, -12], [0, 1]], [[100, -100], [0.5, 0.5]]]
// prettier-ignore
const untargeted: readonly Entries[] = [[[1], [2]], [[0, 1], [-1, 1]], [[1, 0], [0.5, NaN]], [[2, -1, 0.5], [0, 1.5, 0.25]], [[-40, 3], [1, -0.5]], [[12, 0], [3, 1]]]
const inEveryBinary = (
  list: readonly Entries[],
  options: Omit<BinaryBatchOptions, 'reduction'> = {},
) => list.flatMap(([x, t]) => reductions.map((reduction) => [x, t, { reduction, ...options }]))
const drawnBinary = (name: string, count: number) => {
  const random = generator(name)
  return Array.from({ length: count }, (_, k) => [
    drawnNumbers(random, 3, [4, 40, 400][k % 3] ?? 4, k),
    drawnWeights(random, 3),
    { reduction: reductions[k % 3] },
  ])
}

/** A column of logits with targets. */
export const ofColumn = (operation: OperationName): readonly Candidate[] => [
  ...region('reduction', ['Reduction'], inEveryBinary(entries)),
  ...region('saturated', ['Saturated'], inEveryBinary(confident)),
  ...region('drawn', ['Drawn'], drawnBinary(operation, 18)),
  ...(rowOf(operation).role === 'value' ? columnValues() : columnGradients()),
  ...underPolicy(
    'targetOutOfRange',
    region('target-out-of-range', ['TargetOutOfRange'], inEveryBinary(untargeted)),
  ),
]
// prettier-ignore
const columnValues = (): readonly Candidate[] => [
  ...region('pos-weight', ['PosWeight'], [2, 0.5, 4].flatMap((posWeight) => inEveryBinary([...entries, ...confident.slice(0, 2)], { posWeight }))),
  ...region('empty', ['Empty'], [[[], [], { reduction: 'sum' }]]),
  ...region('options-together', ['PosWeight'], inEveryBinary([at(entries, 1), at(confident, 0)], { posWeight: 0 })),
]

const columnGradients = (): readonly Candidate[] =>
  region(
    'options-together',
    ['PosWeight'],
    [2, 0.5, 0].flatMap((posWeight) =>
      inEveryBinary([at(entries, 1), at(confident, 0)], { posWeight }),
    ),
  )
