import type { DeclaredFormat, Domain, Elementary } from './numbers.ts'
import type { Arguments, OperationName, Result } from './operations.ts'
import type { OptionName } from './options.ts'
import type { Policies } from './policies.ts'
import type { Reproduce } from './reproduce.ts'

/** How long a call may take where nobody says otherwise, in milliseconds. */
export const defaultTimeLimit = 5000

/**
 * Someone's operations, with what they declare of numbers, options and policies. What is absent is
 * skipped and never passed.
 */
export type Implementation = {
  readonly name: string
  readonly version?: string
  readonly format: DeclaredFormat
  /** The logits that it is meant for: outside, nothing is judged. */
  readonly domain?: Domain
  /** How well its elementary functions are rounded, which tightens the accurate tier. */
  readonly elementary?: Elementary
  readonly options: readonly OptionName[]
  readonly policies: Policies
  /** How its users make the same calls without us. */
  readonly reproduce?: Reproduce
  /** What it offers; a call may answer at once, or with a promise. */
  readonly operations: {
    readonly [O in OperationName]?: (...args: Arguments<O>) => Result<O> | Promise<Result<O>>
  }
  /** The program behind the operations, where there is one. It keeps the time of its calls itself. */
  readonly program?: {
    /** How many calls it takes before it has answered the first. */
    readonly window: number
    /** The longest request that it reads, in bytes, and whether it reads vectors in base64. */
    readonly reads: { readonly maxLine: number; readonly base64: boolean }
    /** Whether it has so much to answer that another call would wait. */
    readonly isBusy: () => boolean
    /** Has it forget what it was asked: nobody waits for the answers, and they are none. */
    readonly abandon: () => void
    /**
     * Whether what a call did beside its result is told, and done to its arguments and to earlier
     * results here.
     */
    readonly effects: boolean
    /** How many seconds of a processor it has taken since it was started, where the system tells. */
    readonly seconds: () => number | undefined
    /** Tells it to stop, and comes back when it has left. */
    readonly close: () => Promise<void>
  }
}

/** An implementation with a program behind it. */
export type Foreign = Implementation & Required<Pick<Implementation, 'program'>>
