import { exact, greater, magnitude, times, type Exact } from '../arithmetic/exact.ts'
import { oneOfEachRun } from '../arithmetic/runs.ts'
import { at, greatest, total } from '../arithmetic/sequence.ts'
import {
  argument,
  type ArgumentKind,
  type Arguments,
  argumentsFrom,
  type OperationName,
  operationNames,
  rowOf,
} from '../contract/operations.ts'
import type { OptionName, OptionsOf } from '../contract/options.ts'
import { given } from '../contract/given.ts'
import { writtenCall } from '../contract/runs.ts'
import { type Claim, either, identical, near } from './claim.ts'
import {
  type AnyLaw,
  ask,
  type Asked,
  type Call,
  law,
  type Law,
  type Setting,
  type Sweep,
  type Tier,
} from './law.ts'
import { knownOf, type Expectation, type Truth } from './left-open.ts'
import { bandsOf, wideInputs, type WidePart } from './wide.ts'
import { truthOf } from './oracle.ts'
import { telling } from './telling.ts'
import { budgetOf, type Entries } from './budgets/index.ts'
import { valuesOf, type AnyValue, type ValueId } from './values.ts'

/** What a law says beside its row in the table of values. */
type Statement<I> = Pick<
  Law<I>,
  'equation' | 'proof' | 'inputs' | 'sweeps' | 'examples' | 'every' | 'domain'
> & {
  /** The result as a noun phrase, where `operation(z, y)` would not do. */
  readonly about?: string
  /** Among which logits those of a wide row are carried, where the law does not apply to all. */
  readonly carried?: (logits: number[], asked: Asked) => number[]
  /** The options of a batch at an input, beside the reduction that the table names. */
  readonly options?: (input: I) => Omit<OptionsOf<OptionName>, 'reduction'>
}

/** The law that an operation equals the oracle, within the budget of a row of `values`. */
export const valueLaw = <I>(
  id: ValueId,
  { about, options, domain, carried, ...statement }: Statement<I>,
): AnyLaw => {
  const { operation, tier, premise, under, needs, proving = 1, wide = 1 } = valueNamed(id)
  const argumentsAt = (input: I): unknown[] =>
    argumentsFrom(operation, (kind) =>
      kind === 'options' && under ? { ...options?.(input), reduction: under } : partOf(input, kind),
    )
  const name = about ?? `${operation}(${rowOf(operation).takes.map(letterOf).join(', ')})`
  return law<I>({
    id,
    tier,
    uses: [operation],
    ...given({ needs }),
    ...(isOfRow(operation) ? { sweeps: sweepsOf<I>(operation, tier, wide, carried) } : {}),
    ...statement,
    domain: (input, asked) =>
      (premise?.(...argumentsAt(input), asked) ?? true)
      && !isOpen(operation, argumentsAt(input), asked)
      && (domain?.(input, asked) ?? true),
    *claims(input, setting) {
      const args = argumentsAt(input)
      // The kinds of these arguments are those that the operation takes.
      const answer = yield* ask(operation, ...(args as Arguments<OperationName>))
      return claimsAbout(name, operation, args, answer, setting, tier, proving)
    },
  })
}

/**
 * What the oracle says of the answer to a call, whichever law asked: nothing where it leaves the
 * answer open, or no budget is known, as at infinite logits.
 */
export const claimsOfAnswer = (
  { operation, args }: Call,
  answer: Entries,
  setting: Setting,
  tier: Tier,
): readonly Claim[] => {
  const [{ premise, proving = 1 } = { premise: undefined }] = valuesOf(operation)
  const isLeftOpen =
    isOpen(operation, args, setting)
    || premise?.(...args, setting) === false
    || flat(budgetOf(operation, args, setting[tier])).some(Number.isNaN)
  return isLeftOpen ?
      []
    : claimsAbout(
        writtenCall(operation, args, 120),
        operation,
        args,
        answer,
        setting,
        tier,
        proving,
      )
}

const claimsAbout = (
  about: string,
  operation: OperationName,
  args: readonly unknown[],
  answer: Entries,
  setting: Setting,
  tier: Tier,
  proving: number,
): Claim[] => {
  const known = knownOf(operation, args, setting)
  return claimsOf(
    about,
    answer,
    known.expected(flat(truthOf(operation, known.args))),
    budgetOf(operation, known.args, setting[tier]),
    proving,
  )
}

/** A row of the table of values, with its operation. */
export const valueNamed = (id: ValueId): AnyValue & { readonly operation: OperationName } => {
  for (const operation of operationNames)
    for (const row of valuesOf(operation)) if (row.id === id) return { operation, ...row }
  throw new Error(`there is no ${id} in the table of values`)
}

/**
 * A claim for each number that is not left open: `about[i]` for an entry, `about n[i]` for one of row
 * n. Of more than a page of them, the least and the greatest of those that must be equal speak for
 * the others. Where all are left open, one claim that proves nothing says so.
 */
