import type { Outcome } from '../verdict/outcome.ts'
import { exitCodes } from './exit-codes.ts'
import { fateOf } from './standing.ts'

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
