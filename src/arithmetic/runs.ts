/** So few entries are looked at faster than what is known of them is looked up. */
const long = 512

/** Where the runs of some long lists begin, which stay as they are: nobody looks for them again. */
const known = new WeakMap<readonly unknown[], readonly number[]>()

/** The places where an entry is not the one before it: there a run begins. Zeros have signs. */
export const startsOf = (xs: readonly unknown[]): readonly number[] =>
  (xs.length < long ? undefined : known.get(xs)) ?? startsIn(xs)

const startsIn = (xs: readonly unknown[]): readonly number[] => {
  const starts: number[] = []
  let last: unknown
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]
    if (i === 0 || !Object.is(x, last)) starts.push(i)
    last = x
  }
  return starts
}

/** The same list, whose runs are known from now on: nobody may change it any more. */
export const keptInRuns = <A extends readonly unknown[]>(xs: A): A => {
  if (xs.length >= long) known.set(xs, startsOf(xs))
  return xs
}

/** An entry of each run, for questions that no repetition answers otherwise. */
export const oneOfEachRun = <A>(xs: readonly A[]): readonly A[] =>
  xs.length < long ? xs : startsOf(xs).map((i) => xs[i] as A)

/** A list of n times the same entry, made of it: an array that is made empty holds no doubles. */
export const filled = <A>(n: number, entry: A): A[] => {
  if (n < long) return Array<A>(n).fill(entry)
  const xs = [entry]
  xs.length = n
  return xs.fill(entry)
}

/** A list of n entries, one for each run that begins at these places. */
export const spreadOver = <A>(
  n: number,
  starts: readonly number[],
  entryOf: (run: number) => A,
): A[] => {
  const xs = n < long ? Array<A>(n) : filled(n, entryOf(0))
  for (let run = 0; run < starts.length; run++) {
    const [start, end] = [starts[run] as number, starts[run + 1] ?? n]
    const entry = entryOf(run)
    if (end - start < 16) for (let i = start; i < end; i++) xs[i] = entry
    else xs.fill(entry, start, end)
  }
  return xs
}

/**
 * What a function of values alone makes of each entry, once in a run: of a long list that it does
 * not change, the list.
 */
export const eachAlike = <A, B>(xs: readonly A[], f: (x: A) => B): B[] => {
  if (xs.length < long) {
    const made = Array<B>(xs.length)
    for (let i = 0; i < xs.length; i++)
      made[i] = i > 0 && Object.is(xs[i], xs[i - 1]) ? (made[i - 1] as B) : f(xs[i] as A)
    return made
  }
  const starts = startsOf(xs)
  const made = starts.map((i) => f(xs[i] as A))
  const isSame = starts.every((i, run) => Object.is(xs[i], made[run]))
  return isSame ?
      (xs as readonly unknown[] as B[])
    : spreadOver(xs.length, starts, (run) => made[run] as B)
}
