import { given } from '../../src/contract/given.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { policies, type PolicyName } from '../../src/contract/policies.ts'
import { numbersIn } from '../../src/contract/literal.ts'
import type { Tier } from '../../src/laws/law.ts'
import { certify, certifyEntries } from './certify.ts'
import { conditionOf } from './condition.ts'
import { enclosureOf, inUlps, isSpecial } from '../../src/records/decimals.ts'
import type { Budget, Case, Outcome, Recorded } from '../../src/records/fixture.ts'
import { grants } from './grants.ts'
import type { Candidate } from './hard-cases/candidate.ts'
import { countOf, needsOf } from '../../src/records/names.ts'
import { exactFormats, numberOf, wordOf } from '../../src/records/words.ts'

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
  const names = exactFormats(args)
  const outcome = outcomeOf(operation, args, names, policy)
  const needs = needsOf(operation, args)
  const results =
    'result' in outcome ? [outcome.result]
    : 'policy' in outcome ? Object.values(outcome.policy.results)
    : []
  // Where a policy has a finite result, such as a uniform row, it is the last one, and the one that
  // needs a budget.
  const last = results.at(-1)
  const condition = last && conditionOf(operation, args, valuesOf(last))
  return {
    id,
    flags,
    ...given({ comment }),
    arguments: args,
    words: numbersIn(args).map((x) => wordOf(x, 'binary64')),
    exactIn: names,
    ...(needs.length === 0 ? {} : { needs }),
    ...outcome,
    ...given({ condition, budget: last && budgetsOf(operation, args, last, names) }),
  }
}

const outcomeOf = (
  operation: OperationName,
  args: readonly unknown[],
  names: Case['exactIn'],
  policy: PolicyName | undefined,
): Outcome => {
  if (policy === undefined) return { result: certify(operation, args, names) }
  if (policy === 'labelOutOfRange') return { error: policy }
  const n = countOf(operation, args)
  const constant = (p: number, q: number) =>
    certifyEntries(
      (k) => Array.from({ length: n }, () => (Number.isNaN(p) ? p : k.div(k.from(p), k.from(q)))),
      names,
    )
  const under = {
    nan: () => constant(NaN, 1),
    zero: () => constant(0, 1),
    uniform: () => constant(1, n),
    limit: () => certify(operation, args, names),
  }
  return {
    policy: {
      name: policy,
      results: Object.fromEntries(policies[policy].map((choice) => [choice, under[choice]()])),
    },
  }
}

const valuesOf = (recorded: Recorded): number[] =>
  recorded.binary64?.map((word) => numberOf(word, 'binary64') ?? NaN) ?? []

/**
 * What the laws grant a recorded result, in ulp of each format; of a long one, the entries that are
 * told.
 */
export const budgetsOf = (
  operation: OperationName,
  args: readonly unknown[],
  truth: Recorded,
  names: Case['exactIn'],
  told?: readonly number[],
): { readonly textbook: Budget; readonly accurate?: Budget } => {
  const granted = names.map((name) => [name, grants(operation, args, formats[name])] as const)
  const budget = (tier: Tier): Budget | undefined => {
    const of = granted.flatMap(([name, { [tier]: grant }]) =>
      grant === undefined ? [] : [[name, grant] as const],
    )
    const rule = of[0]?.[1].rule
    return rule === undefined ? undefined : (
        {
          rule,
          ...Object.fromEntries(
            of.map(([name, { entries }]) => [
              name,
              entriesInUlps(told?.map((i) => at(entries, i)) ?? entries, truth, name),
            ]),
          ),
        }
      )
  }
  return {
    textbook: budget('textbook') ?? { rule: 'none' },
    ...given({ accurate: budget('accurate') }),
  }
}

const entriesInUlps = (
  entries: readonly number[],
  { lo, hi }: Recorded,
  name: keyof typeof formats,
): (number | string)[] =>
  lo.map((a, i) =>
    isSpecial(a) ? 0 : inUlps(at(entries, i), enclosureOf(a, at(hi, i)), formats[name]),
  )
