import { familyOf } from '../../src/laws/law.ts'
import { mistakes } from '../../src/mistakes/index.ts'

const leftOut: readonly string[] = [
  'batch-options',
  'batch-vjp',
  'entropy',
  'kl-divergence',
  'hessian',
]

/**
 * The mistakes that show in a few classes and rows, under no option and no cotangent of a batch, in
 * what the page speaks of: it has no room for all.
 */
export const inSight = mistakes.filter(
  ({ from, writtenFor }) =>
    from === undefined && !writtenFor.some((law) => leftOut.includes(familyOf(law))),
)
