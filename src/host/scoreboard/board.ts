import { familyOf } from '../../laws/law.ts'
import { notHeld, type Entry } from '../entry.ts'
import type { JsonNumber } from '../../implementation/wire.ts'
import { lawsOf } from '../recorded.ts'
import { countsOf, fateOf, standingOf, type Fate, type Grade } from '../standing.ts'

/** The scoreboard as data: version 1 of what `scoreboard.json` holds. */
export type Board = {
  readonly version: 1
  readonly families: readonly {
    readonly family: string
    readonly laws: number
    readonly tiers: readonly string[]
  }[]
  readonly implementations: readonly Row[]
  /** What could not be tried, and why. */
  readonly untried: readonly { readonly address: string; readonly reason: string }[]
}

/** One implementation: what it says of itself, the circumstances of its trial, and its standing. */
export type Row = {
  readonly address: string
  readonly name: string
  readonly version: string | null
  readonly format: string
  readonly losslaws: string
  readonly node: string
  readonly seeds: readonly number[]
  readonly runs: number
  readonly counts: Readonly<Record<Fate, number>>
  readonly families: readonly FamilyCell[]
  readonly recorded: readonly RecordedCell[]
  readonly failures: readonly {
    readonly law: string
    readonly verdict: Fate
    readonly evidence: readonly (readonly string[])[]
    readonly reason?: string
  }[]
}

/**
 * The verdict in a family, the tier that was reached, and beside them the worst strain of a claim,
 * in budgets.
 */
export type FamilyCell = {
  readonly family: string
  readonly verdict: Grade
  readonly tier: 'accurate' | 'textbook' | 'none'
  readonly counts: Readonly<Record<Fate, number>>
  readonly strain: JsonNumber | null
}

/** The worst error of one operation over its recorded cases, and the budget there, in ulp. */
export type RecordedCell = {
  readonly operation: string
  readonly verdict: Grade
  readonly ulp: JsonNumber | null
  readonly budget: JsonNumber | null
  readonly case: string | null
}

export const boardOf = (groups: ReadonlyMap<string, readonly Entry[]>): Board => {
  const laws = lawsOf()
  const families = [...new Set(laws.map(({ id }) => familyOf(id)))]
  const rows = [...groups]
    .filter(([, entries]) => entries.every(({ law }) => law !== notHeld))
    .map(([address, entries]) => rowOf(address, entries, families))
  return {
    version: 1,
    families: families.map((family) => {
      const mine = laws.filter(({ id }) => familyOf(id) === family)
      return {
        family,
        laws: mine.length,
        tiers: [...new Set(mine.map(({ tier }) => tier))].toSorted().toReversed(),
      }
    }),
    implementations: inOrder(rows, ({ name, version, format, address }) => [
      name,
      version ?? '',
      format,
      address,
    ]),
    untried: inOrder(
      [...groups].flatMap(([address, entries]) =>
        entries.filter(({ law }) => law === notHeld).map(({ text }) => ({ address, reason: text })),
      ),
      ({ address }) => [address],
    ),
  }
}

const rowOf = (address: string, entries: readonly Entry[], families: readonly string[]): Row => {
  const trials = entries.flatMap(({ trial }) => (trial === undefined ? [] : [trial]))
  const {
    name = address,
    version = null,
    format = '',
    losslaws = '',
    node = '',
    runs = 0,
  } = trials[0] ?? {}
  return {
    address,
    name,
    version,
    format,
    losslaws,
    node,
    runs,
    seeds: [...new Set(trials.flatMap(({ seed }) => (seed === undefined ? [] : [seed])))].toSorted(
      (a, b) => a - b,
    ),
    counts: countsOf(entries),
    families: families.map((family) => {
      const { grade, counts, strain } = standingOf(family, entries)
      return {
        family,
        verdict: grade,
        tier: grade === 'accurate' || grade === 'textbook' ? grade : 'none',
        counts,
        strain:
          strain === undefined ? null
          : Number.isFinite(strain) ? strain
          : 'Infinity',
      }
    }),
    recorded: recordedIn(entries),
    failures: entries
      .filter((entry) => fateOf(entry) !== 'held' && fateOf(entry) !== 'skipped')
      .map((entry) => ({
        law: entry.law,
        verdict: fateOf(entry),
        evidence: entry.evidence ?? [],
        ...(entry.status === 'errored' ? { reason: entry.text } : {}),
      })),
  }
}

/**
 * The recorded laws, operation by operation: the worst error in ulp, and the smaller budget where
 * two tiers grant one.
 */
const recordedIn = (entries: readonly Entry[]): RecordedCell[] => {
  const recorded = lawsOf('fixture')
  return [...new Set(recorded.flatMap(({ uses }) => uses))].map((operation) => {
    const ids = new Set(recorded.filter(({ uses }) => uses.includes(operation)).map(({ id }) => id))
    const mine = entries.filter(({ law }) => ids.has(law))
    const [worst] = mine
      .flatMap(({ error }) => (error === undefined ? [] : [error]))
      .toSorted(
        (a, b) =>
          compare(Number(b.ulp), Number(a.ulp)) || compare(Number(a.budget), Number(b.budget)),
      )
    return {
      operation,
      verdict: standingOf('fixture', mine).grade,
      ulp: worst?.ulp ?? null,
      budget: worst?.budget ?? null,
      case: worst?.case ?? null,
    }
  })
}

/** The sign of a difference, which that of two infinities lacks. */
const compare = (a: number | string, b: number | string): number =>
  a < b ? -1
  : a > b ? 1
  : 0

/**
 * In the order of such words, letter by letter, so that the same trials make the same board
 * whatever came first.
 */
const inOrder = <A>(all: readonly A[], words: (it: A) => readonly string[]): A[] => {
  const key = (it: A) => words(it).join('\u0000')
  return all.toSorted((a, b) => compare(key(a), key(b)))
}
