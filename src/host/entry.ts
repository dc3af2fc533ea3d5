import { given } from '../implementation/given.ts'
import { greatest } from '../arithmetic/sequence.ts'
import type {} from 'vitest'
import type { FormatName } from '../arithmetic/format.ts'
import { jsonNumber, type JsonNumber } from '../implementation/wire.ts'
import type { ProcessLimits } from '../implementation/process.ts'
import type { Tier } from '../laws/law.ts'
import { evidenceOf, explain, plain } from '../verdict/explain.ts'
import { excuseOf, failuresOf, type Failure, type Known } from '../verdict/known.ts'
import type { Census, Status, Verdict } from '../verdict/verdict.ts'

/** A verdict as plain data that survives a worker, a blob report and JSON. */
export type Entry = {
  readonly address: string
  /** The id of the law, or of what stood in its place when the trial could not begin. */
  readonly law: string
  readonly tier: Tier
  readonly status: Status
  readonly text: string
  /** Why it was skipped. */
  readonly reason?: string
  readonly census?: Census
  readonly failures?: readonly Failure[]
  /** Why it may fail, where every failure is known. */
  readonly excuse?: string
  /** The worst strain of a claim, in budgets: at most 1 where the law held. */
  readonly strain?: JsonNumber
  /** The worst strain in each band of the gap. */
  readonly profile?: Readonly<Record<string, JsonNumber>>
  /** The worst error of a recorded case, in ulp of the true result, and the budget there. */
  readonly error?: { readonly ulp: JsonNumber; readonly budget: JsonNumber; readonly case: string }
  /** What speaks against the implementation, in rows with names. */
  readonly evidence?: readonly (readonly string[])[]
  /**
   * How far the gradient lies from a difference of the loss, step by step; and that of the
   * reference in this format.
   */
  readonly stepErrors?: {
    readonly own: readonly JsonNumber[]
    readonly reference: readonly JsonNumber[]
  }
  readonly trial?: Trial
}

/** What was on trial, as it says itself, and under which circumstances. */
export type Trial = {
  readonly name: string
  readonly version?: string
  readonly format: FormatName
  /** What was asked for: the seed, inputs a law, and which laws. */
  readonly seed?: number
  readonly runs: number
  readonly laws?: string
  readonly tier?: Tier
  readonly losslaws: string
  readonly node: string
}

/** What stands in the place of a law where an implementation could not be connected. */
export const notHeld = 'trial'

/**
 * The entry of a verdict on the implementation of a name, which has an address where a replay can
 * find it; and what it looks like.
 */
export const entryOf = (
  verdict: Verdict,
  name: string,
  address?: string,
  known?: Known,
  likeness?: string,
): Entry => {
  const failures = failuresOf(verdict)
  const entry = {
    address: name,
    law: verdict.law.id,
    tier: verdict.law.tier,
    status: verdict.status,
    ...(failures.length > 0 ? { failures } : {}),
  }
  const excuse = known && excuseOf(known, entry)
  return {
    ...entry,
    text: explain(verdict, address, likeness),
    ...(verdict.status === 'skipped' ? { reason: verdict.reason } : {}),
    ...('census' in verdict ? { census: verdict.census } : {}),
    ...given({ excuse }),
    ...measured(verdict),
    ...(verdict.status === 'falsified' ?
      { evidence: evidenceOf(verdict, address, likeness).map((row) => row.map(plain)) }
    : {}),
  }
}

const measured = (verdict: Verdict): Pick<Entry, 'strain' | 'profile' | 'error'> => {
  if (verdict.status !== 'passed' && verdict.status !== 'falsified') return {}
  const { profile, error } = verdict
  const strains =
    verdict.status === 'passed' ?
      [verdict.worst]
    : [verdict, ...(verdict.cases ?? [])].flatMap((it) =>
        it.status === 'falsified' ? [it.clearest.strain, it.smallest.strain] : [],
      )
  return {
    strain: jsonNumber(greatest(strains)),
    ...(profile === undefined ?
      {}
    : {
        profile: Object.fromEntries(
          Object.entries(profile).map(([band, strain]) => [band, jsonNumber(strain)]),
        ),
      }),
    ...(error === undefined ?
      {}
    : {
        error: {
          ulp: jsonNumber(error.ulp),
          budget: jsonNumber(error.budget),
          case: String(error.input),
        },
      }),
  }
}

declare module 'vitest' {
  interface TaskMeta {
    losslaws?: Entry
  }
  interface ProvidedContext {
    losslaws: { readonly addresses: readonly string[]; readonly options: TrialOptions }
  }
}

/**
 * What a trial is told: which laws, how many inputs, from which seed, and how long a call may take,
 * in milliseconds.
 */
export type TrialOptions = {
  readonly laws?: string
  readonly tier?: Tier
  readonly runs?: number
  readonly seed?: number
  readonly timeLimit?: number
  /** What foreign programs are granted, beside the time of a call. */
  readonly programs?: Partial<ProcessLimits>
  /** The one input to judge, instead of inputs that are drawn. */
  readonly at?: unknown
  /** What may fail, and how badly. */
  readonly known?: Known
}
