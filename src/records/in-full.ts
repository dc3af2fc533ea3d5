import { fromRuns, partsOf, repeated, textsFromRuns } from '../contract/runs.ts'
import type { Budget, Case, Recorded } from './fixture.ts'

/** What the runs in a case stand for: its lists with every entry. */

/** The arguments of the call, which short ones keep; equal rows are one and the same. */
export const argumentsOf = (x: Pick<Case, 'arguments'>): readonly unknown[] => {
  const known = kept.get(x)
  if (known !== undefined) return known
  const args = fromRuns(x.arguments) as readonly unknown[]
  if (entriesIn(args) <= short) kept.set(x, args)
  return args
}
const short = 512
const entriesIn = (x: unknown): number =>
  !Array.isArray(x) ? 1
  : typeof x[0] === 'number' ? x.length
  : x.reduce<number>((n, part) => n + entriesIn(part), 0)
const kept = new WeakMap<object, readonly unknown[]>()

/** A recorded result. */
export const resultInFull = (result: Recorded): Recorded => eachList(result, textsFromRuns)

/** What a function makes of each list of a result. */
export const eachList = (
  { lo, hi, ...words }: Recorded,
  of: (list: readonly string[]) => string[],
): Recorded => ({
  lo: of(lo),
  hi: of(hi),
  ...Object.fromEntries(Object.entries(words).map(([name, list]) => [name, of(list)])),
})

/** Budgets in ulp: numbers, and texts for those beyond the doubles. */
export const ulpsInFull = (list: readonly (number | string)[]): (number | string)[] =>
  repeated(
    partsOf(list.map(String)).map(([text, times]) => {
      const ulps = Number(text)
      return [Number.isFinite(ulps) ? ulps : text, times] as const
    }),
  )

/** The budgets of a tier in each format for which there are some. */
export const budgetInFull = ({ rule, ...of }: Budget): Budget => ({
  rule,
  ...Object.fromEntries(Object.entries(of).map(([name, ulps]) => [name, ulps && ulpsInFull(ulps)])),
})
