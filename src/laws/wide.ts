import * as fc from 'fast-check'
import { recent } from '../arithmetic/recent.ts'
import { filled, keptInRuns } from '../arithmetic/runs.ts'
import { at } from '../arithmetic/sequence.ts'
import { cotangentEntry, into, weightEntry } from './inputs.ts'
import type { Asked } from './law.ts'
import { fewShapes, numbersOfClasses, oneOfThese, reachOf } from './shapes.ts'

/**
 * Wide rows are drawn as what tells one from another: the few marks and the block that stand out,
 * the level on which all classes lie, and last the number of classes. They shrink in this order, so
 * that a witness has few runs, and as many classes as it takes.
 */
export type WideRow = {
  readonly marks: readonly Mark[]
  /** Whether the marks stand out by as much as the first of them. */
  readonly isTied: boolean
  readonly block: Block
  /** Whether the block hides the marks within. */
  readonly isWhole: boolean
  readonly level: number
  /** The class whose logit is NaN, which hides all others. */
  readonly nan: Place
}

/** A class that stands out, by how much: -Infinity masks it. */
type Mark = { readonly place: Place; readonly by: number }

/** A place among n entries, or beyond them, where there is none. */
export type Place = (n: number) => number

/** So do the classes from some place of n on to another. */
type Block = {
  readonly span: (n: number) => readonly [from: number, to: number]
  readonly by: number
}

/** Sizes of vectors, tiles and blocks: a row changes at their edges. */
const blocks = [
  4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072,
]

/** One of the last edges before n, counted from there. */
const edge: fc.Arbitrary<(edges: readonly number[], n: number) => number> = fc
  .nat({ max: 5 })
  .map((back) => (edges, n) => edges.filter((edge) => edge < n).at(-1 - back) ?? NaN)

/** A place near an end, at one of the last edges, or anywhere. */
export const placeIn = (edges: readonly number[]): fc.Arbitrary<Place> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.nat({ max: 2 }).map((steps) => (n: number) => n - 1 - steps) },
    { weight: 1, arbitrary: fc.nat({ max: 2 }).map((steps) => () => steps) },
    {
      weight: 4,
      arbitrary: fc.tuple(edge, fc.nat({ max: 1 })).map(
        ([of, before]) =>
          (n: number) =>
            of(edges, n) - before,
      ),
    },
    { weight: 1, arbitrary: fc.nat({ max: 2 ** 20 }).map((turn) => (n: number) => turn % n) },
  )
const place = placeIn(blocks)
/** A place in a row of any width. */
export const anyPlace = place

/** Where a place lies among n entries, if there. */
export const among = (n: number, place: Place): number[] => {
  const i = place(n)
  return i >= 0 && i < n ? [i] : []
}

const gaps = [10, 10, 10, 1, -1, 40, -10, 100, 750, 750, 750, 750, -Infinity, -Infinity] as const
const levelsOfBlocks = [-Infinity, -Infinity, -Infinity, -Infinity, 10, 750, -750] as const

/** No class, or a block of them at the start, at the end or between these. */
const block: fc.Arbitrary<Block> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant<Block>({ span: () => [0, 0], by: 0 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        edge,
        fc.constantFrom('start', 'start', 'end', 'between'),
        fc.nat({ max: 2 ** 20 }),
        fc.constantFrom(...levelsOfBlocks),
      )
      .map(([of, where, turn, by]): Block => {
        const span: Block['span'] = (n) => {
          const size = of([1, ...blocks], n) || 0
          if (where === 'start') return [0, size]
          if (where === 'end') return [n - size, n]
          const which = 1 + (turn % Math.max(1, Math.ceil(n / size) - 1))
          return [which * size, (which + 1) * size]
        }
        return { span, by }
      }),
  },
)

const levels = [0, 0, -30, -30, 1, 750, 750, -100, -1000, 1e4, -1e10] as const

const nowhere: Place = () => -1

/** What tells a wide row from another. */
export const wideRow: fc.Arbitrary<WideRow> = fc.record({
  marks: fc.array(fc.record({ place, by: fc.constantFrom(...gaps) }), {
    maxLength: 3,
    size: 'max',
  }),
  isTied: fc.constantFrom(false, false, true),
  block,
  isWhole: fc.boolean(),
  level: fc.constantFrom(...levels),
  nan: fc.oneof(
    { withCrossShrink: true },
    { weight: 11, arbitrary: fc.constant(nowhere) },
    { weight: 1, arbitrary: place },
  ),
})

