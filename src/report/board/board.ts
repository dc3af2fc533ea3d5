import { total } from '../../arithmetic/sequence.ts'
import { jsonNumber, type JsonNumber } from '../../contract/literal.ts'
import { formatInWords } from '../../contract/numbers.ts'
import type { DeclaredFormat, Elementary, WrittenDomain } from '../../contract/numbers.ts'
import { familyOf } from '../../laws/law.ts'
import { isMeasured, isTried, type Outcome, type Tried } from '../../verdict/outcome.ts'
import { lawsOf } from '../../trial/all-laws.ts'
import { causesOf } from '../../trial/causes.ts'
import { compare, countsOf, standingOf } from '../../trial/standing.ts'
import type { Fate, Grade, Groups } from '../../trial/standing.ts'
import { suiteVersion } from '../../trial/trial-of.ts'
import { boardCause, type BoardCause } from './cause.ts'

/** The scoreboard as data: version 3 of what `scoreboard.json` holds. */
export type Board = {
  readonly version: 3
  /** The version of the suite that made the board. */
  readonly losslaws: string
  /** How many laws it has. */
  readonly laws: number
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
  readonly format: DeclaredFormat
  /** The logits that it is meant for, where not for all. */
  readonly domain: WrittenDomain | null
  readonly elementary: Elementary | null
  readonly losslaws: string
  readonly node: string
  readonly seeds: readonly number[]
  readonly runs: number
  readonly counts: Readonly<Record<Fate, number>>
  /** At how many inputs there is no verdict, summed over the laws. */
  readonly undecided: number
  readonly families: readonly FamilyCell[]
  readonly recorded: readonly RecordedCell[]
  readonly causes: readonly BoardCause[]
  /** Whether the oracle was asked which operation is wrong, and where: an older suite did not. */
  readonly isBlamed: boolean
  /** Laws of the suite that judged it which the board's does not have, or has in another tier. */
  readonly unknown: readonly string[]
  /** Laws of the board's suite that were not asked. */
  readonly missing: readonly string[]
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

/**
 * The board of these outcomes, and of rows of older boards whose implementations they do not judge
 * anew.
 */
export const boardOf = (groups: Groups, older: readonly Row[] = []): Board => {
  const outcomes = [...groups.values()].flat()
  const laws = lawsAmong(outcomes)
  const families = [...new Set(laws.map(({ id }) => familyOf(id)))]
  const rows = [...groups].flatMap(([address, mine]) => {
    const tried = mine.filter(isTried)
    const [first] = tried
    return first === undefined ? [] : [rowOf(address, first, tried, families)]
  })
  return {
    version: 3,
    losslaws: suiteVersion(),
    laws: lawsOf().length,
    families: families.map((family) => {
      const mine = laws.filter(({ id }) => familyOf(id) === family)
      return {
        family,
        laws: mine.length,
        tiers: [...new Set(mine.map(({ tier }) => tier))].toSorted().toReversed(),
      }
    }),
    implementations: inOrder(
      [...older.filter(({ address }) => !groups.has(address)), ...rows],
      ({ name, version, format, address }) => [name, version ?? '', formatInWords(format), address],
    ),
    untried: inOrder(
      [...groups].flatMap(([address, mine]) =>
        mine.flatMap((it) => (isTried(it) ? [] : [{ address, reason: it.reason }])),
      ),
      ({ address }) => [address],
    ),
  }
}

type LawName = { readonly id: string; readonly tier: string }

/** The laws of this suite, and then those that only others have. */
const lawsAmong = (outcomes: readonly Outcome[]): readonly LawName[] => {
  const ours = lawsOf()
  const known = new Set(ours.map(({ id }) => id))
  const theirs = new Map(
    outcomes
      .filter(isTried)
      .filter(({ law }) => !known.has(law))
      .map(({ law, tier }) => [law, { id: law, tier }]),
  )
  return [...ours, ...inOrder([...theirs.values()], ({ id }) => [id])]
}

const rowOf = (
  address: string,
  { trial }: Tried,
  outcomes: readonly Tried[],
  families: readonly string[],
): Row => {
  const seeds = outcomes.flatMap(({ trial: { seed } }) => (seed === undefined ? [] : [seed]))
  const ours = new Map(lawsOf().map(({ id, tier }) => [id, tier]))
  const judged = new Set(outcomes.map(({ law }) => law))
  return {
    address,
    name: trial.name,
    version: trial.version ?? null,
    format: trial.format,
    domain: trial.domain ?? null,
    elementary: trial.elementary ?? null,
    losslaws: trial.losslaws,
    node: trial.node,
    runs: trial.runs,
    seeds: [...new Set(seeds)].toSorted((a, b) => a - b),
    counts: countsOf(outcomes),
    undecided: total(outcomes.filter(isMeasured).map(({ undecided = 0 }) => undecided)),
    families: families.map((family) => {
      const { grade, counts, strain } = standingOf(family, outcomes)
      return {
        family,
        verdict: grade,
        tier: grade === 'accurate' || grade === 'textbook' ? grade : 'none',
        counts,
        strain: strain === undefined ? null : jsonNumber(strain),
      }
    }),
    recorded: recordedIn(outcomes),
    causes: causesOf(outcomes).map(boardCause),
    isBlamed: true,
    unknown: outcomes.filter(({ law, tier }) => ours.get(law) !== tier).map(({ law }) => law),
    missing: [...ours.keys()].filter((id) => !judged.has(id)),
  }
}

/**
 * The recorded laws, operation by operation: the worst error in ulp, and the smaller budget where
 * two tiers grant one.
 */
const recordedIn = (outcomes: readonly Tried[]): RecordedCell[] => {
  const recorded = lawsOf('fixture')
  return [...new Set(recorded.flatMap(({ uses }) => uses))].map((operation) => {
    const ids = new Set(recorded.filter(({ uses }) => uses.includes(operation)).map(({ id }) => id))
    const mine = outcomes.filter(({ law }) => ids.has(law))
    const [worst] = mine
      .filter(isMeasured)
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

/**
 * In the order of such words, letter by letter, so that the same trials make the same board
 * whatever came first.
 */
const inOrder = <A>(all: readonly A[], words: (it: A) => readonly string[]): A[] => {
  const key = (it: A) => words(it).join('\u0000')
  return all.toSorted((a, b) => compare(key(a), key(b)))
}
