import { given } from '../contract/given.ts'
import type {} from 'vitest'
import type { ProcessLimits } from '../programs/process.ts'
import type { Tier } from '../laws/law.ts'
import type { Shapes } from '../laws/shapes.ts'
import { excuseOf, type Known } from '../verdict/known.ts'
import type { LawOutcome, Outcome, Trial, Tried } from '../verdict/outcome.ts'

/** What one law came to at a trial: at which address, and why it may fail, where that is known. */
export const triedAs = (
  outcome: LawOutcome,
  trial: Trial,
  { address, known }: { readonly address?: string; readonly known?: Known },
): Tried => {
  const tried: Tried = { version: 1, ...given({ address }), ...outcome, trial }
  return { ...tried, ...given({ excuse: known && excuseOf(known, tried) }) }
}

declare module 'vitest' {
  interface TaskMeta {
    losslaws?: Outcome
  }
  interface ProvidedContext {
    losslaws: { readonly addresses: readonly string[]; readonly options: TrialOptions }
  }
}

/**
 * What a trial is told: which laws, how many inputs, of how many classes and rows at most, from
 * which seed, and how long a call may take, in milliseconds.
 */
export type TrialOptions = Partial<Shapes> & {
  readonly laws?: string
  readonly tier?: Tier
  readonly runs?: number
  readonly seed?: number
  /** Whether every input is judged where a law has few, which takes logits of 16 bits. */
  readonly exhaustive?: boolean
  readonly timeLimit?: number
  /** What foreign programs are granted, beside the time of a call. */
  readonly programs?: Partial<ProcessLimits>
  /** The one input to judge, instead of inputs that are drawn. */
  readonly at?: unknown
  /** What may fail, and how badly. */
  readonly known?: Known
  /** Whether the report tells what was skipped and where the inputs fell. */
  readonly verbose?: boolean
  /** Whether accuracy that is lost fails a trial as a broken law does. */
  readonly strict?: boolean
}
