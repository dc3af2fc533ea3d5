import { recent } from '../arithmetic/recent.ts'
import { greatest } from '../arithmetic/sequence.ts'

/**
 * The regions that an input lies in, by its logits: number of classes, gap between the top two,
 * offset, masks.
 */
export const regionsOf = (input: unknown): readonly string[] => {
  const rows = rowsOf(input)
  const ofRows = new Set(apart(rows).flatMap(regionsOfRow))
  return rows.length < 2 ? [...ofRows] : [...ofRows, among(rows.length, manyRows)]
}

const regionsOfRow = (z: readonly number[]): string[] => {
  const { first, second, hasNaN, isMasked, isInfinite } = lookAt(z)
  if (hasNaN) return ['NaN']
  return [
    z.length === 0 ? 'no classes' : among(z.length, classes),
    ...(second === -Infinity ? [] : [gap(first - second)]),
    ...(Math.abs(first) >= 700 && first > -Infinity ? ['offset of 700 or more'] : []),
    ...(isMasked ? ['masked'] : []),
    ...(isInfinite ? ['infinite logit'] : []),
  ]
}

/** The two greatest finite logits of a row, -Infinity where there are none, and what is not finite. */
const lookAt = recent((z: readonly number[]) => {
  let [first, second] = [-Infinity, -Infinity]
  let [hasNaN, isMasked, isInfinite] = [false, false, false]
  for (const x of z) {
    if (x > first && x < Infinity) [first, second] = [x, first]
    else if (x > second && x < Infinity) second = x
    else if (Number.isNaN(x)) hasNaN = true
    else if (x === -Infinity) isMasked = true
    else if (x === Infinity) isInfinite = true
  }
  return { first, second, hasNaN, isMasked, isInfinite }
})

/** How many there are, in words: of some bounds, the first that is not exceeded. */
const among = (n: number, bounds: readonly (readonly [number, string])[]): string =>
  bounds.find(([most]) => n <= most)?.[1] ?? ''
const classes = [
  [1, 'one class'],
  [2, 'two classes'],
  [12, '3 to 12 classes'],
  [64, '13 to 64 classes'],
  [1024, '65 to 1,024 classes'],
  [32_768, '1,025 to 32,768 classes'],
  [Infinity, 'over 32,768 classes'],
] as const
const manyRows = [
  [8, '2 to 8 rows'],
  [64, '9 to 64 rows'],
  [Infinity, 'over 64 rows'],
] as const

const gap = (x: number): string =>
  x === 0 ? 'tie at the top'
  : x < 1e-3 ? 'gap under 0.001'
  : x < 20 ? 'gap 0.001 to 20'
  : x < 700 ? 'gap 20 to 700'
  : 'gap of 700 or more'

/**
 * The band that the gap of an input lies in: of the top two logits, in the row where it is widest;
 * of a lone logit, from zero. Where there is no gap, nothing.
 */
export const bandOf = (input: unknown): string | undefined => {
  const gap = gapOf(input)
  return (
    gap === undefined ? undefined
    : gap === 0 ? bands[0]
    : bands[1 + edges.filter((edge) => edge <= gap).length]
  )
}

const edges = [1e-9, 1e-6, 1e-3, 0.1, 1, 10, 100, 700]
/** The bands of the gap, from a tie to overflow. */
export const bands: readonly string[] = [
  'tie',
  'under 1e-9',
  '1e-9 to 1e-6',
  '1e-6 to 0.001',
  '0.001 to 0.1',
  '0.1 to 1',
  '1 to 10',
  '10 to 100',
  '100 to 700',
  '700 or more',
]

const gapOf = (input: unknown): number | undefined => {
  const gaps = apart(rowsOf(input))
    .map(gapOfRow)
    .filter((gap) => gap !== undefined)
  if (gaps.length > 0) return greatest(gaps)
  const x = typeof input === 'object' && input !== null && 'logit' in input ? input.logit : input
  return typeof x === 'number' && Number.isFinite(x) ? Math.abs(x) : undefined
}
const gapOfRow = (z: readonly number[]): number | undefined => {
  const { first, second, hasNaN, isInfinite } = lookAt(z)
  return hasNaN || isInfinite || second === -Infinity ? undefined : first - second
}

/** Each row once: of a thousand, most are one and the same. */
const apart = <A>(rows: readonly A[]): readonly A[] => (rows.length < 2 ? rows : [...new Set(rows)])

/** How many logits an input has. */
export const sizeOf = (input: unknown): number =>
  rowsOf(input).reduce((sum, z) => sum + z.length, 0)

/** Inputs are made of numbers throughout, or of rows. */
const isVector = (x: unknown): x is number[] =>
  Array.isArray(x) && (x.length === 0 || typeof x[0] === 'number')
const rowsOf = (input: unknown): readonly (readonly number[])[] => {
  const z = typeof input === 'object' && input !== null && 'logits' in input ? input.logits : input
  return (
    isVector(z) ? [z]
    : Array.isArray(z) && z.every(isVector) ? z
    : []
  )
}
