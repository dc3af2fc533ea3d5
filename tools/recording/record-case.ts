import { given } from '../../src/contract/given.ts'
import { alike } from '../../src/arithmetic/alike.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { inRuns } from '../../src/contract/runs.ts'
import { literal } from '../../src/contract/literal.ts'
import type { Tier } from '../../src/laws/law.ts'
import { enclosureOf, inUlps, isSpecial } from '../../src/records/decimals.ts'
import type { Budget, Case, Outcome, Recorded } from '../../src/records/fixture.ts'
import { ulpsInFull } from '../../src/records/in-full.ts'
import { grants } from './grants.ts'
import type { Candidate } from './hard-cases/candidate.ts'
import { outcomeOf } from './outcome.ts'
import { needsOf } from '../../src/records/names.ts'
import { exactIn, wordsOf } from '../../src/records/words.ts'

/**
 * A case without what other layers and earlier versions know: the mistakes that it refutes, its
 * revision, its hash.
 */
export type Uncounted = Omit<Case, 'rev' | 'kills' | 'hash'> & Outcome

/** The case of a candidate, certified. */
export const recordCase = (
  operation: OperationName,
  id: string,
  { flags, comment, arguments: args, policy }: Candidate,
): Uncounted => {
  const names = exactIn(operation, args)
  const truths = outcomeOf(operation, args, names, policy)
  const needs = needsOf(operation, args)
  const results =
    'result' in truths ? [truths.result]
    : 'policy' in truths ? Object.values(truths.policy.results)
    : []
  // Where a policy has a finite result, such as a uniform row, it is the last one, and the one that
  // needs a budget.
  const last = results.at(-1)
  return {
    id,
    flags,
    ...given({ comment }),
    arguments: inRuns(args) as readonly unknown[],
    words: wordsOf(args),
    exactIn: names,
    ...(needs.length === 0 ? {} : { needs }),
    ...(inRuns(truths) as Outcome),
    ...given({ budget: last && budgetsOf(operation, args, last, names) }),
  }
}

/** What the laws grant a recorded result, in ulp of each format that differs from the one before it. */
const budgetsOf = (
  operation: OperationName,
  args: readonly unknown[],
  truth: Recorded,
  names: Case['exactIn'],
): { readonly textbook: Budget; readonly accurate?: Budget } => {
  const granted = names.map((name) => [name, grants(operation, args, numbersOf(name))] as const)
  const budget = (tier: Tier): Budget | undefined => {
    const rule = granted.find(([, of]) => of[tier])?.[1][tier]?.rule
    const each = granted.map(([name, { [tier]: grant }]) => {
      const ulps = grant ? inRuns(entriesInUlps(grant.entries, truth, name)) : null
      return [name, ulps] as const
    })
    return rule === undefined ? undefined : { rule, ...Object.fromEntries(changes(each)) }
  }
  const [textbook, accurate] = [budget('textbook'), budget('accurate')]
  return {
    textbook: textbook ?? { rule: 'none' },
    // Where nothing is rounded, there is nothing that accuracy adds.
    ...given({ accurate: accurate && isExact(accurate) ? undefined : accurate }),
  }
}

/** The pairs whose second differs from that of the pair before. */
const changes = <T>(pairs: readonly (readonly [string, T])[]) =>
  pairs.filter(([, x], i) => i === 0 || literal(x) !== literal(at(pairs, i - 1)[1]))

const isExact = ({ rule: _, ...of }: Budget): boolean =>
  Object.values(of).every((ulps) => ulps && ulpsInFull(ulps).every((u) => u === 0))

const entriesInUlps = (
  entries: readonly number[],
  { lo, hi }: Recorded,
  name: keyof typeof formats,
): (number | string)[] => {
  const { first, expand } = alike([lo, hi, entries])
  return expand(
    first.map((i) => {
      const a = at(lo, i)
      return isSpecial(a) ? 0 : inUlps(at(entries, i), enclosureOf(a, at(hi, i)), formats[name])
    }),
  )
}
