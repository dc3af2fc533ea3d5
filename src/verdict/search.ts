import { given } from '../contract/given.ts'
import * as fc from 'fast-check'
import { lookAhead } from './ahead.ts'
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
  /** Takes what was found at an input that was tried, and says whether that is what is sought. */
  const take = (input: unknown, finding: Finding): boolean => {
    onTry(input, finding)
    const before = progress.failure
    progress = advanced(progress, input, finding, least)
    return progress.failure !== before
  }
  const expectHeld = (input: unknown, finding: Finding): void => {
    fc.pre(!isBreach(finding) || !finding.isOutside)
    if (take(input, finding)) throw Failed
  }
  const end = await watch.run<End>(
    () => {
      const atOnce = fc.property(arbitrary, (input) => {
        if (isTired(progress)) return
        fc.pre(isInput(input))
        const finding = judge(input)
        if (isPromise(finding)) throw (finding.catch(() => {}), Later)
        expectHeld(input, finding)
      })
      const details = fc.check(atOnce, parameters)
      return details.errorInstance === Later ? Later : endOf(details)
    },
    async () => {
      const tryLater = async (input: unknown): Promise<void> => {
        if (isTired(progress)) return
        fc.pre(isInput(input))
        expectHeld(input, await judge(input))
      }
      if (watch.width === 1)
        return endOf(await fc.check(fc.asyncProperty(arbitrary, tryLater), parameters))
      const maxSkips = maxSkipsPerRun * numRuns
      const ahead = { arbitrary, isInput, parameters, maxSkips, judge, take }
      const { runs, failed } = await lookAhead(ahead, watch)
      if (failed === undefined) return { seed, path: null, runs }
      // What is drawn there has been judged, and fails: the search goes on with what it shrinks to.
      let isKnown = true
      const further = fc.asyncProperty(arbitrary, async (input) => {
        if (!isKnown) return tryLater(input)
        isKnown = false
        await failed.judging
        throw Failed
      })
      return endOf(await fc.check(further, { ...parameters, path: failed.path }), runs)
    },
  )
  const { failure, shrinks: _, effort: __, ...seen } = progress
  if (isBreach(end)) {
    const hung = { input: undefined, finding: end, replay: { seed, path: null } }
    return { ...seen, failure: hung, runs: 0 }
  }
  const { runs, ...replay } = end
  return { ...seen, ...given({ failure: failure && { ...failure, replay } }), runs }
}

/** Where a search ended, and after how many inputs. */
type End = Replay & { readonly runs: number }

/** Throws what is no failure. Without a counterexample, what was tried counts. */
const endOf = (details: fc.RunDetails<[unknown]>, runs = details.numRuns): End => {
  const { seed, counterexample, counterexamplePath: path, errorInstance } = details
  if (counterexample !== null && errorInstance !== Failed) throw errorInstance
  return { seed, path, runs }
}
const Failed = Symbol('the input fails')

/** For each input that is to be tried, so many may be drawn in vain. */
const maxSkipsPerRun = 50
