import type { Claim } from '../laws/claim.ts'
import type { AnyLaw } from '../laws/law.ts'
import type { Fault } from './fault.ts'
import type { Breach } from './inquire.ts'

/** An input at which the implementation broke the law, with the claims that were refuted there. */
export type Witness = {
  readonly input: unknown
  readonly refuted: readonly Claim[]
  /** The greatest strain among them: one more than the distance outside, in budgets. */
  readonly strain: number
  /** The greatest error among them, in ulp of the true result, where that is recorded. */
  readonly ulps?: number
}

/**
 * How far beyond its budget a witness must lie to be called clear: no reader will take it for
 * rounding.
 */
export const clear = 1000

/**
 * How often each region of the inputs was visited: gaps, ties, offsets, numbers of classes, masks.
 */
export type Census = Readonly<Record<string, number>>

/**
 * The worst strain seen in each band of the gap between the top two logits, or of a lone logit's
 * distance from zero.
 */
export type Profile = Readonly<Record<string, number>>

/**
 * The greatest error of a recorded case in ulp of the true result, with the budget there, whether
 * it was kept or not.
 */
export type UlpError = { readonly ulp: number; readonly budget: number; readonly input: unknown }

/**
 * What was met on the way: where the inputs lay, how near the edge of a budget, and the error where
 * truth is recorded.
 */
export type Course = {
  /** Where an exhaustive trial judged all inputs, of one form at least: which, and how many. */
  readonly all?: All
  readonly census: Census
  readonly profile?: Profile
  readonly error?: UlpError
  /** How many of the inputs gave no verdict, where some did: the budget exceeded the result. */
  readonly undecided?: number
  readonly unasked?: Unasked
}

/** Inputs that were judged one by one until none was left. */
export type All = {
  readonly inputs: number
  /** Words that tell them from the others of the law, where it has others. */
  readonly form?: string
  /** Whether a domain was declared, so that they are all inputs in it. */
  readonly isInDomain?: true
  /** At how many of them the law is broken, where it is broken at any input. */
  readonly failing?: number
}

/** How many inputs were not judged because a line would have been longer than may be, and which. */
export type Unasked = { readonly reason: string; readonly inputs: number }

/** How to see the same again: fast-check's seed and path. */
export type Replay = { readonly seed: number; readonly path: string | null }

/**
 * What a trial of one law came to. Only `passed` says that the law held, and it never stands for
 * what was not computed. Where all inputs of the law are recorded, `cases` are the verdicts at each
 * that failed.
 */
export type Verdict = { readonly law: AnyLaw } & (
  | ({
      readonly status: 'passed'
      readonly runs: number
      readonly seed: number
      readonly worst: number
    } & Course)
  | ({
      readonly status: 'falsified'
      readonly smallest: Witness
      readonly clearest: Witness
      /** What is wrong at the clearest witness. */
      readonly fault?: Fault
      readonly replay: Replay
      readonly cases?: readonly Verdict[]
    } & Course)
  | {
      readonly status: 'errored'
      readonly reason: string
      readonly input?: unknown
      /** How the contract was breached there, and at which call, where it was. */
      readonly breach?: Breach
      readonly fault?: Fault
      readonly replay?: Replay
      readonly cases?: readonly Verdict[]
    }
  | { readonly status: 'skipped'; readonly reason: string }
)
