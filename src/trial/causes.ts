import { literal } from '../contract/literal.ts'
import type { OperationName } from '../contract/operations.ts'
import { parseWritten } from '../contract/runs.ts'
import { familyOf } from '../laws/law.ts'
import { mistakes } from '../mistakes/index.ts'
import { byRegion, type Region } from '../laws/region.ts'
import { isTried, type Outcome, type Tried, type WrittenWitness } from '../verdict/outcome.ts'
import { clear } from '../verdict/verdict.ts'
import { fateOf, type Fate } from './standing.ts'

/**
 * What is wrong with an implementation, once: the laws that fail for one reason, the one that shows
 * it best first.
 */
export type Cause = {
  readonly fate: Extract<Fate, 'broken' | 'lost accuracy' | 'errored'>
  /** Those that are wrong, the one that shows it best first; none where none by itself is to blame. */
  readonly operations: readonly OperationName[]
  readonly region: Region
  /** The mistakes of the gallery with which it agrees on every probe. */
  readonly mistakes: readonly string[]
  readonly outcomes: readonly [Failing, ...Failing[]]
}
export type Failing = Extract<Tried, { readonly status: 'falsified' | 'errored' }>

/** The causes of all that fails in the outcomes of one implementation, the gravest first. */
export const causesOf = (outcomes: readonly Outcome[]): readonly Cause[] => {
  const failing = outcomes.filter(isTried).filter(isFailing)
  const operations = new Set(failing.map(({ fault }) => fault?.operation))
  return [...operations]
    .flatMap((operation) =>
      causesIn(
        operation,
        failing.filter(({ fault }) => fault?.operation === operation),
      ),
    )
    .reduce<readonly Cause[]>(withLike, [])
    .toSorted(
      (a, b) =>
        gravity.indexOf(a.fate) - gravity.indexOf(b.fate)
        || byRegion(a.region, b.region)
        || b.outcomes.length - a.outcomes.length,
    )
}

/** Causes, of which those that are like one mistake are one. */
const withLike = (causes: readonly Cause[], cause: Cause): readonly Cause[] => {
  const isLike = (id: string): boolean => cause.mistakes.includes(id)
  const i = causes.findIndex(({ mistakes }) => mistakes.some(isLike))
  const other = causes[i]
  if (other === undefined) return [...causes, cause]
  return causes.with(
    i,
    causeOf([...other.outcomes, ...cause.outcomes], other.mistakes.filter(isLike)),
  )
}

const causeOf = (group: readonly Failing[], ids: readonly string[]): Cause => {
  const telling = mistakes.find(({ id }) => id === ids[0])?.writtenFor ?? []
  const [first, ...others] = group.toSorted(byClarity(telling)) as [Failing, ...Failing[]]
  const operations = [first, ...others].flatMap(({ fault }) => fault?.operation ?? [])
  return {
    fate: gravity.find((fate) => group.some((it) => fateOf(it) === fate)) ?? 'broken',
    operations: [...new Set(operations)],
    region: regionIn(first),
    mistakes: ids,
    outcomes: [first, ...others],
  }
}

const gravity = ['broken', 'errored', 'lost accuracy'] as const
const isFailing = (outcome: Tried): outcome is Failing =>
  gravity.some((fate) => fate === fateOf(outcome))

/**
 * What is wrong with one operation. An answer that changes explains all else, and so does one that
 * is wrong at everyday logits, or like a mistake that is; what is left is told apart by region.
 */
const causesIn = (
  operation: OperationName | undefined,
  failing: readonly Failing[],
): readonly Cause[] => {
  const groups = new Map<string, Failing[]>()
  const put = (key: string, it: Failing): void => {
    groups.set(key, [...(groups.get(key) ?? []), it])
  }
  const isChanging = failing.some(({ fault }) => fault?.changes)
  const named = failing.filter((it) => likenessOf(it) !== '')
  const everyday = failing.some((it) => fateOf(it) === 'broken' && placeOf(it) === 'everyday')
  for (const it of failing) {
    const fate = fateOf(it)
    const place = placeOf(it)
    if (isChanging) put('changes', it)
    else if (fate === 'errored') put('errored', it)
    else if (likenessOf(it) !== '') put(likenessOf(it), it)
    else {
      const like = named.find(
        (one) =>
          (fateOf(one) === 'broken' || fate !== 'broken')
          && ['everyday', place].includes(placeOf(one)),
      )
      if (like !== undefined) put(likenessOf(like), it)
      else if (everyday) put('everyday', it)
      else if (fate === 'lost accuracy' && !hasBroken(failing, place)) put(fate, it)
      else put(place, it)
    }
  }
  return [...groups].map(([key, group]) =>
    causeOf(group, group.map(idsOf).find((it) => it.join() === key) ?? []),
  )
}

const hasBroken = (failing: readonly Failing[], place: string): boolean =>
  failing.some((it) => fateOf(it) === 'broken' && placeOf(it) === place)

const idsOf = (it: Failing): readonly string[] =>
  it.status === 'falsified' ? (it.likeness?.mistakes ?? []) : []
const likenessOf = (it: Failing): string => idsOf(it).join()

const regionIn = ({ fault }: Failing): Region => fault?.region ?? 'everyday'

/** Overflow has one cause, whether logits are large or lie far apart. */
const placeOf = (it: Failing): string => {
  const region = regionIn(it)
  return region === 'tail' || region === 'large offset' ? 'overflow' : region
}

/**
 * What shows best: a broken law before one of accuracy, an everyday input before others, a law
 * before recorded cases, a clear witness before one at the edge, a law that tells it directly before
 * others, and a short witness.
 */
const byClarity =
  (telling: readonly string[]) =>
  (a: Failing, b: Failing): number => {
    const order = (of: (it: Failing) => number): number => of(a) - of(b)
    return (
      order((it) => (fateOf(it) === 'broken' ? 0 : 1))
      || byRegion(regionIn(a), regionIn(b))
      || order((it) => (familyOf(it.law) === 'fixture' ? 1 : 0))
      || order((it) => (witnessOf(it) === undefined || isClear(it) ? 0 : 1))
      || order((it) => (telling.includes(it.law) ? 0 : 1))
      || order((it) => literal(writtenInputOf(it) ?? null).length)
    )
  }

const witnessOf = (it: Failing): WrittenWitness | undefined =>
  it.status === 'falsified' ? it.clearest : undefined
const isClear = (it: Failing): boolean => Number(witnessOf(it)?.strain) >= clear

/** The input at which a law fails, as the outcome keeps it: in runs. */
const writtenInputOf = (it: Failing): unknown =>
  it.status === 'falsified' ? it.clearest.input : it.input
/** The same, in full. */
export const inputOf = (it: Failing): unknown => {
  const input = writtenInputOf(it)
  return input === undefined ? undefined : parseWritten(literal(input))
}
