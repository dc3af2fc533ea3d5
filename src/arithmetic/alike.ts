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
  const [own = [], ...others] = lists
  const n = own.length
  let groups = numbered(n, (i) => own[i])
  for (const list of others) {
    const [{ of, size }, there] = [groups, numbered(n, (i) => list[i])]
    groups = numbered(n, (i) => (of[i] as number) + size * (there.of[i] as number))
  }
  if (apart >= 0 && apart < n) {
    const { of, size } = groups
    groups = numbered(n, (i) => (i === apart ? size : of[i]))
  }
  const { of, size } = groups
  const first = Array<number>(size).fill(-1)
  const counts = Array<number>(size).fill(0)
  of.forEach((group, i) => {
    const before = counts[group] as number
    if (before === 0) first[group] = i
    counts[group] = before + 1
  })
  return {
    first,
    counts,
    groupOf: (place) => of[place] as number,
    pick: (xs) => first.map((i) => xs[i] as never),
    expand: (ofGroups) => of.map((group) => ofGroups[group] as never),
  }
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

/** Each place with the number of its key, in the order in which keys come up. */
const numbered = (n: number, keyAt: (i: number) => unknown) => {
  const numbers = new Map<unknown, number>()
  const of = Array<number>(n)
  let [last, number]: [unknown, number | undefined] = [undefined, undefined]
  for (let i = 0; i < n; i++) {
    const key = keyAt(i)
    // In a run, nothing is looked up.
    if (key !== last || number === undefined) {
      number = numbers.get(key)
      if (number === undefined) numbers.set(key, (number = numbers.size))
      last = key
    }
    of[i] = number
  }
  return { of, size: numbers.size }
}
