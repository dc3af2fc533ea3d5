import { greatest, least } from '../arithmetic/sequence.ts'
import { argument, rowOf, type OperationName } from '../contract/operations.ts'
import { rowsIn } from '../contract/rows.ts'
import { fewShapes } from './shapes.ts'

/** Where the arguments of a call lie, the everyday ones first and the most unusual last. */
export const regions = [
  'everyday',
  'many classes',
  'many rows',
  'tail',
  'large offset',
  'masked',
  'infinite',
  'NaN',
  'label',
  'empty',
] as const
/** One of the places where the arguments of a call may lie. */
export type Region = (typeof regions)[number]

/** Of two regions, the one that is met earlier. */
export const byRegion = (a: Region, b: Region): number => regions.indexOf(a) - regions.indexOf(b)

/** Whether a region is one of many classes or rows. */
export const isOfSize = (region: Region): boolean =>
  region === 'many classes' || region === 'many rows'

/** The most unusual of the regions that the arguments of a call lie in. */
export const regionOf = (operation: OperationName, args: readonly unknown[]): Region => {
  const rows = rowsIn(operation, args)
  const z = rows.flat()
  // A lone logit of -Infinity masks no class.
  const isOfClasses = ['logits', 'rows'].includes(rowOf(operation).takes[0] ?? '')
  const finite = z.filter(Number.isFinite)
  const holds: { readonly [R in Region]: () => boolean } = {
    empty: () => z.length === 0 || rows.some((row) => row.length === 0),
    label: () => !areLabels(operation, args, rows),
    NaN: () => z.some(Number.isNaN),
    infinite: () => z.includes(Infinity) || (!isOfClasses && z.includes(-Infinity)),
    masked: () => z.includes(-Infinity),
    'large offset': () => rows.length > 0 && greatest(finite.map(Math.abs), 0) > everydayLogit,
    tail: () => rows.some((row) => spanOf(row) > everydayGap),
    'many rows': () => rows.length > fewShapes.rows,
    'many classes': () => rows.some((row) => row.length > fewShapes.classes),
    everyday: () => true,
  }
  return regions.toReversed().find((region) => holds[region]()) ?? 'everyday'
}

/** Logits and gaps of an everyday network. */
const [everydayLogit, everydayGap] = [100, 50]

/** How far the logits of a row lie apart, or a lone one from 0. */
const spanOf = (row: readonly number[]): number => {
  const finite = row.filter(Number.isFinite)
  const [lo, hi] = [least(finite), greatest(finite)]
  return (
    finite.length === 0 ? 0
    : row.length === 1 ? Math.abs(hi)
    : hi - lo
  )
}

/** Whether labels are classes, or say that a row is ignored, and targets probabilities. */
const areLabels = (
  operation: OperationName,
  args: readonly unknown[],
  rows: readonly (readonly number[])[],
): boolean => {
  const { ignoreIndex } = (argument(operation, 'options', args) ?? {}) as { ignoreIndex?: number }
  const labels = listed(argument(operation, 'labels', args) ?? argument(operation, 'label', args))
  const targets = listed(
    argument(operation, 'targets', args) ?? argument(operation, 'target', args),
  )
  return (
    labels.every(
      (y, n) => y === ignoreIndex || (Number.isInteger(y) && y >= 0 && y < (rows[n]?.length ?? 0)),
    ) && targets.every((t) => t >= 0 && t <= 1)
  )
}

const listed = (x: unknown): readonly number[] =>
  typeof x === 'number' ? [x]
  : Array.isArray(x) ? (x as number[])
  : []
