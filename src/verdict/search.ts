import { given } from '../contract/given.ts'
import * as fc from 'fast-check'
import { isBreach, isPromise, type MaybePromise } from './inquire.ts'
import type { Finding } from './judge-at.ts'
import { advanced, nothingSeen, isTired, type Failure, type Progress } from './progress.ts'
import type { Replay } from './verdict.ts'
import { Later, type Watch } from './watch.ts'

/** What a search looks for, and where. */
export type Quest = {
  readonly arbitrary: fc.Arbitrary<unknown>
  /** Whether what was drawn may be tried. What may not is drawn again, though not without end. */
  readonly isInput: (input: unknown) => boolean
  readonly seed: number
  readonly numRuns: number
  /** Inputs that are tried first. */
  readonly examples: readonly unknown[]
  /** The least strain of a witness. */
  readonly least: number
  /** Hears of each input that is tried, and of what was found there. */
  readonly onTry?: ((input: unknown, finding: Finding) => void) | undefined
}

/**
 * The outcome of a search: the last failing input after shrinking, if any, and what was seen on the
 * way.
 */
export type Search = Omit<Progress, 'failure' | 'shrinks' | 'effort'> & {
  readonly failure?: Failure & { readonly replay: Replay }
  readonly runs: number
}

/**
 * Looks for an input that fails: the first failure decides whether a witness (of the least strain)
 * or a breach is sought.
 */
export const search = async (
  judge: (input: unknown) => MaybePromise<Finding>,
  watch: Watch,
  { arbitrary, isInput, seed, numRuns, examples, least, onTry = () => {} }: Quest,
): Promise<Search> => {
  const parameters = {
    seed,
    numRuns,
    maxSkipsPerRun,
    examples: examples.map((input): [unknown] => [input]),
  }
  let progress = nothingSeen
  const expectHeld = (input: unknown, finding: Finding): void => {
    fc.pre(!isBreach(finding) || !finding.isOutside)
    onTry(input, finding)
    const before = progress.failure
    progress = advanced(progress, input, finding, least)
    if (progress.failure !== before) throw Failed
  }
  const details = await watch.run<fc.RunDetails<[unknown]>>(
    () => {
      const atOnce = fc.property(arbitrary, (input) => {
        if (isTired(progress)) return
        fc.pre(isInput(input))
        const finding = judge(input)
        if (isPromise(finding)) throw (finding.catch(() => {}), Later)
        expectHeld(input, finding)
      })
      const details = fc.check(atOnce, parameters)
      return details.errorInstance === Later ? Later : details
    },
    () => {
      const later = fc.asyncProperty(arbitrary, async (input) => {
        if (isTired(progress)) return
        fc.pre(isInput(input))
        expectHeld(input, await judge(input))
      })
      return fc.check(later, parameters)
    },
  )
  const { failure, shrinks: _, effort: __, ...seen } = progress
  if (isBreach(details)) {
    const hung = { input: undefined, finding: details, replay: { seed, path: null } }
    return { ...seen, failure: hung, runs: 0 }
  }
  // Without a counterexample, too much was drawn in vain: what was tried counts.
  if (details.counterexample !== null && details.errorInstance !== Failed)
    throw details.errorInstance
  const replay = { seed: details.seed, path: details.counterexamplePath }
  return {
    ...seen,
    ...given({ failure: failure && { ...failure, replay } }),
    runs: details.numRuns,
  }
}
const Failed = Symbol('the input fails')

/** For each input that is to be tried, so many may be drawn in vain. */
const maxSkipsPerRun = 50
