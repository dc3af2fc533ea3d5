import { at, greatest } from '../arithmetic/sequence.ts'
import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import { strain, type Claim } from '../laws/claim.ts'
import type { AnyLaw, Call, Setting } from '../laws/law.ts'
import { answer, inquire, isBreach, isPromise, type Breach, type MaybePromise } from './inquire.ts'
import type { Witness } from './verdict.ts'

/**
 * What one input brought to light: the claims held, at this strain; or a witness; or a breach of
 * the contract.
 */
export type Finding = { readonly held: number } | Witness | Breach

/** The strain of a finding, where no breach kept the claims from being made. */
export const strainOf = (finding: Finding): number | undefined =>
  isBreach(finding) ? undefined
  : 'held' in finding ? finding.held
  : finding.strain

export type CallOptions = {
  /** How long one call may take, in milliseconds, where answers come as promises. */
  readonly timeLimit?: number
  /** Hears of each call before it is put. */
  readonly onCall?: (call: Call) => void
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
      claims.then((settled) => findingOf(input, settled, setting))
    : findingOf(input, claims, setting)
}

/** The claims that a law makes at an input, or the breach that kept it from making them. */
export const claimsAt = (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  input: unknown,
  { timeLimit = defaultTimeLimit, onCall = () => {} }: CallOptions = {},
): MaybePromise<readonly Claim[] | Breach> =>
  inquire(
    law.claims(input, setting),
    (call) => {
      onCall(call)
      return answer(implementation, call, timeLimit)
    },
    implementation.program !== undefined,
  )

/** What the claims at an input come to: the greatest strain decides. */
export const findingOf = (
  input: unknown,
  claims: readonly Claim[] | Breach,
  { format }: Setting,
): Finding => {
  if (isBreach(claims)) return claims
  const strains = claims.map((claim) => strain(claim, format))
  const worst = greatest(strains, 0)
  return worst <= 1 ?
      { held: worst }
    : { input, refuted: claims.filter((_, i) => at(strains, i) > 1), strain: worst }
}
