import { greatest } from '../arithmetic/sequence.ts'
import { given } from '../contract/given.ts'
import { familyOf, type AnyLaw } from '../laws/law.ts'
import { subjectOf, type LawOutcome, type Outcome, type WrittenWitness } from './outcome.ts'

/**
 * A way in which a law, or one case of a law whose inputs are recorded, fails: falsified, and by
 * how much; or errored. Of a case, the greatest error of an entry in ulp of the true result; of
 * another law, how many budgets the worst witness of the run lies outside its enclosure. NaN or an
 * infinity where a number should be, or the reverse, is off by Infinity.
 */
export type Failure = {
  readonly case?: string
  readonly verdict: 'falsified' | 'errored'
  readonly ulp?: number
  readonly budgets?: number
}

/**
 * A failure that somebody has looked at: of which implementation and law, why, and where more is
 * said.
 */
export type KnownFailure = Failure & {
  readonly address: string
  readonly law: string
  readonly reason: string
  readonly link?: string
}

/**
 * What is known to fail in a run from this seed, with so many inputs a law: another seed meets
 * other witnesses.
 */
export type Known = {
  readonly version: 1
  readonly seed: number
  readonly runs: number
  readonly failures: readonly KnownFailure[]
}

/** Every failure in an outcome: one for each case, where there are cases. */
export const failuresOf = (outcome: Outcome | LawOutcome): readonly Failure[] => {
  if (outcome.status !== 'falsified' && outcome.status !== 'errored') return []
  if (outcome.cases !== undefined)
    return outcome.cases.map(({ case: id, ...it }) =>
      it.status === 'falsified' ?
        { case: id, verdict: it.status, ulp: Number(it.ulp) }
      : { case: id, verdict: it.status },
    )
  return [
    outcome.status === 'errored' ?
      { verdict: outcome.status }
    : { verdict: outcome.status, budgets: worstOf(outcome.clearest, outcome.smallest) - 1 },
  ]
}

/**
 * Why a law may fail, in the reasons that are listed: each of its failures is known, and none is
 * worse.
 */
export const excuseOf = (known: Known, outcome: Outcome): string | undefined => {
  const listed = failuresOf(outcome).map((failure) => {
    const it = knownOf(known, outcome, failure)
    return it !== undefined && isNoWorse(failure, it) ? it.reason : undefined
  })
  return listed.length > 0 && listed.every((reason) => reason !== undefined) ?
      [...new Set(listed)].join('; ')
    : undefined
}

/**
 * What a run says against the list, in a sentence each. Of what a partial run has left out, it says
 * nothing.
 */
export const surprisesOf = (
  { failures }: Known,
  run: readonly Outcome[],
  laws: readonly AnyLaw[],
  isWhole: boolean,
): string[] =>
  failures.flatMap((it) => {
    const named = nameOf(it)
    const law = laws.find(({ id }) => id === it.law)
    if (law === undefined) return [`${named} is listed, but there is no such law`]
    if (law.recorded && it.case === undefined)
      return [`${named} is listed, but not which of its cases`]
    if (it.case !== undefined && !law.examples.includes(it.case))
      return [`${named} is listed, but the law has no such case`]
    const here = run.filter((one) => subjectOf(one) === it.address)
    if (here.length === 0) return [`${named} is listed, but was not checked`]
    // An implementation that could not be tried is a failure of its own.
    if (here.some(({ status }) => status === 'untried')) return []
    const outcome = here.find((one) => lawIn(one) === it.law)
    if (outcome === undefined) return isWhole ? [`${named} is listed, but was not judged`] : []
    if (outcome.status === 'skipped') return [`${named} is listed, but was skipped`]
    const failures = failuresOf(outcome)
    const failure = failures.find((one) => one.case === it.case)
    if (failure !== undefined)
      return isNoWorse(failure, it) ?
          []
        : [`${named} is worse than listed: ${inWords(failure)} instead of ${inWords(it)}`]
    // Of a law that came to nothing, its cases are not known to hold.
    return failures.some((one) => one.case === undefined) ?
        []
      : [`${named} is listed, but holds now`]
  })

