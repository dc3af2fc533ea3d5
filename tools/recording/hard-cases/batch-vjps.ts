import type {
  BatchOptions,
  BinaryBatchOptions,
  OperationName,
} from '../../../src/contract/operations.ts'
import { at } from '../../../src/arithmetic/sequence.ts'
import {
  apart,
  confident,
  entries,
  ignored,
  padded,
  plain,
  type Entries,
  type Rows,
} from './batches.ts'
import { region, type Candidate } from './candidate.ts'
import { drawnCotangent, drawnLogits, drawnNumbers, drawnWeights, generator } from './drawn.ts'

/** Cotangents that differ from row to row, and such as a mean, a mask or a single row sends. */
// prettier-ignore
const cotangents: readonly (readonly number[])[] = [[2, -1, 0.5, 3], [0, 1, -2, 0.25]]
// prettier-ignore
const sent: readonly (readonly number[])[] = [[1, 1, 1], [0.5, 0.5, 0.5], [0, 0, 1], [-3, 0, 0]]

/** As many cotangents of a pattern as there are losses. */
const laid = (pattern: readonly number[], { length }: readonly unknown[]): number[] =>
  Array.from({ length }, (_, n) => at(pattern, n % pattern.length))

const pulledRows = (
  rows: readonly Rows[],
  patterns: typeof cotangents,
  options: Omit<BatchOptions, 'reduction'> = {},
) =>
  rows.flatMap(([z, y]) =>
    patterns.map((g) => [z, y, laid(g, z), { reduction: 'none', ...options }]),
  )

const [one = []] = cotangents
const ofTwo = (rows: readonly Rows[]) => rows.filter(([z]) => z[0]?.length === 2)
const ofThree = (rows: readonly Rows[]) => rows.filter(([z]) => z[0]?.length === 3)

/** Rows of which those with label 0 are ignored hold what padding may hold. */
// prettier-ignore
const unread: readonly Rows[] = [[[[NaN, 0], [2, 0]], [0, 1]], [[[Infinity, 0], [-Infinity, 3], [1, 0]], [0, 0, 1]], [[[-Infinity, -Infinity, -Infinity], [0, 1, 2]], [0, 2]]]
// prettier-ignore
const behindPadding: readonly Rows[] = [[[[1, 0], [2, 0], [0, 3]], [0, 1, 1]]]
// prettier-ignore
const sentToPadding: readonly (readonly number[])[] = [[NaN, 1, 2], [Infinity, -1, 2], [-Infinity, 2, -1]]
// prettier-ignore
const masked: readonly Rows[] = [[[[-Infinity, 0], [1, 0]], [1, 0]], [[[2, -Infinity, 1], [0, 0, -Infinity]], [2, 0]]]

/** Rows with labels and a cotangent for each. */
export const ofPulledRows = (operation: OperationName): readonly Candidate[] => [
  ...region('apart', ['RowCotangents'], pulledRows(plain, cotangents)),
  ...region('rows-apart', ['RowCotangents', 'RowsApart'], pulledRows(apart, [one])),
  ...region('sent', ['RowCotangents'], pulledRows(plain.slice(2, 5), sent)),
  ...region(
    'class-weights',
    ['ClassWeights'],
    [
      ...pulledRows(ofTwo([...plain, ...apart]), [one], { classWeights: [1, 2] }),
      ...pulledRows(ofThree([...plain, ...apart]), [one], { classWeights: [0.5, 1, 2] }),
    ],
  ),
  ...region(
    'label-smoothing',
    ['LabelSmoothing'],
    pulledRows(plain, [one], { labelSmoothing: 0.1 }),
  ),
  ...region(
    'smoothing-with-weights',
    ['LabelSmoothing', 'ClassWeights'],
    [
      ...pulledRows(ofTwo(plain), [one], { classWeights: [1, 2], labelSmoothing: 0.5 }),
      ...pulledRows(ofThree(plain), [one], { classWeights: [0.5, 1, 2], labelSmoothing: 0.25 }),
    ],
  ),
  ...region(
    'ignore-index',
    ['IgnoreIndex'],
    [
      ...pulledRows(ignored, cotangents, { ignoreIndex: 0 }),
      ...pulledRows(padded, cotangents, { ignoreIndex: -100 }),
    ],
  ),
  ...region(
    'ignored-unread',
    ['IgnoreIndex', 'NaNLogit'],
    pulledRows(unread, [one], { ignoreIndex: 0 }),
  ),
  ...region(
    'ignored-cotangent',
    ['IgnoreIndex'],
    pulledRows(behindPadding, sentToPadding, { ignoreIndex: 0 }),
  ),
  ...region('masked', ['Masked'], pulledRows(masked, cotangents)),
  ...region('drawn', ['Drawn'], drawnRows(operation, 12)),
  ...region('row-weights', ['RowWeights', 'RowCotangents'], weighed),
  ...region('temperature', ['Temperature', 'RowCotangents'], withEach({ temperature: 2 })),
  ...region('soft-cap', ['SoftCap', 'RowCotangents'], withEach({ softCap: 2 })),
  ...region(
    'focal',
    ['Focusing', 'RowCotangents'],
    [...withEach({ focusing: 2 }), ...pulledRows([[[[1000, 0]], [0]]], [one], { focusing: 0.5 })],
  ),
  ...region('added-z-loss', ['ZLoss', 'RowCotangents'], withEach({ zLoss: 0.5 })),
  ...region('mask-beside', ['Mask', 'RowCotangents'], behindMasks),
]