/** The logits of a wide row, of n classes, which are never all masked. */
export const wideLogits = (
  { marks, isTied, block, isWhole, level, nan }: WideRow,
  n: number,
  asked: Asked,
): number[] => {
  const logit = into(asked)
  const raised = (by: number): number => (Number.isFinite(by) ? logit(level + by) : by)
  const z = filled(n, raised(0))
  const fillBlock = (): unknown => z.fill(raised(block.by), ...block.span(n))
  if (!isWhole) fillBlock()
  const [first] = marks
  for (const { place, by } of marks)
    for (const i of among(n, place)) z[i] = raised(isTied && first ? first.by : by)
  if (isWhole) fillBlock()
  for (const i of among(n, nan)) z[i] = NaN
  return z.some((x) => x !== -Infinity) ? z : z.fill(raised(0))
}

/**
 * A class among n, of which some are marked, and by how much its logit is raised: as no mark is, so
 * that it is told from all others.
 */
export type Pick = {
  readonly place: (n: number, marked: readonly number[]) => number
  readonly by: number
}
export const pick: fc.Arbitrary<Pick> = fc.record({
  place: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(() => 0) },
    { weight: 4, arbitrary: place },
    {
      weight: 2,
      arbitrary: fc
        .nat({ max: 2 })
        .map((turn) => (_: number, marked: readonly number[]) => marked[turn] ?? NaN),
    },
  ),
  by: fc.constantFrom(0, 7, -7, 3, 7),
})

/** The last class, with a logit of its own. */
const lastOne: fc.Arbitrary<Pick> = fc.record({
  place: fc.constant((n: number) => n - 1),
  by: fc.constantFrom(7, -7, 3),
})

/** The logits of a wide row, of n classes, and the label that is picked among these, or the last. */
export const wideLabelled = (
  row: WideRow,
  { place, by }: Pick,
  n: number,
  asked: Asked,
): { readonly logits: number[]; readonly label: number } => {
  const logits = wideLogits(row, n, asked)
  const marked = row.marks.flatMap(({ place }) => among(n, place))
  const [label = n - 1] = among(n, (n) => place(n, marked))
  const z = at(logits, label)
  if (by !== 0 && Number.isFinite(z)) logits[label] = into(asked)(z + by)
  return { logits, label }
}

/** Numbers that go with the classes one by one: mostly the same one. */
export type Companion = {
  readonly others: readonly { readonly place: Place; readonly x: number }[]
  readonly most: number
}
export const wideCompanion = (entry: fc.Arbitrary<number>): fc.Arbitrary<Companion> =>
  fc.record({
    others: fc.array(fc.record({ place, x: entry }), { maxLength: 3, size: 'max' }),
    most: entry,
  })
export const wideEntries = ({ others, most }: Companion, n: number): number[] => {
  const entries = filled(n, most)
  for (const { place, x } of others) for (const i of among(n, place)) entries[i] = x
  return entries
}

/** Numbers of classes of one order, and in how many runs one of them is drawn. */
export type Band = { readonly runs: number; readonly classes: readonly number[] }

/** The bands of a trial, the widest row alone in the last: few classes are drawn entry by entry. */
export const bandsOf = (asked: Asked): readonly Band[] => {
  const { classes: widest } = reachOf(asked)
  if (widest <= fewShapes.classes) return []
  const bands = [
    { runs: 30, from: 1, to: 65 },
    { runs: 22, from: 66, to: 1025 },
    { runs: 12, from: 1026, to: 8193 },
    { runs: 3, from: 8194, to: Infinity },
  ].map(({ runs, from, to }) => ({
    runs,
    classes: numbersOfClasses.filter((n) => n >= from && n <= to && n < widest),
  }))
  return [...bands, { runs: 1, classes: [widest] }].filter(({ classes }) => classes.length > 0)
}

/** What an input may hold beside its logits. */
export type WidePart = 'logits' | 'label' | 'target' | 'cotangent' | 'direction'

/** A row in each of these numbers of classes, with what goes with it, by the names of its parts. */
export const wideInputs = (
  parts: readonly WidePart[],
  { classes }: Band,
  asked: Asked,
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .tuple(
      // The widest row is drawn once, and must tell.
      classes.length > 1 ? wideRow : wideRow.map((row) => ({ ...row, nan: nowhere })),
      classes.length > 1 ? pick : lastOne,
      wideCompanion(weightEntry(asked, 'readable')),
      wideCompanion(cotangentEntry(asked, 'readable')),
      oneOfThese(classes),
    )
    .map(([row, label, weights, cotangent, n]) => {
      const isLabelled = parts.includes('label')
      const own = wideLabelled(row, isLabelled ? label : unlabelled, n, asked)
      const made = {
        logits: () => shared(own.logits),
        label: () => own.label,
        target: () => shared(wideEntries(weights, n)),
        cotangent: () => shared(wideEntries(cotangent, n)),
        direction: () => shared(wideEntries(cotangent, n)),
      }
      return Object.fromEntries(parts.map((name) => [name, made[name]()]))
    })

/** Equal long lists as one and the same: what was found out about it is then known. */
const shared = recent((list: readonly number[]) => keptInRuns(list))

/** Where nothing asks for a label, no logit is raised. */
const unlabelled: Pick = { place: () => 0, by: 0 }
