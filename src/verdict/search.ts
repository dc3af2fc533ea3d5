import { given } from '../implementation/given.ts'
import { at, greatest } from '../arithmetic/sequence.ts'
import * as fc from 'fast-check'
import { formats } from '../arithmetic/format.ts'
import { operationNames } from '../contract/operations.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { bandOf, regionsOf } from '../laws/census.ts'
import { strain, type Claim } from '../laws/claim.ts'
import type { AnyLaw, Call } from '../laws/law.ts'
import { answer, inquire, isBreach, isPromise, type Breach, type MaybePromise } from './inquire.ts'
import type { Census, Profile, Replay, Witness } from './verdict.ts'

export type Limits = {
  /** How long one call may take, in milliseconds. */
  readonly timeLimit: number
  /**
   * Runs a computation and throws `TimeOut` when it takes longer: what a host can do about a loop
   * that never ends.
   */
  readonly interrupt: <A>(run: () => A, milliseconds: number) => A
}

/** What an interrupt throws. */
export const TimeOut = Symbol('time out')

/**
 * What one input brought to light: the claims held, at this strain; or a witness; or a breach of
 * the contract.
 */
export type Finding = { readonly held: number } | Witness | Breach

/**
 * The outcome of a search: the last failing input after shrinking, if any, and what was seen on the
 * way.
 */
export type Search = {
  readonly failure?: {
    readonly input: unknown
    readonly finding: Witness | Breach
    readonly replay: Replay
  }
  readonly runs: number
  readonly census: Census
  readonly profile: Profile
  readonly worst: number
  /** Why inputs were skipped by whoever was asked, where some were. */
  readonly skipped?: string
}

/**
 * One law and one implementation: examines inputs, one by one or by searching an arbitrary for a
 * witness.
 */
export const searcher = (
  law: AnyLaw,
  implementation: Implementation,
  { timeLimit, interrupt }: Limits,
) => {
  const format = formats[implementation.format]
  const offered = operationNames.filter((name) => implementation.operations[name] !== undefined)
  const setting = { format, policies: implementation.policies, offered }
  let pending: Call | undefined
  let slow = timeLimit
  let promises = implementation.program !== undefined

  const ask = (call: Call) => answer(implementation, (pending = call), timeLimit)
  /** The finding at an input. The claims that were made there are shown to whoever looks. */
  const examine = (
    input: unknown,
    show: (claims: readonly Claim[]) => void = () => {},
  ): MaybePromise<Finding> => {
    const assess = (claims: Awaited<ReturnType<typeof inquiry>>): Finding => {
      if (isBreach(claims)) return claims
      show(claims)
      const strains = claims.map((claim) => strain(claim, format))
      const worst = greatest(strains, 0)
      return worst <= 1 ?
          { held: worst }
        : { input, refuted: claims.filter((_, i) => at(strains, i) > 1), strain: worst }
    }
    const inquiry = () =>
      inquire(law.claims(input, setting), ask, implementation.program !== undefined)
    const claims = inquiry()
    return isPromise(claims) ? claims.then(assess) : assess(claims)
  }

  /**
   * Looks for an input that fails: the first failure decides whether a witness (of this strain) or
   * a breach is sought.
   */
  const search = async (
    arbitrary: fc.Arbitrary<unknown>,
    parameters: fc.Parameters<[unknown]>,
    least = 1,
  ): Promise<Search> => {
    const census: Record<string, number> = {}
    const profile: Record<string, number> = {}
    let worst = 0
    let shrinks = 0
    let skipped: string | undefined
    let failure: { input: unknown; finding: Witness | Breach } | undefined
    /**
     * Past this many inputs a shrink has become a walk along the edge of a budget: what it has
     * found is kept. What ended an implementation is not asked again.
     */
    const isTired = (): boolean =>
      failure !== undefined
      && (++shrinks > mostShrinks
        || (isBreach(failure.finding) && failure.finding.isFatal === true))
    const passes = (input: unknown, finding: Finding): boolean => {
      if (failure === undefined)
        for (const region of regionsOf(input)) census[region] = (census[region] ?? 0) + 1
      if (!isBreach(finding)) {
        const band = bandOf(input)
        if (band !== undefined)
          profile[band] = Math.max(
            profile[band] ?? 0,
            'held' in finding ? finding.held : finding.strain,
          )
      }
      if ('held' in finding) {
        worst = Math.max(worst, finding.held)
        return true
      }
      if (isBreach(finding) && finding.isSkip) {
        skipped ??= finding.breach
        return true
      }
      const sought = failure ? isBreach(finding) === isBreach(failure.finding) : true
      if (!sought || (!isBreach(finding) && finding.strain < least)) return true
      failure = { input, finding }
      return false
    }
    const details = await run(
      () =>
        fc.check(
          fc.property(arbitrary, (input) => {
            if (isTired()) return
            const finding = examine(input)
            if (isPromise(finding)) throw ((promises = true), finding.catch(() => {}), Asynchronous)
            if (!passes(input, finding)) throw Failed
          }),
          parameters,
        ),
      () =>
        fc.check(
          fc.asyncProperty(arbitrary, async (input) => {
            if (!isTired() && !passes(input, await examine(input))) throw Failed
          }),
          parameters,
        ),
    )
    if ('breach' in details)
      return {
        failure: {
          input: undefined,
          finding: details,
          replay: { seed: parameters.seed ?? 0, path: null },
        },
        runs: 0,
        census,
        profile,
        worst,
      }
    if (details.failed && details.errorInstance !== Failed) throw details.errorInstance
    const replay = { seed: details.seed, path: details.counterexamplePath }
    return {
      ...(failure ? { failure: { ...failure, replay } } : {}),
      runs: details.numRuns,
      census,
      profile,
      worst,
      ...given({ skipped }),
    }
  }

  /**
   * Runs the check at once, or with promises where the implementation turns out to give them. When
   * time runs out, the call that was under way is put once more on its own: a call that hangs alone
   * is guilty, else the law gets longer.
   */
  const run = async <D extends fc.RunDetails<[unknown]>>(
    atOnce: () => D,
    later: () => Promise<D>,
  ): Promise<D | Breach> => {
    if (promises) return later()
    try {
      const details = interrupt(atOnce, slow)
      return details.errorInstance === Asynchronous ? await later() : details
    } catch (error) {
      if (error !== TimeOut || pending === undefined) throw error
      const suspect = pending
      try {
        interrupt(() => ask(suspect), timeLimit)
      } catch (again) {
        if (again !== TimeOut) throw again
        return { breach: `did not answer within ${timeLimit} ms`, call: suspect }
      }
      slow *= 2
      return run(atOnce, later)
    }
  }
  return { examine, search }
}
const mostShrinks = 2000
const Failed = Symbol('the input fails')
const Asynchronous = Symbol('the implementation answers with promises')
