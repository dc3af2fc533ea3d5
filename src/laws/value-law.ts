import { exact, greater, magnitude, times, type Exact } from '../arithmetic/exact.ts'
import type { Interval } from '../arithmetic/interval.ts'
import { at } from '../arithmetic/sequence.ts'
import {
  type ArgumentKind,
  type Arguments,
  argumentsFrom,
  type OperationName,
  operationNames,
  rowOf,
} from '../contract/operations.ts'
import type { OptionName, OptionsOf } from '../contract/options.ts'
import { evaluator, type ResultOver } from '../core/reference.ts'
import { given } from '../contract/given.ts'
import { type Claim, near } from './claim.ts'
import { type AnyLaw, ask, law, type Law } from './law.ts'
import { enclosures } from './oracle.ts'
import { budgetOf, type Entries } from './budgets/index.ts'
import { valuesOf, type AnyValue, type ValueId } from './values.ts'

/** What a law says beside its row in the table of values. */
type Statement<I> = Pick<Law<I>, 'equation' | 'proof' | 'inputs' | 'examples' | 'domain'> & {
  /** The result as a noun phrase, where `operation(z, y)` would not do. */
  readonly about?: string
  /** The options of a batch at an input, beside its reduction. */
  readonly options?: (input: I) => Omit<OptionsOf<OptionName>, 'reduction'>
}

/** The law that an operation equals the oracle, within the budget of a row of `values`. */
export const valueLaw = <I>(
  id: ValueId,
  { about, options, domain, ...statement }: Statement<I>,
): AnyLaw => {
  const { operation, tier, premise, under, needs, proving = 1 } = valueNamed(id)
  const argumentsAt = (input: I): unknown[] =>
    argumentsFrom(operation, (kind) =>
      kind === 'options' ? { ...options?.(input), reduction: under } : partOf(input, kind),
    )
  const name = about ?? `${operation}(${rowOf(operation).takes.map(letterOf).join(', ')})`
  return law<I>({
    id,
    tier,
    uses: [operation],
    ...given({ needs }),
    ...statement,
    domain: (input, asked) =>
      (premise?.(...argumentsAt(input), asked) ?? true) && (domain?.(input, asked) ?? true),
    *claims(input, setting) {
      const args = argumentsAt(input)
      // The kinds of these arguments are those that the operation takes.
      const answer = yield* ask(operation, ...(args as Arguments<OperationName>))
      return claimsOf(
        name,
        answer,
        oracle(operation, args),
        budgetOf(operation, args, setting[tier]),
        proving,
      )
    },
  })
}

const valueNamed = (id: ValueId): AnyValue & { readonly operation: OperationName } => {
  for (const operation of operationNames)
    for (const row of valuesOf(operation)) if (row.id === id) return { operation, ...row }
  throw new Error(`there is no ${id} in the table of values`)
}

const oracle = evaluator(enclosures)

/** A claim for each number: `about[i]` for an entry, `about n[i]` for one of row n. */
const claimsOf = (
  about: string,
  answer: Entries,
  truth: ResultOver<Interval<Exact>>,
  budget: Entries,
  proving: number,
): Claim[] => {
  // All three have the shape of the result.
  if (typeof answer === 'number') {
    const { lo, hi } = truth as Interval<Exact>
    const size = times(exact(proving), greater(magnitude(lo), magnitude(hi)))
    return [near(about, answer, { lo, hi }, budget as number, size)]
  }
  const parts: readonly Entries[] = answer
  return parts.flatMap((x, i) =>
    claimsOf(
      typeof x === 'number' ? `${about}[${i}]` : `${about} ${i}`,
      x,
      at(truth as ResultOver<Interval<Exact>>[], i),
      at(budget as readonly Entries[], i),
      proving,
    ),
  )
}

/** The part of an input that is an argument: all of it, or what it calls by this name. */
const partOf = (input: unknown, kind: ArgumentKind): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ?
    (input as Readonly<Record<string, unknown>>)[called[kind] ?? kind]
  : input
const called: { readonly [K in ArgumentKind]?: string } = {
  weights: 'target',
  rows: 'logits',
  column: 'logits',
}

const letterOf = (kind: ArgumentKind): string => letters[kind] ?? kind
const letters: { readonly [K in ArgumentKind]?: string } = {
  logits: 'z',
  label: 'y',
  weights: 't',
  cotangent: 'g',
  logit: 'x',
  target: 't',
}
