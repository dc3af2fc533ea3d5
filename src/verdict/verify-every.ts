import { formats } from '../arithmetic/format.ts'
import { given } from '../contract/given.ts'
import type { Implementation } from '../contract/implementation.ts'
import { misuse } from '../contract/misuse.ts'
import { areFew } from '../laws/every.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'
import { allInWords, grouped } from './all-in-words.ts'
import { isInput } from './applies.ts'
import { noVerdict } from './claim-in-words.ts'
import { judgeInOrder } from './in-order.ts'
import { isBreach, sentenceOf, type Breach } from './inquire.ts'
import { judgeAt, type Finding } from './judge-at.ts'
import { advanced, counted, highest, nothingSeen, type Failure, type Progress } from './progress.ts'
import type { All, Verdict, Witness } from './verdict.ts'
import { bestOf } from './verdict-of.ts'
import { watchOf, type Limits } from './watch.ts'

/** Throws a Misuse where logits have more bits than an exhaustive trial can go through. */
export const expectFewLogits = ({ name }: Implementation, { numbers }: Setting): void => {
  if (areFew(numbers.logits)) return
  const few = Object.values(formats).filter(areFew)
  throw misuse(
    `${name}: expected logits of 16 bits for an exhaustive trial, `
      + `${few.map((it) => it.name).join(' or ')}, but received ${numbers.logits.name}`,
  )
}

/**
 * Checks an implementation against a law at every one of the inputs that it has, or has of
 * one form. Where it held at these and has others, it is tried as ever besides, and where it has no
 * such inputs, it is tried as ever instead.
 */
export const verifyEvery = async (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  limits: Limits & { readonly seed: number },
  asEver: () => Promise<Verdict>,
): Promise<Verdict> => {
  const inputs = [...(law.every?.inputs(setting) ?? [])].filter((it) => isInput(law, it, setting))
  const state = await judgedEach(law, implementation, setting, inputs, limits)
  if (state.runs === 0) return asEver()
  const form = law.every?.form
  const all: All = {
    inputs: state.runs,
    ...given({ form, isInDomain: setting.domain && (true as const) }),
  }
  const verdict = verdictOf(law, limits.seed, all, state)
  return verdict.status === 'passed' && form !== undefined ?
      joined({ ...verdict, all }, await asEver())
    : verdict
}

/** What came of the inputs that were judged so far. */
type State = Progress & {
  readonly runs: number
  readonly failing: number
  readonly best?: { readonly smallest: Witness; readonly clearest: Witness }
  /** How often the contract was breached, and where it was first, or for good. */
  readonly breaches: number
  readonly breach?: Failure & { readonly finding: Breach }
  readonly isOver?: true
}
const start: State = { ...nothingSeen, runs: 0, failing: 0, breaches: 0 }

const step = (state: State, input: unknown, finding: Finding): State => {
  if (isBreach(finding) && finding.isOutside) return state
  // No failure ends what is seen here: there is nothing to shrink.
  const { failure, ...seen } = advanced(state, input, finding)
  const next: State = { ...state, ...seen, runs: state.runs + 1 }
  if (failure === undefined) return next
  if (!isBreach(finding)) {
    const witness = failure.finding as Witness
    const { smallest, clearest } = state.best ?? { smallest: witness, clearest: witness }
    return {
      ...next,
      failing: state.failing + 1,
      best: bestOf(smallest, [clearest, witness]),
    }
  }
  const breach = { input, finding }
  return {
    ...next,
    breaches: state.breaches + 1,
    breach: finding.isFatal ? breach : (state.breach ?? breach),
    ...(finding.isFatal ? { isOver: true } : {}),
  }
}

/** What comes of these inputs, up to a call that does not come back. */
const judgedEach = async (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  inputs: readonly unknown[],
  limits: Limits,
): Promise<State> => {
  const watch = watchOf(implementation, limits)
  const calls = { timeLimit: limits.timeLimit, onCall: watch.onCall }
  let state = start
  await judgeInOrder(
    inputs,
    implementation,
    watch,
    (input) => judgeAt(law, implementation, setting, input, calls),
    (input, finding) => {
      state = step(state, input, finding)
      return state.isOver ? 'enough' : 'go on'
    },
  )
  return state
}

const verdictOf = (law: AnyLaw, seed: number, all: All, state: State): Verdict => {
  const { runs, failing, best, breaches, breach, census, profile, worst } = state
  const replay = { seed, path: null }
  if (breach !== undefined && (best === undefined || state.isOver)) {
    const often =
      breaches > 1 && !state.isOver ? `; so at ${grouped(breaches)} of ${allInWords(all)}` : ''
    const reason = `${sentenceOf(breach.finding)}${often}`
    return { law, status: 'errored', reason, input: breach.input, breach: breach.finding, replay }
  }
  const course = { all, census, profile, ...given({ undecided: state.undecided || undefined }) }
  if (best !== undefined)
    return { law, status: 'falsified', ...best, replay, ...course, all: { ...all, failing } }
  const reason = state.skipped ?? (state.undecided === runs ? noVerdict('input') : undefined)
  return reason === undefined ?
      { law, status: 'passed', runs, seed, worst, ...course }
    : { law, status: 'skipped', reason }
}

/** What all inputs of one form and others that were drawn come to, where it held at the former. */
const joined = (every: Passed, drawn: Verdict): Verdict => {
  if (drawn.status !== 'passed' && drawn.status !== 'falsified') return drawn
  const course = {
    profile: highest([every.profile ?? {}, drawn.profile ?? {}]),
    ...given({ undecided: (every.undecided ?? 0) + (drawn.undecided ?? 0) || undefined }),
  }
  if (drawn.status === 'falsified')
    return { ...drawn, ...course, all: { ...every.all, failing: 0 } }
  return {
    ...drawn,
    all: every.all,
    runs: every.runs + drawn.runs,
    worst: Math.max(every.worst, drawn.worst),
    ...course,
    census: counted(every.census, drawn.census),
  }
}
type Passed = Extract<Verdict, { readonly status: 'passed' }> & { readonly all: All }
