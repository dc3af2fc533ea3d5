import { spreadOver, startsOf } from './runs.ts'

/**
 * Which entries are alike in each of some lists, so that what follows from one follows from all: a
 * row of 262,144 classes often holds three different numbers.
 */
export type Grouped = {
  /** How many entries each group has, where that is not one each. */
  readonly counts?: readonly number[]
  /** The group of the entry at a place. */
  readonly groupOf: (place: number) => number
  /** What a list holds for each group, which are in the order of their first entries. */
  readonly pick: <A>(xs: readonly A[]) => readonly A[]
  /** What is known of each group, told to each entry. */
  readonly expand: <A>(ofGroups: A[]) => A[]
}

/** How the entries of some lists are grouped, where one of them may have to be by itself. */
export type Grouping = (lists: readonly (readonly unknown[])[], apart?: number) => Grouped

/** Groups, each with the place of its first entry, of the entries of all lists. */
export type Groups = Required<Grouped> & {
  readonly first: readonly number[]
  /** Hears of every run of entries of one group. */
  readonly eachRun: (hear: (group: number, start: number, end: number) => void) => void
}

/**
 * The groups of entries that are alike in every list. Numbers are alike where they are equal, and
 * NaN is like itself; objects where they are the same. The entry at `apart` is like no other.
 */
export const alike = (lists: readonly (readonly unknown[])[], apart = -1): Groups => {
  const n = lists[0]?.length ?? 0
  const [first, counts]: [number[], number[]] = [[], []]
  let known: ReturnType<typeof numbered> | undefined
  /** Of few groups, the first that is like this one is found faster than it is looked up. */
  const groupAt = (i: number): number => {
    if (first.length > few) {
      known ??= numbered(
        lists,
        first.map((place) => (place === apart ? undefined : place)),
      )
      return known(i, first.length)
    }
    const own = first.findIndex(
      (place) => place !== apart && lists.every((xs) => isSame(xs[i], xs[place])),
    )
    return own < 0 ? first.length : own
  }
  const starts = startsInAll(lists, apart)
  const endOf = (run: number): number => starts[run + 1] ?? n
  const groups = starts.map((start, run) => {
    const group = start === apart ? first.length : groupAt(start)
    if (group === first.length) {
      first.push(start)
      counts.push(0)
    }
    counts[group] = (counts[group] as number) + endOf(run) - start
    return group
  })
  return {
    first,
    counts,
    groupOf: (place) => groups[runAt(starts, place)] as number,
    pick: (xs) => first.map((i) => xs[i] as never),
    expand: (ofGroups) => spreadOver(n, starts, (run) => ofGroups[groups[run] as number] as never),
    eachRun: (hear) => {
      for (const [run, group] of groups.entries()) hear(group, starts[run] as number, endOf(run))
    },
  }
}

/** Where an entry is unlike the one before it, in some list. */
const startsInAll = (lists: readonly (readonly unknown[])[], apart: number): readonly number[] => {
  const [xs = [], ...others] = lists
  if (others.length === 0 && apart < 0) return startsOf(xs)
  const isStart = new Uint8Array(xs.length)
  for (const list of lists) for (const start of startsOf(list)) isStart[start] = 1
  if (apart >= 0) isStart.fill(1, apart, apart + 2)
  const starts: number[] = []
  for (let i = isStart.indexOf(1); i >= 0; i = isStart.indexOf(1, i + 1)) starts.push(i)
  return starts
}

/** The run in which a place lies: the last that does not begin beyond it. */
const runAt = (starts: readonly number[], place: number): number => {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) <= place) low = middle
    else high = middle
  }
  return low
}

/**
 * Every entry by itself, as a plain program computes it; those of a long row, of which few differ, in
 * groups.
 */
export const apart: Grouping = (lists, place) =>
  (lists[0]?.length ?? 0) > 4096 ?
    alike(lists, place)
  : {
      groupOf: (place) => place,
      pick: (xs) => xs,
      expand: (ofGroups) => ofGroups,
    }

const few = 8
const isSame = (a: unknown, b: unknown): boolean => a === b || (a !== a && b !== b)

/**
 * The group of what stands at a place of all lists, where new ones have the next number; of some,
 * the first entries are known.
 */
const numbered = (
  lists: readonly (readonly unknown[])[],
  first: readonly (number | undefined)[],
) => {
  const seen = lists.map(() => new Map<unknown, number>())
  const pairs = lists.map(() => new Map<number, number>())
  const groups = new Map<number, number>()
  const numberIn = <A>(known: Map<A, number>, key: A, next = known.size): number => {
    const number = known.get(key)
    if (number === undefined) known.set(key, next)
    return number ?? next
  }
  const groupAt = (i: number, next: number): number => {
    let key = 0
    for (const [k, xs] of lists.entries()) {
      const own = numberIn(seen[k] as Map<unknown, number>, xs[i])
      key = numberIn(pairs[k] as Map<number, number>, key * 2 ** 24 + own)
    }
    return numberIn(groups, key, next)
  }
  for (const [group, place] of first.entries()) if (place !== undefined) groupAt(place, group)
  return groupAt
}
