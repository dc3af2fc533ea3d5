import { greatest } from '../arithmetic/sequence.ts'
import { familyOf } from '../laws/law.ts'
import { notHeld, type Entry } from './entry.ts'
import { lawsOf } from './recorded.ts'

/** What became of one law: held, or why it is not known to hold. */
export const fates = [
  'held',
  'broken',
  'lost accuracy',
  'errored',
  'known to fail',
  'skipped',
] as const
export type Fate = (typeof fates)[number]
export const fateOf = ({ status, tier, excuse }: Entry): Fate =>
  excuse !== undefined ? 'known to fail'
  : status === 'passed' ? 'held'
  : status === 'falsified' ?
    tier === 'accurate' ?
      'lost accuracy'
    : 'broken'
  : status

/**
 * What became of a family of laws. `accurate` and `textbook` are the tiers reached: all that were
 * judged held, or all of the textbook tier. Where none was judged, nothing is said of the family.
 */
export type Grade = 'accurate' | 'textbook' | 'broken' | 'errored' | 'known to fail' | 'not judged'

/**
 * The standing of an implementation in a family of laws: a grade, and beside it the numbers that
 * led to it.
 */
export type Standing = {
  readonly family: string
  readonly grade: Grade
  readonly counts: Readonly<Record<Fate, number>>
  /** The worst strain of a claim, in budgets, where one was made. */
  readonly strain?: number
}

export const standingOf = (family: string, entries: readonly Entry[]): Standing => {
  const mine = entries.filter((entry) => familyOf(entry.law) === family)
  const counts = countsOf(mine)
  const strains = mine.flatMap(({ strain }) => (strain === undefined ? [] : [Number(strain)]))
  return {
    family,
    grade: gradeOf(mine, counts),
    counts,
    ...(strains.length > 0 ? { strain: greatest(strains) } : {}),
  }
}

export const countsOf = (entries: readonly Entry[]): Record<Fate, number> => {
  const counts = {
    held: 0,
    'lost accuracy': 0,
    broken: 0,
    errored: 0,
    'known to fail': 0,
    skipped: 0,
  }
  for (const entry of entries) counts[fateOf(entry)]++
  return counts
}

const gradeOf = (entries: readonly Entry[], counts: Readonly<Record<Fate, number>>): Grade => {
  if (counts.broken > 0) return 'broken'
  if (counts.errored > 0) return 'errored'
  if (counts['known to fail'] > 0) return 'known to fail'
  const held = (tier: Entry['tier']) =>
    entries.some((entry) => entry.tier === tier && fateOf(entry) === 'held')
  if (counts['lost accuracy'] > 0) return held('textbook') ? 'textbook' : 'broken'
  return (
    held('accurate') ? 'accurate'
    : held('textbook') ? 'textbook'
    : 'not judged'
  )
}

/** The addresses on trial, in their order, and the entries of each in the order of the laws. */
export const byAddress = (entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> => {
  const place = new Map(lawsOf().map(({ id }, i) => [id, i]))
  const groups = new Map<string, Entry[]>()
  for (const entry of entries)
    groups.set(entry.address, [...(groups.get(entry.address) ?? []), entry])
  return new Map(
    [...groups].map(([address, mine]) => [
      address,
      wholes(mine).toSorted(
        (a, b) => (place.get(a.law) ?? Infinity) - (place.get(b.law) ?? Infinity),
      ),
    ]),
  )
}
/** An implementation that could not be tried says so once, not once a family. */
const wholes = (entries: readonly Entry[]): readonly Entry[] => {
  const none = entries.find(({ law }) => law === notHeld)
  return none === undefined ? entries : [none]
}

/** The families of these entries, in the order of the laws. */
export const familiesOf = (entries: readonly Entry[]): string[] => {
  const judged = new Set(
    entries.filter(({ law }) => law !== notHeld).map(({ law }) => familyOf(law)),
  )
  const ours = new Set(lawsOf().map(({ id }) => familyOf(id)))
  return [
    ...[...ours].filter((family) => judged.has(family)),
    ...[...judged].filter((family) => !ours.has(family)),
  ]
}
