import { greatest } from '../arithmetic/sequence.ts'
/**
 * The regions that an input lies in, by its logits: number of classes, gap between the top two,
 * offset, masks.
 */
export const regionsOf = (input: unknown): readonly string[] => {
  const rows = rowsOf(input)
  const ofRows = new Set(rows.flatMap(regionsOfRow))
  return rows.length < 2 ? [...ofRows] : [...ofRows, among(rows.length, manyRows)]
}

const regionsOfRow = (z: readonly number[]): string[] => {
  if (z.some(Number.isNaN)) return ['NaN']
  const [first, second] = topTwo(z)
  return [
    z.length === 0 ? 'no classes' : among(z.length, classes),
    ...(second === -Infinity ? [] : [gap(first - second)]),
    ...(Math.abs(first) >= 700 && first > -Infinity ? ['offset of 700 or more'] : []),
    ...(z.includes(-Infinity) ? ['masked'] : []),
    ...(z.includes(Infinity) ? ['infinite logit'] : []),
  ]
}

/** The greatest finite logit, and the next: -Infinity where there is none. */
const topTwo = (z: readonly number[]): readonly [number, number] => {
  let [first, second] = [-Infinity, -Infinity]
  for (const x of z) {
    if (x === Infinity) continue
    if (x > first) [first, second] = [x, first]
    else if (x > second) second = x
  }
  return [first, second]
}

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
  const gaps = rowsOf(input)
    .map(gapOfRow)
    .filter((gap) => gap !== undefined)
  if (gaps.length > 0) return greatest(gaps)
  const x = typeof input === 'object' && input !== null && 'logit' in input ? input.logit : input
  return typeof x === 'number' && Number.isFinite(x) ? Math.abs(x) : undefined
}
const gapOfRow = (z: readonly number[]): number | undefined => {
  if (z.some((x) => !(x < Infinity))) return undefined
  const [first, second] = topTwo(z)
  return Number.isFinite(second) ? first - second : undefined
}

/** How many logits an input has. */
export const sizeOf = (input: unknown): number =>
  rowsOf(input).reduce((sum, z) => sum + z.length, 0)

const isVector = (x: unknown): x is number[] =>
  Array.isArray(x) && x.every((entry) => typeof entry === 'number')
const rowsOf = (input: unknown): readonly (readonly number[])[] => {
  const z = typeof input === 'object' && input !== null && 'logits' in input ? input.logits : input
  return (
    isVector(z) ? [z]
    : Array.isArray(z) && z.every(isVector) ? z
    : []
  )
}
