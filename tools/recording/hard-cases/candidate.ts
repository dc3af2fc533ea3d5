import { given } from '../../../src/contract/given.ts'
import type { PolicyName } from '../../../src/contract/policies.ts'
import type { Flag } from '../notes.ts'

/**
 * A call that is worth recording, if it refutes a mistake. It is named by its region, and its place
 * there.
 */
export type Candidate = {
  readonly region: string
  readonly flags: readonly Flag[]
  readonly comment?: string
  readonly arguments: readonly unknown[]
  /** The policy that chooses the result, or under which the arguments are refused. */
  readonly policy?: PolicyName
}

/** Candidates of one region. New ones go to the end: ids count places, and are permanent. */
export const region = (
  name: string,
  flags: readonly Flag[],
  calls: readonly (readonly unknown[])[],
  comment?: string,
): Candidate[] =>
  calls.map((args) => ({
    region: name,
    flags,
    arguments: args,
    ...given({ comment }),
  }))

/** Candidates whose result the policy chooses, or which are refused under it. */
export const underPolicy = (policy: PolicyName, candidates: readonly Candidate[]): Candidate[] =>
  candidates.map((x) => ({ ...x, policy }))
