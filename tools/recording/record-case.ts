import { given } from '../../src/contract/given.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { literal, numbersIn } from '../../src/contract/literal.ts'
import type { Tier } from '../../src/laws/law.ts'
import { enclosureOf, inUlps, isSpecial } from '../../src/records/decimals.ts'
import type { Budget, Case, Outcome, Recorded } from '../../src/records/fixture.ts'
import { grants } from './grants.ts'
import type { Candidate } from './hard-cases/candidate.ts'
import { outcomeOf } from './outcome.ts'
import { needsOf } from '../../src/records/names.ts'
import { exactIn, wordOf } from '../../src/records/words.ts'

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
  const outcome = outcomeOf(operation, args, names, policy)
  const needs = needsOf(operation, args)
  const results =
    'result' in outcome ? [outcome.result]
    : 'policy' in outcome ? Object.values(outcome.policy.results)
    : []
  // Where a policy has a finite result, such as a uniform row, it is the last one, and the one that
  // needs a budget.
  const last = results.at(-1)
  return {
    id,
    flags,
    ...given({ comment }),
    arguments: args,
    words: numbersIn(args).map((x) => wordOf(x, 'binary64')),
    exactIn: names,
    ...(needs.length === 0 ? {} : { needs }),
    ...outcome,
    ...given({ budget: last && budgetsOf(operation, args, last, names) }),
  }
}

/**
 * What the laws grant a recorded result, in ulp of each format that differs from the one before it;
 * of a long one, the entries that are told.
 */
export const budgetsOf = (
  operation: OperationName,
  args: readonly unknown[],
  truth: Recorded,
  names: Case['exactIn'],
  told?: readonly number[],
): { readonly textbook: Budget; readonly accurate?: Budget } => {
  const granted = names.map((name) => [name, grants(operation, args, numbersOf(name))] as const)
  const budget = (tier: Tier): Budget | undefined => {
    const rule = granted.find(([, of]) => of[tier])?.[1][tier]?.rule
    const each = granted.map(([name, { [tier]: grant }]) => {
      const entries = told?.map((i) => at(grant?.entries ?? [], i)) ?? grant?.entries
      return [name, grant && entries ? entriesInUlps(entries, truth, name) : null] as const
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
  Object.values(of).every((ulps) => ulps?.every((u) => u === 0))

const entriesInUlps = (
  entries: readonly number[],
  { lo, hi }: Recorded,
  name: keyof typeof formats,
): (number | string)[] =>
  lo.map((a, i) =>
    isSpecial(a) ? 0 : inUlps(at(entries, i), enclosureOf(a, at(hi, i)), formats[name]),
  )
