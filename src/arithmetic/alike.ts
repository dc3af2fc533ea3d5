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

/**
 * The groups of entries that are alike in every list. Numbers are alike where they are equal, and
 * NaN is like itself; objects where they are the same. The entry at `apart` is like no other.
 */
export const alike = (
  lists: readonly (readonly unknown[])[],
  apart = -1,
): Required<Grouped> & { readonly first: readonly number[] } => {
  const n = lists[0]?.length ?? 0
  const of = new Int32Array(n)
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
  const starts = runsIn(lists, apart)
  const endOf = (run: number): number => starts[run + 1] ?? n
  const groups = starts.map((start, run) => {
    const group = start === apart ? first.length : groupAt(start)
    if (group === first.length) {
      first.push(start)
      counts.push(0)
    }
    of.fill(group, start, endOf(run))
    counts[group] = (counts[group] as number) + endOf(run) - start
    return group
  })
  return {
    first,
    counts,
    groupOf: (place) => of[place] as number,
    pick: (xs) => first.map((i) => xs[i] as never),
    expand: <A>(ofGroups: readonly A[]): A[] => {
      const entries = Array<A>(n)
      for (const [run, group] of groups.entries())
        entries.fill(ofGroups[group] as A, starts[run], endOf(run))
      return entries
    },
  }
}

/** Where an entry is unlike the one before it, in some list: within a run, nothing is looked up. */
const runsIn = (lists: readonly (readonly unknown[])[], apart: number): readonly number[] => {
  const n = lists[0]?.length ?? 0
  const isStart = new Uint8Array(n)
  isStart[0] = 1
  for (const xs of lists) for (let i = 1; i < n; i++) if (xs[i] !== xs[i - 1]) isStart[i] = 1
  if (apart >= 0) isStart.fill(1, apart, apart + 2)
  const starts: number[] = []
  for (let i = isStart.indexOf(1); i >= 0; i = isStart.indexOf(1, i + 1)) starts.push(i)
  return starts
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
