import { alike } from '../arithmetic/alike.ts'
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
import type { ResultOver } from '../core/reference.ts'
import { given } from '../contract/given.ts'
import { type Claim, near } from './claim.ts'
import { type AnyLaw, ask, law, type Law } from './law.ts'
import { truthOf } from './oracle.ts'
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
        truthOf(operation, args),
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

/**
 * A claim for each number: `about[i]` for an entry, `about n[i]` for one of row n. Of more than a
 * page of them, the least and the greatest of those that must be equal speak for the others.
 */
const claimsOf = (
  about: string,
  answer: Entries,
  truth: ResultOver<Truth>,
  budget: Entries,
  proving: number,
): Claim[] => {
  // All three have the shape of the result.
  const [values, truths, budgets] = [flat(answer), flat(truth), flat(budget)]
  const names = namesOf(about, answer)
  const places = values.length <= page ? [...values.keys()] : telling(values, truths, budgets)
  return places.map((i) => {
    const it = at(truths, i)
    const size =
      typeof it === 'number' ? undefined : (
        times(exact(proving), greater(magnitude(it.lo), magnitude(it.hi)))
      )
    return near(names(i), at(values, i), it, at(budgets, i), size)
  })
}
type Truth = Interval<Exact> | number
const page = 64

const flat = <A>(x: A | readonly A[] | readonly (readonly A[])[]): A[] => [x].flat(2) as A[]

const namesOf = (about: string, answer: Entries): ((i: number) => string) => {
  if (typeof answer === 'number') return () => about
  const places = answer.flatMap((row, n) =>
    typeof row === 'number' ? [] : row.map((_, i) => ` ${n}[${i}]`),
  )
  return (i) => `${about}${places[i] ?? `[${i}]`}`
}

/** The places of the least and the greatest, and of NaN, among numbers that must be equal. */
const telling = (
  values: readonly number[],
  truths: readonly Truth[],
  budgets: readonly number[],
): number[] => {
  const { of, first } = alike([truths, budgets])
  const extremes = first.map((i) => ({ least: i, greatest: i, lost: i }))
  values.forEach((x, i) => {
    const group = at(extremes, at(of, i))
    if (Number.isNaN(x)) {
      if (!Number.isNaN(at(values, group.lost))) group.lost = i
      return
    }
    if (!(x >= at(values, group.least))) group.least = i
    if (!(x <= at(values, group.greatest))) group.greatest = i
  })
  const places = extremes.flatMap(({ least, greatest, lost }) => [least, greatest, lost])
  return [...new Set(places)].toSorted((a, b) => a - b)
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
