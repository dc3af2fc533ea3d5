import type { Implementation } from '../contract/implementation.ts'
import type { Call } from '../laws/law.ts'
import { answer, type Breach } from './inquire.ts'

/** How long an implementation may take over one call, and who stops it. */
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

/** What a computation gives that cannot go on at once, because an answer is a promise. */
export const Later = Symbol('the implementation answers with promises')

/** A watch over the computations that ask one implementation. */
export type Watch = {
  /**
   * How many inputs may be judged at once. A program that tells what a call does to earlier results
   * is asked in the order of the inputs.
   */
  readonly width: number
  /** Whether calls would have to wait for others. */
  readonly isBusy: () => boolean
  /** Leaves behind what was asked and has no answer yet. */
  readonly abandon: () => void
  /** Is told of each call before it is put. */
  readonly onCall: (call: Call) => void
  /** The value of a computation, or the call that hangs. */
  readonly inTime: <A>(run: () => A) => A | Breach
  /** The same, computed with promises where the implementation turns out to give them. */
  readonly run: <A>(atOnce: () => A | typeof Later, later: () => Promise<A>) => Promise<A | Breach>
}

/**
 * Watches over an implementation. When time runs out, the call that was under way is put once more
 * on its own: a call that hangs alone is guilty, else the computation is run again with twice the
 * time. A program keeps the time of its calls itself.
 */
export const watchOf = (
  implementation: Implementation,
  { timeLimit, interrupt }: Limits,
): Watch => {
  const isProgram = implementation.program !== undefined
  let pending: Call | undefined
  let patience = timeLimit
  let isLater = isProgram

  const inTime = <A>(run: () => A): A | Breach => {
    if (isProgram) return run()
    try {
      return interrupt(run, patience)
    } catch (error) {
      if (error !== TimeOut) throw error
      // A busy machine may have kept us from the first call.
      if (pending !== undefined && hangs(pending))
        return { breach: `did not answer within ${timeLimit} ms`, call: pending, isFatal: true }
      patience *= 2
      return inTime(run)
    }
  }
  const hangs = (call: Call): boolean => {
    try {
      interrupt(() => answer(implementation, call, timeLimit), timeLimit)
      return false
    } catch (error) {
      if (error !== TimeOut) throw error
      return true
    }
  }
  const { program } = implementation
  return {
    width: program === undefined || program.effects ? 1 : program.window,
    isBusy: program?.isBusy ?? (() => false),
    abandon: program?.abandon ?? (() => {}),
    onCall: (call) => void (pending = call),
    inTime,
    run: async (atOnce, later) => {
      const value = isLater ? Later : inTime(atOnce)
      if (value !== Later) return value
      isLater = true
      return later()
    },
  }
}
