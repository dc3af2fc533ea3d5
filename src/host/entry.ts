import type {} from 'vitest'
import type { ProcessLimits } from '../implementation/process.ts'
import type { Tier } from '../laws/law.ts'
import { explain } from '../verdict/explain.ts'
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
}

/** What stands in the place of a law where an implementation could not be connected. */
export const notHeld = 'trial'

/** The entry of a verdict on the implementation of a name, which has an address where a replay can find it. */
export const entryOf = (verdict: Verdict, name: string, address?: string, known?: Known): Entry => {
  const failures = failuresOf(verdict)
  const entry = { address: name, law: verdict.law.id, tier: verdict.law.tier, status: verdict.status, ...(failures.length > 0 ? { failures } : {}) }
  const excuse = known && excuseOf(known, entry)
  return {
    ...entry,
    text: explain(verdict, address),
    ...(verdict.status === 'skipped' ? { reason: verdict.reason } : {}),
    ...('census' in verdict ? { census: verdict.census } : {}),
    ...(excuse === undefined ? {} : { excuse }),
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

/** What a trial is told: which laws, how many inputs, from which seed, and how long a call may take, in milliseconds. */
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
