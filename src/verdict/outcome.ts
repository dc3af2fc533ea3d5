import { greatest } from '../arithmetic/sequence.ts'
import type { JsonNumber } from '../contract/literal.ts'
import type { DeclaredFormat, Elementary, WrittenDomain } from '../contract/numbers.ts'
import type { AnyLaw, Tier } from '../laws/law.ts'
import type { Fault } from './fault.ts'
import type { All, Census, Replay, Unasked } from './verdict.ts'
import type { WrittenClaim } from './written-claim.ts'

/**
 * What a trial came to, for one law or before any, as data that JSON keeps: one line of JSON Lines.
 * Reports, boards and exit codes are functions of outcomes.
 */
export type Outcome = Tried | Untried

/** What one law came to, and at whose trial. */
export type Tried = LawOutcome & {
  readonly version: 1
  /** Where a replay finds the implementation, if it has an address. */
  readonly address?: string
  readonly trial: Trial
  /** Why it may fail, where every failure is known. */
  readonly excuse?: string
}

/** An implementation that could not be tried. */
export type Untried = {
  readonly version: 1
  readonly status: 'untried'
  readonly address: string
  readonly reason: string
}

/** What was checked, as it describes itself, and under which circumstances. */
export type Trial = {
  readonly name: string
  readonly version?: string
  /** As it declares them: what it reads, computes in and answers in, and for which logits. */
  readonly format: DeclaredFormat
  readonly domain?: WrittenDomain
  readonly elementary?: Elementary
  /** What was asked for: the seed, inputs a law, the most classes and rows, and which laws. */
  readonly seed?: number
  readonly runs: number
  readonly classes?: number
  readonly rows?: number
  readonly laws?: string
  readonly tier?: Tier
  /** Whether laws with few inputs were to judge each of them. */
  readonly exhaustive?: true
  /** How many laws there are in this version of the suite, whatever was asked for. */
  readonly suite: number
  readonly losslaws: string
  readonly node: string
}

/** What one law came to. */
export type LawOutcome = { readonly law: string } & Pick<AnyLaw, 'tier' | 'equation' | 'proof'>
  & (Passed | Falsified | Errored | { readonly status: 'skipped'; readonly reason: string })

type Passed = {
  readonly status: 'passed'
  readonly runs: number
  readonly seed: number
  /** The worst strain of a claim, in budgets: at most 1. */
  readonly worst: JsonNumber
} & Measured

type Falsified = {
  readonly status: 'falsified'
  readonly smallest: WrittenWitness
  readonly clearest: WrittenWitness
  readonly fault?: Fault
  readonly replay: Replay
  readonly likeness?: Likeness
  readonly cases?: readonly FailedCase[]
} & Measured

type Errored = {
  readonly status: 'errored'
  readonly reason: string
  readonly input?: unknown
  /**
   * What came instead of an answer. Unless nothing came back at all, that breaks the law.
   */
  readonly answer?: {
    /** The call, in words. */
    readonly about: string
    readonly expected: string
    readonly got: string
    readonly isMissing?: true
  }
  readonly fault?: Fault
  readonly replay?: Replay
  readonly cases?: readonly FailedCase[]
}

/** An input at which the law was broken: the first claim that was refuted there, and how many were. */
export type WrittenWitness = {
  readonly input: unknown
  readonly claim?: WrittenClaim
  readonly refuted: number
  readonly strain: JsonNumber
}

/** A recorded case that failed: an input is then the id of a case. */
export type FailedCase = { readonly case: string } & (
  | { readonly status: 'falsified'; readonly strain: JsonNumber; readonly ulp: JsonNumber }
  | { readonly status: 'errored'; readonly reason: string }
)

/** The mistakes with which an implementation agrees on so many probes of an operation: on all. */
export type Likeness = {
  readonly operation: string
  /** Ids of the gallery. */
  readonly mistakes: readonly string[]
  readonly probes: number
}

/** What was met on the way. */
export type Measured = {
  /** Where an exhaustive trial judged all inputs, of one form at least: which, and how many. */
  readonly all?: All
  readonly census: Census
  /** How many inputs gave no verdict, where some did: the budget exceeded the result. */
  readonly undecided?: number
  /** How many inputs were not judged, where a line would have been longer than may be. */
  readonly unasked?: Unasked
  readonly profile?: Readonly<Record<string, JsonNumber>>
  /** The worst error of a recorded case, in ulp of the true result, and the budget there. */
  readonly error?: {
    readonly ulp: JsonNumber
    readonly budget: JsonNumber
    readonly case: string
  }
  /**
   * How far the gradient lies from a difference of the loss, step by step; and that of the
   * reference in the same formats.
   */
  readonly stepErrors?: {
    readonly own: readonly JsonNumber[]
    readonly reference: readonly JsonNumber[]
  }
}

/** What was checked: an address, or what an implementation without one calls itself. */
export const subjectOf = (outcome: Outcome): string =>
  outcome.status === 'untried' ? outcome.address : (outcome.address ?? outcome.trial.name)

export const isTried = (outcome: Outcome): outcome is Tried => outcome.status !== 'untried'

/** The outcome of a law on which claims were made, so that there is something to measure. */
export type MeasuredOutcome = Extract<Tried, Measured>
export const isMeasured = (outcome: Outcome): outcome is MeasuredOutcome => 'census' in outcome

/** The worst strain of a claim, in budgets, where claims were made: at most 1 if the law held. */
export const strainOf = (outcome: LawOutcome): number | undefined =>
  outcome.status === 'passed' ? Number(outcome.worst)
  : outcome.status === 'falsified' ?
    greatest(
      [
        outcome.clearest,
        outcome.smallest,
        ...(outcome.cases ?? []).filter((it) => it.status === 'falsified'),
      ].map(({ strain }) => Number(strain)),
    )
  : undefined
