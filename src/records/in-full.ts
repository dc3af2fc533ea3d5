import { fromRuns, partsOf, repeated, textsFromRuns } from '../contract/runs.ts'
import type { Budget, Case, Recorded } from './fixture.ts'

/** What the runs in a case stand for: its lists with every entry. */

/** The arguments of the call, in lists that no one else holds; equal rows are one and the same. */
export const argumentsOf = (x: Pick<Case, 'arguments'>): readonly unknown[] =>
  fromRuns(x.arguments) as readonly unknown[]

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