/**
 * What keeps a run from being written down, in a sentence: it says too little of what it did not
 * judge.
 */
export const whyIncomplete = (known: Known, run: readonly Outcome[]): string | undefined => {
  const it = run.find(
    (outcome) =>
      outcome.status === 'untried'
      || (outcome.status === 'errored'
        && excuseOf(known, outcome) === undefined
        && failuresOf(outcome).some((one) => one.case === undefined)),
  )
  return it && `${lawIn(it) ?? 'trial'} on ${subjectOf(it)} could not be judged`
}

/**
 * The list as a run has found it, with the reasons that were given. What has come to fail worse, or
 * in another way, keeps its place and is named in `worse`, unless that is accepted; other
 * implementations stay as they were.
 */
export const updatedBy = (
  known: Known,
  run: readonly Outcome[],
  acceptWorse: boolean,
): { readonly known: Known; readonly worse: readonly string[] } => {
  const worse: string[] = []
  const found = run.flatMap((outcome) =>
    outcome.status === 'untried' ?
      []
    : failuresOf(outcome).map((failure): KnownFailure => {
        const old = knownOf(known, outcome, failure)
        if (old !== undefined && !acceptWorse && !isNoWorse(failure, old)) {
          worse.push(
            `${nameOf(old)} is worse than listed: ${inWords(failure)} instead of ${inWords(old)}`,
          )
          return old
        }
        return {
          address: subjectOf(outcome),
          law: outcome.law,
          ...roundedUp(failure),
          reason: old?.reason ?? unexplained,
          ...given({ link: old?.link }),
        }
      }),
  )
  const others = known.failures.filter(
    (one) => !run.some((outcome) => subjectOf(outcome) === one.address),
  )
  return { known: { ...known, failures: [...others, ...found].toSorted(inOrder) }, worse }
}
const unexplained = 'not explained yet'

const worstOf = (...witnesses: readonly WrittenWitness[]): number =>
  greatest(witnesses.map(({ strain }) => Number(strain)))
const lawIn = (outcome: Outcome): string | undefined =>
  outcome.status === 'untried' ? undefined : outcome.law
const knownOf = (
  { failures }: Known,
  outcome: Outcome,
  failure: Failure,
): KnownFailure | undefined =>
  failures.find(
    (one) =>
      one.address === subjectOf(outcome) && one.law === lawIn(outcome) && one.case === failure.case,
  )
const isNoWorse = (now: Failure, known: Failure): boolean =>
  now.verdict === known.verdict && sizeOf(now) <= sizeOf(known)
const sizeOf = ({ verdict, ulp, budgets }: Failure): number =>
  verdict === 'errored' ? 0 : (ulp ?? budgets ?? Infinity)
const nameOf = ({ address, law, case: id }: KnownFailure): string =>
  `${law}${id === undefined ? '' : ` at ${id}`} on ${address}`
const inWords = (it: Failure): string =>
  it.verdict === 'errored' ?
    'errored'
  : `${ceiling(sizeOf(it))} ${it.case === undefined ? 'budgets' : 'ulp'}`
const inOrder = (a: KnownFailure, b: KnownFailure): number => {
  const [x, y] = [a, b].map((it) =>
    [it.address, familyOf(it.law), it.law, it.case ?? ''].join('\n'),
  ) as [string, string]
  return (
    x < y ? -1
    : x > y ? 1
    : 0
  )
}

/** A number to three digits, rounded up: what is measured again is no worse. */
const ceiling = (x: number): number => {
  const rounded = Number(x.toPrecision(3))
  return rounded >= x ? rounded : (
      Number((rounded + 10 ** (Math.floor(Math.log10(x)) - 2)).toPrecision(3))
    )
}
const roundedUp = ({ ulp, budgets, ...rest }: Failure): Failure => ({
  ...rest,
  ...given({
    ulp: ulp === undefined ? undefined : ceiling(ulp),
    budgets: budgets === undefined ? undefined : ceiling(budgets),
  }),
})