const claimsOf = (
  about: string,
  answer: Entries,
  expected: readonly Expectation[],
  budget: Entries,
  proving: number,
): Claim[] => {
  // All three have the shape of the result.
  const [values, budgets] = [flat(answer), flat(budget)]
  const names = namesOf(about, answer)
  const places = telling(values, [expected, budgets])
  const closed = places.filter((i) => expected[i] !== 'open')
  return (closed.length > 0 ? closed : places.slice(0, 1)).map((i) => {
    const [name, x, it] = [names(i), at(values, i), at(expected, i)]
    switch (it) {
      case 'open':
        return near(name, Number.isNaN(x) ? 0 : x, 0, Infinity)
      case 'zero':
        return identical(name, x, 0)
      case 'zero or NaN':
        return either(name, x, 0, NaN)
      default:
        return near(name, x, it, at(budgets, i), sizeOf(it, proving))
    }
  })
}

/** So much of the greatest that a number may be; nothing where it is no real number. */
const sizeOf = (it: Truth, proving: number): Exact | undefined =>
  typeof it === 'number' ? undefined : (
    times(exact(proving), greater(magnitude(it.lo), magnitude(it.hi)))
  )

/** The numbers of a result in one list. */
const flat = <A>(x: A | readonly A[] | readonly (readonly A[])[]): readonly A[] =>
  !Array.isArray(x) ? [x as A]
  : Array.isArray(x[0]) ? joined(x as readonly (readonly A[])[])
  : (x as readonly A[])
const joined = <A>(rows: readonly (readonly A[])[]): A[] => {
  const all: A[] = []
  for (const row of rows) for (const x of row) all.push(x)
  return all
}

const namesOf = (about: string, answer: Entries): ((i: number) => string) => {
  if (typeof answer === 'number') return () => about
  if (typeof answer[0] === 'number') return (i) => `${about}[${i}]`
  const rows = answer as readonly (readonly number[])[]
  return (i) => {
    let [n, place] = [0, i]
    while (place >= at(rows, n).length) place -= at(rows, n++).length
    return `${about} ${n}[${place}]`
  }
}

const isOfRow = (operation: OperationName): boolean => rowOf(operation).takes[0] === 'logits'

/** Wide rows, with what the operation takes beside them: by name, where that is anything. */
const sweepsOf =
  <I>(
    operation: OperationName,
    tier: Tier,
    part: number,
    carried: Statement<I>['carried'] = (z) => z,
  ) =>
  (asked: Asked): readonly Sweep<I>[] =>
    bandsOf(asked).map((band) => {
      const names = rowOf(operation).takes.map((kind) => (called[kind] ?? kind) as WidePart)
      const inputs = wideInputs(names, band, asked).map((parts) => {
        const logits = carried(parts.logits as number[], asked)
        return (names.length === 1 ? logits : { ...parts, logits }) as I
      })
      // What is wrong is so in both tiers: the accurate one has fewer, the same from the first on.
      const runs = tier === 'textbook' ? Math.ceil(band.runs * part) : Math.floor(band.runs / 5)
      return { runs, inputs }
    })

/**
 * Whether a value is left open: of a row wholly masked, or with a term 0 · ∞, the weight of a masked
 * class; or where the sum of weighted logits may overflow, which some programs form first.
 */
const isOpen = (
  operation: OperationName,
  args: readonly unknown[],
  { numbers }: Asked,
): boolean => {
  if (!isOfRow(operation)) return false
  const logits = args[0] as readonly number[]
  const weights = (argument(operation, 'weights', args) ?? []) as readonly number[]
  const different = oneOfEachRun(logits)
  if (different.every((x) => x === -Infinity)) return true
  if (rowOf(operation).role !== 'value' || weights.length === 0) return false
  const peak = greatest(different.map((x) => (Math.abs(x) === Infinity ? 0 : Math.abs(x))))
  const most = 2 * (peak + Math.log(logits.length)) * total(weights.map(Math.abs))
  return most > numbers.greatest || weights.some((t, i) => t === 0 && logits[i] === -Infinity)
}

/** The part of an input that is an argument: all of it, or what it calls by this name. */
const partOf = (input: unknown, kind: ArgumentKind): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ?
    (input as Readonly<Record<string, unknown>>)[called[kind] ?? kind]
  : input
const called: { readonly [K in ArgumentKind]?: string } = {
  weights: 'target',
  rows: 'logits',
  rowsOfWeights: 'targets',
  rowsOfTargets: 'targets',
  rowsOfCotangents: 'cotangent',
  column: 'logits',
}

const letterOf = (kind: ArgumentKind): string => letters[kind] ?? kind
const letters: { readonly [K in ArgumentKind]?: string } = {
  logits: 'z',
  label: 'y',
  weights: 't',
  cotangent: 'g',
  direction: 'v',
  logit: 'x',
  target: 't',
}
