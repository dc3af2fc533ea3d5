import { greatest } from '../arithmetic/sequence.ts'
import { familyOf } from '../laws/law.ts'
import { isTried, strainOf, subjectOf, type Outcome, type Tried } from '../verdict/outcome.ts'
import { lawsOf } from './all-laws.ts'

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
export const fateOf = (outcome: Outcome): Fate => {
  switch (outcome.status) {
    case 'untried':
      return 'errored'
    case 'passed':
      return 'held'
    case 'skipped':
      return 'skipped'
    case 'falsified':
    case 'errored':
      return (
        outcome.excuse !== undefined ? 'known to fail'
        : outcome.status === 'errored' ?
          outcome.answer === undefined || outcome.answer.isMissing ?
            'errored'
          : 'broken'
        : outcome.tier === 'accurate' ? 'lost accuracy'
        : 'broken'
      )
  }
}

/**
 * What became of a family of laws. `accurate` and `textbook` are the tiers reached: all that were
 * judged held, or all of the textbook tier. Where only accuracy was judged and it was lost, no tier
 * is reached and nothing is broken. Where none was judged, nothing is said of the family.
 */
export type Grade =
  'accurate' | 'textbook' | 'lost accuracy' | 'broken' | 'errored' | 'known to fail' | 'not judged'

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

export const standingOf = (family: string, outcomes: readonly Outcome[]): Standing => {
  const mine = outcomes.filter(isTried).filter(({ law }) => familyOf(law) === family)
  const counts = countsOf(mine)
  const strains = mine.map(strainOf).filter((strain) => strain !== undefined)
  return {
    family,
    grade: gradeOf(mine, counts),
    counts,
    ...(strains.length > 0 ? { strain: greatest(strains) } : {}),
  }
}

export const countsOf = (outcomes: readonly Outcome[]): Record<Fate, number> => {
  const counts = {
    held: 0,
    'lost accuracy': 0,
    broken: 0,
    errored: 0,
    'known to fail': 0,
    skipped: 0,
  }
  for (const outcome of outcomes) counts[fateOf(outcome)]++
  return counts
}

/** The sums of the numbers beside each word. */
export const tally = (
  counted: readonly (readonly [word: string, n: number])[],
): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const [word, n] of counted) sums.set(word, (sums.get(word) ?? 0) + n)
  return sums
}

const gradeOf = (outcomes: readonly Tried[], counts: Readonly<Record<Fate, number>>): Grade => {
  if (counts.broken > 0) return 'broken'
  if (counts.errored > 0) return 'errored'
  if (counts['known to fail'] > 0) return 'known to fail'
  const held = (tier: Tried['tier']) =>
    outcomes.some((outcome) => outcome.tier === tier && outcome.status === 'passed')
  if (counts['lost accuracy'] > 0) return held('textbook') ? 'textbook' : 'lost accuracy'
  return (
    held('accurate') ? 'accurate'
    : held('textbook') ? 'textbook'
    : 'not judged'
  )
}

/** What was checked, in order, and the outcomes of each in the order of the laws. */
export type Groups = ReadonlyMap<string, readonly Outcome[]>
export const bySubject = (outcomes: readonly Outcome[]): Groups => {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const mine = groups.get(subjectOf(outcome))
    if (mine === undefined) groups.set(subjectOf(outcome), [outcome])
    else mine.push(outcome)
  }
  return new Map([...groups].map(([subject, mine]) => [subject, inOrderOfLaws(mine)]))
}

/** What could not be tried says so once, not once a family; laws that are not ours come last. */
const inOrderOfLaws = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  const none = outcomes.find((outcome) => !isTried(outcome))
  if (none !== undefined) return [none]
  const place = new Map(lawsOf().map(({ id }, i) => [id, i]))
  const placeOf = ({ law }: Tried): number => place.get(law) ?? Infinity
  return outcomes
    .filter(isTried)
    .toSorted((a, b) => compare(placeOf(a), placeOf(b)) || compare(a.law, b.law))
}

/** The families of these outcomes, in the order of the laws. */
export const familiesOf = (outcomes: readonly Outcome[]): string[] => {
  const judged = new Set(outcomes.filter(isTried).map(({ law }) => familyOf(law)))
  const ours = new Set(lawsOf().map(({ id }) => familyOf(id)))
  return [
    ...[...ours].filter((family) => judged.has(family)),
    ...[...judged].filter((family) => !ours.has(family)),
  ]
}

/** The sign of a difference, which that of two infinities lacks. */
export const compare = <A extends number | string>(a: A, b: A): number =>
  a < b ? -1
  : a > b ? 1
  : 0
