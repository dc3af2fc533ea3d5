import * as fc from 'fast-check'
import { recent } from '../arithmetic/recent.ts'
import { at } from '../arithmetic/sequence.ts'
import { cotangentEntry, into, weightEntry } from './inputs.ts'
import type { Asked } from './law.ts'
import { defaultShapes, fewShapes, numbersOfClasses, oneOfThese } from './shapes.ts'

/**
 * Wide rows are drawn as what tells one from another: the level on which all classes lie, the few
 * marks that stand out, the block that is masked, and last the number of classes. They shrink in
 * this order, so that a witness has few runs, and as many classes as it takes.
 */
export type WideRow = {
  readonly marks: readonly Mark[]
  /** Whether the marks stand out by as much as the first of them. */
  readonly isTied: boolean
  readonly masked: Mask
  readonly level: number
}

/** A class that stands out, by how much: -Infinity masks it, and NaN is NaN. */
type Mark = { readonly place: Place; readonly by: number }

/** A place among n entries, or beyond them, where there is none. */
export type Place = (n: number) => number

/** From which place of n classes on to which they are masked. */
type Mask = (n: number) => readonly [from: number, to: number]

/** Sizes of vectors, tiles and blocks: a row changes at their edges. */
const blocks = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 32_768, 65_536, 131_072]

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

/** Where a place lies among n entries, if there. */
export const among = (n: number, place: Place): number[] => {
  const i = place(n)
  return i >= 0 && i < n ? [i] : []
}

/** No class, or a block of them at the start, at the end or between these. */
const mask: fc.Arbitrary<Mask> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant<Mask>(() => [0, 0]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(edge, fc.constantFrom('start', 'start', 'end', 'between'), fc.nat({ max: 2 ** 20 }))
      .map(([of, where, turn]): Mask => (n) => {
        const size = of([1, ...blocks], n) || 0
        if (where === 'start') return [0, size]
        if (where === 'end') return [n - size, n]
        const block = 1 + (turn % Math.max(1, Math.ceil(n / size) - 1))
        return [block * size, (block + 1) * size]
      }),
  },
)

const gaps = [
  10,
  10,
  10,
  1,
  -1,
  40,
  -10,
  100,
  750,
  750,
  750,
  750,
  -Infinity,
  -Infinity,
  NaN,
] as const
const levels = [0, 0, -30, -30, 1, 750, 750, -100, -1000, 1e4, -1e10] as const

/** What tells a wide row from another. */
export const wideRow: fc.Arbitrary<WideRow> = fc.record({
  marks: fc.array(fc.record({ place, by: fc.constantFrom(...gaps) }), {
    maxLength: 3,
    size: 'max',
  }),
  isTied: fc.constantFrom(false, false, true),
  masked: mask,
  level: fc.constantFrom(...levels),
})

/** The logits of a wide row, of n classes, which are never all masked. */
export const wideLogits = (
  { marks, isTied, masked, level }: WideRow,
  n: number,
  asked: Asked,
): number[] => {
  const logit = into(asked)
  const z = Array<number>(n)
    .fill(logit(level))
    .fill(-Infinity, ...masked(n))
  const [first] = marks
  for (const { place, by: own } of marks) {
    const by = isTied && first ? first.by : own
    for (const i of among(n, place)) z[i] = Number.isFinite(by) ? logit(level + by) : by
  }
  return z.some((x) => x !== -Infinity) ? z : z.fill(logit(level))
}

/** A class among n, of which some are marked, and by how much its logit is raised. */
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
  by: fc.constantFrom(0, 10, -10, 1, 10),
})

/** The last class, with a logit of its own. */
const lastOne: fc.Arbitrary<Pick> = fc.record({
  place: fc.constant((n: number) => n - 1),
  by: fc.constantFrom(10, -10, 1),
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
  const entries = Array<number>(n).fill(most)
  for (const { place, x } of others) for (const i of among(n, place)) entries[i] = x
  return entries
}

/** Numbers of classes of one order, and in how many runs one of them is drawn. */
export type Band = { readonly runs: number; readonly classes: readonly number[] }

/**
 * The bands of a trial, the widest row alone in the last: few classes are drawn entry by entry. An
 * arithmetic must hold the sum of so many weights.
 */
export const bandsOf = ({ most = defaultShapes, numbers }: Asked): readonly Band[] => {
  const widest = Math.min(most.classes, Math.floor(numbers.arithmetic.greatest / 8))
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
export type WidePart = 'logits' | 'label' | 'target' | 'cotangent'

/** A row in each of these numbers of classes, with what goes with it, by the names of its parts. */
export const wideInputs = (
  parts: readonly WidePart[],
  { classes }: Band,
  asked: Asked,
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .tuple(
      wideRow,
      // The widest row is drawn once.
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
      }
      return Object.fromEntries(parts.map((name) => [name, made[name]()]))
    })

/** Equal long lists as one and the same: what was found out about it is then known. */
const shared = recent((list: readonly number[]) => list)

/** Where nothing asks for a label, no logit is raised. */
const unlabelled: Pick = { place: () => 0, by: 0 }