/** An option alone, and with others. */
const withEach = (options: Omit<BatchOptions, 'reduction'>) => [
  ...pulledRows(plain.slice(1, 4), [one], options),
  ...pulledRows(plain.slice(2, 3), cotangents, {
    ...options,
    rowWeights: [0.5, 2],
    classWeights: [2, 1],
    labelSmoothing: 0.5,
  }),
  ...pulledRows(ignored.slice(0, 1), [one], { ...options, ignoreIndex: 0 }),
]

// prettier-ignore
const behindMasks = [
  ...pulledRows([[[[1, 0, 1000], [0, NaN, 2]], [0, 2]]], cotangents, { mask: [[1, 1, 0], [1, 0, 1]] }),
  ...pulledRows([[[[Infinity, 0], [2, -Infinity]], [1, 0]]], [one], { mask: [[0, 1], [1, 0]], temperature: 2 }),
]

const weighed = [
  ...pulledRows(plain.slice(2, 4), cotangents, { rowWeights: [2, 0.5] }),
  ...pulledRows(ignored.slice(0, 1), [one], { rowWeights: [3, 0.5], ignoreIndex: 0 }),
  ...pulledRows(plain.slice(2, 3), [one], {
    rowWeights: [0.5, 2],
    classWeights: [2, 1],
    labelSmoothing: 0.5,
  }),
]

const drawnRows = (name: string, count: number) => {
  const random = generator(`${name}/labels`)
  return Array.from({ length: count }, (_, k) => {
    const z = drawnLogits(`${name}/${k}`, 3).map((row) => row.slice(0, 2))
    const labels = z.map(() => Math.floor(random() * 2))
    return [z, labels, drawnCotangent(random, z.length), { reduction: 'none' }]
  })
}

const pulledColumn = (
  list: readonly Entries[],
  patterns: typeof cotangents,
  options: Omit<BinaryBatchOptions, 'reduction'> = {},
) =>
  list.flatMap(([x, t]) =>
    patterns.map((g) => [x, t, laid(g, x), { reduction: 'none', ...options }]),
  )

/** A column of logits with targets and a cotangent for each. */
export const ofPulledColumn = (operation: OperationName): readonly Candidate[] => [
  ...region('apart', ['RowCotangents'], pulledColumn(entries, cotangents)),
  ...region('saturated', ['RowCotangents', 'Saturated'], pulledColumn(confident, cotangents)),
  ...region('sent', ['RowCotangents'], pulledColumn(entries.slice(0, 4), sent)),
  ...region(
    'pos-weight',
    ['PosWeight'],
    [2, 0.5, 4].flatMap((posWeight) =>
      pulledColumn([...entries, ...confident.slice(0, 3)], [one], { posWeight }),
    ),
  ),
  ...region('drawn', ['Drawn'], drawnColumn(operation, 18)),
]

const drawnColumn = (name: string, count: number) => {
  const random = generator(name)
  return Array.from({ length: count }, (_, k) => [
    drawnNumbers(random, 3, [4, 40, 400][k % 3] ?? 4, k),
    drawnWeights(random, 3),
    drawnCotangent(random, 3),
    { reduction: 'none' },
  ])
}
