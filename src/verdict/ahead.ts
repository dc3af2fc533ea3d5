import * as fc from 'fast-check'
import { isBreach, type MaybePromise } from './inquire.ts'
import type { Finding } from './judge-at.ts'
import type { Watch } from './watch.ts'

/** What a look ahead needs to know of a search. */
export type Ahead = {
  readonly arbitrary: fc.Arbitrary<unknown>
  readonly isInput: (input: unknown) => boolean
  readonly parameters: fc.Parameters<[unknown]> & {
    readonly seed: number
    readonly numRuns: number
  }
  /** How many draws may be in vain. */
  readonly maxSkips: number
  readonly judge: (input: unknown) => MaybePromise<Finding>
  /** Takes the finding at the next input that is tried, and says whether the search ends there. */
  readonly take: (input: unknown, finding: Finding) => boolean
}

/** Where a search of what was drawn ended: after so many inputs, and if at a failure, where. */
export type Seen = {
  readonly runs: number
  readonly failed?: { readonly path: string; readonly judging: Promise<Finding> }
}

/**
 * Judges inputs as they are drawn, many at once, and takes the findings in the order of the inputs:
 * up to the first failure, they are what a search that waits for each of them comes to.
 */
export const lookAhead = async (
  { arbitrary, isInput, parameters, maxSkips, judge, take }: Ahead,
  { width, isBusy, abandon }: Watch,
): Promise<Seen> => {
  const { numRuns } = parameters
  /** What was drawn and is not taken, in order; and how much of that is being judged. */
  const drawn: Drawn[] = []
  let [draws, underWay, runs, skips] = [0, 0, 0, 0]
  let failed: Seen['failed']
  const isOver = () => failed !== undefined || runs === numRuns || skips > maxSkips
  // The first input is judged alone, and then twice as many each time: what ends a program is often
  // met early, and ends it once more for each input that is under way.
  const isFull = () =>
    underWay > 0
    && (underWay >= Math.min(width, runs + 1) || runs + underWay >= numRuns || isBusy())

  const takeOldest = async ({ input, path, judging }: Drawn): Promise<void> => {
    drawn.shift()
    if (judging === undefined) return void skips++
    const finding = await judging.catch(() => undefined)
    underWay--
    if (isBreach(finding) && finding.isOutside) return void skips++
    runs++
    if (finding === undefined || take(input, finding)) failed = { path, judging }
  }
  const property = fc.asyncProperty(arbitrary, async (input) => {
    const judging = isInput(input) ? begun(judge, input) : undefined
    if (judging !== undefined) underWay++
    drawn.push({ input, path: String(draws++), judging })
    for (
      let oldest = drawn[0];
      oldest !== undefined && !isOver() && (oldest.judging === undefined || isFull());
      oldest = drawn[0]
    )
      await takeOldest(oldest)
    if (isOver()) throw Over
  })
  if (isOver()) return { runs }
  const { errorInstance } = await fc.check(property, {
    ...parameters,
    numRuns: numRuns + maxSkips + 1,
    endOnFailure: true,
  })
  if (underWay > 0) abandon()
  if (errorInstance !== Over) throw errorInstance
  return { runs, ...(failed === undefined ? {} : { failed }) }
}

type Drawn = {
  readonly input: unknown
  readonly path: string
  /** Undefined where it may not be tried. */
  readonly judging: Promise<Finding> | undefined
}
const Over = Symbol('no more is drawn')

/** A finding to come, which may be left behind. */
const begun = (
  judge: (input: unknown) => MaybePromise<Finding>,
  input: unknown,
): Promise<Finding> => {
  const judging = (async () => judge(input))()
  judging.catch(() => {})
  return judging
}
