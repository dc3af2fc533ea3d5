import type { Format } from '../arithmetic/format.ts'
import { at, greatest } from '../arithmetic/sequence.ts'
import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import type { OperationName } from '../contract/operations.ts'
import { inOneLine } from '../contract/thrown.ts'
import { strain, type Claim } from '../laws/claim.ts'
import type { AnyLaw, Answer, Asked, Call, Setting } from '../laws/law.ts'
import {
  answer,
  checked,
  inquire,
  isBreach,
  isPromise,
  type Breach,
  type MaybePromise,
} from './inquire.ts'
import type { Witness } from './verdict.ts'

/**
 * What one input brought to light: the claims held, at this strain; or a witness; or no verdict,
 * because the budget of each claim exceeds the result, as that of this one does; or a breach of the
 * contract.
 */
export type Finding = { readonly held: number } | Witness | { readonly undecided: Claim } | Breach

/** The strain of a finding, where claims were made that prove something. */
export const strainOf = (finding: Finding): number | undefined =>
  isBreach(finding) || 'undecided' in finding ? undefined
  : 'held' in finding ? finding.held
  : finding.strain

export type CallOptions = {
  /** How long one call may take, in milliseconds, where answers come as promises. */
  readonly timeLimit?: number
  /** Hears of each call before it is put, and of what came back. */
  readonly onCall?: (call: Call) => void
  readonly onAnswer?: (call: Call, answer: unknown) => void
}

/**
 * The finding of one law on one implementation at one input, which must be one of the law's own.
 * It comes at once where the answers do.
 */
export const judgeAt = (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  input: unknown,
  options: CallOptions = {},
): MaybePromise<Finding> => {
  const claims = claimsAt(law, implementation, setting, input, options)
  return isPromise(claims) ?
      claims.then((settled) => findingOf(law, input, settled, setting))
    : findingOf(law, input, claims, setting)
}

/** The claims that a law makes at an input, or the breach that kept it from making them. */
export const claimsAt = (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  input: unknown,
  { timeLimit = defaultTimeLimit, onCall = () => {}, onAnswer = () => {} }: CallOptions = {},
): MaybePromise<readonly Claim[] | Breach> => {
  let last: Call | undefined
  /** A law reads the very result of a raw call, which may be made so that it throws. */
  const unread = (error: unknown): Breach => {
    if (last?.raw !== true) throw error
    return { breach: `returned what cannot be read: ${inOneLine(error)}`, call: last }
  }
  const ask = (call: Call): MaybePromise<unknown> => {
    last = call
    onCall(call)
    const heard = (it: unknown): unknown => {
      onAnswer(call, it)
      return law.effects === undefined ? it : returned(call, it)
    }
    const answered = answer(implementation, call, timeLimit)
    return isPromise(answered) ? answered.then(heard) : heard(answered)
  }
  try {
    const claims = inquire(law.claims(input, setting), ask, implementation.program !== undefined)
    return isPromise(claims) ? claims.catch(unread) : claims
  } catch (error) {
    return unread(error)
  }
}

/**
 * What a call did beside its result proves nothing where it threw, or gave back another shape: that
 * is the breach of any other call.
 */
const returned = (call: Call, given: unknown): unknown => {
  if (!call.raw || isBreach(given)) return given
  const answer = given as Answer
  if ('threw' in answer) return { breach: `threw ${answer.threw}`, call } satisfies Breach
  const result = checked(call, answer.returned)
  return isBreach(result) ? result : answer
}

/**
 * What the claims at an input come to: the greatest strain decides. A claim that proves nothing can
 * be refuted all the same.
 */
export const findingOf = (
  law: AnyLaw,
  input: unknown,
  claims: readonly Claim[] | Breach,
  setting: Setting,
): Finding => {
  if (isBreach(claims)) return claims
  const format = narrowest(law.uses.length > 0 ? law.uses : setting.offered, setting)
  const strains = claims.map((claim) => strain(claim, format))
  const worst = greatest(strains, 0)
  if (worst > 1)
    return { input, refuted: claims.filter((_, i) => at(strains, i) > 1), strain: worst }
  const [first] = claims
  return first !== undefined && claims.every((claim) => claim.isVacuous) ?
      { undecided: first }
    : {
        held: greatest(
          strains.filter((_, i) => !at(claims, i).isVacuous),
          0,
        ),
      }
}

/**
 * The format of the least range in which answers of these operations are computed or given: they
 * are infinite where its numbers end.
 */
export const narrowest = (operations: readonly OperationName[], { numbers }: Asked): Format =>
  operations
    .map(numbers.results)
    .reduce((a, b) => (b.greatest < a.greatest ? b : a), numbers.arithmetic)
