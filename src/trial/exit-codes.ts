import type { Outcome } from '../verdict/outcome.ts'
import { fateOf } from './standing.ts'

/**
 * Exit codes: no law is broken; one is, or accuracy was lost where that is asked for;
 * something could not be run; nothing was tested.
 */
export const exitCodes = { held: 0, broken: 1, failed: 2, untested: 4 } as const

/**
 * What is known to fail is as it should be, and accuracy that is lost breaks nothing unless one is
 * strict. A broken law counts before a trial that failed elsewhere, and both before silence, which
 * is never a success.
 */
export const exitCodeOf = (
  outcomes: readonly Outcome[],
  faults: readonly string[],
  isStrict = false,
): number => {
  const found = new Set(outcomes.map(fateOf))
  return (
    found.has('broken') || (isStrict && found.has('lost accuracy')) ? exitCodes.broken
    : found.has('errored') || faults.length > 0 ? exitCodes.failed
    : judged.some((fate) => found.has(fate)) ? exitCodes.held
    : exitCodes.untested
  )
}

const judged = ['held', 'lost accuracy', 'known to fail'] as const
