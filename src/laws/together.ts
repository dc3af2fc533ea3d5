import * as fc from 'fast-check'
import type { BatchOptions, OperationName } from '../contract/operations.ts'
import { reductions, type Reduction } from '../contract/options.ts'
import { endsOf, scalar, weightEntry } from './inputs.ts'
import type { Asked, Sweep } from './law.ts'
import type { Values } from './options-together.ts'
import { defaultShapes, numbersOfRows } from './shapes.ts'

/** A batch with its options, as the laws write it: rows with labels or weights, a column with targets. */
export type Together = {
  readonly logits: readonly Logits[]
  readonly labels?: readonly number[]
  readonly targets?: readonly Logits[]
  readonly cotangent?: readonly Logits[]
  readonly options: Values & { readonly reduction: Reduction }
}
/** A number, or a row of them. */
export type Logits = number | readonly number[]

/** How batches of one kind are drawn with their options. */
export type Drawn = {
  readonly ordinary: (
    operation: OperationName,
    asked: Asked,
    style: 'readable' | 'raw',
  ) => fc.Arbitrary<Together>
  readonly sweeps: (operation: OperationName, asked: Asked) => readonly Sweep<Together>[]
  readonly examples: (operation: OperationName) => readonly Together[]
  readonly holds: (operation: OperationName, input: Together, asked: Asked) => boolean
}

/**
 * The greatest of so many logits: no sum of their losses then overflows, over classes and rows, nor
 * of their squares, nor where a temperature below 1 makes them greater.
 */
const greatestOf = (entries: number, { numbers }: Asked, options: Values): number => {
  const { temperature = 1, zLoss = 0 } = options as BatchOptions
  const most = numbers.greatest / (16 * entries)
  const scaled = Math.min(1, temperature) * (zLoss === 0 ? most : Math.sqrt(most))
  return 2 ** Math.floor(Math.log2(scaled))
}

/**
 * The same question, with logits of which so many may be asked; within 1000, where the domain lets
 * them be.
 */
export const boundedFor = (entries: number, asked: Asked, options: Values = {}): Asked => {
  const most = greatestOf(entries, asked, options)
  const [lo, hi] = endsOf(asked)
  const ends = [Math.min(1000, most), most].map(
    (bound) => [Math.max(lo, -bound), Math.min(hi, bound)] as const,
  )
  const logits = ends.find(([least, greatest]) => least < greatest)
  return logits ? { ...asked, domain: { logits } } : asked
}

/** A logit, NaN in one of so many, and the target that it is compared with. */
export const withTarget = (
  asked: Asked,
  near: Asked,
  style: 'readable' | 'raw',
  many: number,
): fc.Arbitrary<{ readonly x: number; readonly target: number }> =>
  fc.record({
    x: fc.oneof(
      { withCrossShrink: true },
      { weight: many - 1, arbitrary: short(scalar(near, style)) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    ),
    target: weightEntry(asked, style),
  })

/** How many classes all rows have: 0 where some have others. */
export const classesOf = (rows: readonly (readonly number[])[]): number => {
  const classes = rows[0]?.length ?? 0
  return rows.every((z) => z.length === classes) ? classes : 0
}

/** Whether logits are bounded so, infinities and NaN aside. */
export const areBounded = (
  logits: readonly Logits[],
  asked: Asked,
  options: Values = {},
): boolean => {
  const [first] = logits
  const classes = typeof first === 'number' ? 1 : (first?.length ?? 1)
  const most = greatestOf(logits.length * classes, asked, options)
  const isBounded = (x: number): boolean => !Number.isFinite(x) || Math.abs(x) <= most
  return [...new Set(logits)].every((z) =>
    typeof z === 'number' ? isBounded(z) : z.every(isBounded),
  )
}

/** Many rows: with a reduction, with options or without, and in how many runs. */
export type Many = {
  readonly reduction: Reduction
  readonly rows: readonly number[]
  readonly isPlain: boolean
  readonly runs: number
}

/** Numbers of rows up to the most of a chunk; the most of all; and one between these. */
export const manyOf = ({ most = defaultShapes }: Asked): readonly Many[] => {
  const chunks = numbersOfRows.filter((n) => n <= Math.min(chunk, most.rows))
  const between = numbersOfRows.filter((n) => n > chunk && n < most.rows)
  return [
    ...reductions.flatMap((reduction) => [
      { reduction, rows: chunks, isPlain: false, runs: 8 },
      { reduction, rows: [most.rows], isPlain: true, runs: 4 },
      { reduction, rows: [most.rows], isPlain: false, runs: 1 },
    ]),
    { reduction: 'mean' as const, rows: between, isPlain: false, runs: 1 },
  ].filter(({ rows }) => rows.length > 0 && most.rows > 0)
}
/** The most rows of a batch whose rows have more than a few classes. */
export const chunk = 129

/** Sizes of groups, warps and chunks of rows: a batch changes at their edges. */
export const edgesOfRows = [8, 16, 32, 64, 128, 256]

/** True once in so many times. */
export const oneIn = (n: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: n }).map((turn) => turn === n)

/** Numbers that shrink to short ones. */
export const short = (numbers: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 2, -1, 40, 100) },
    { weight: 9, arbitrary: numbers },
  )
