import { familyOf } from '../../src/laws/law.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { elsewhere, mistakesElsewhere } from './elsewhere.ts'

/**
 * The mistakes that show in a few classes and rows, under no option and no cotangent of a batch, in
 * what the page speaks of: it has no room for all.
 */
export const inSight = mistakes.filter(
  ({ id, from, writtenFor }) =>
    from === undefined
    && !mistakesElsewhere.includes(id)
    && !writtenFor.some((law) => elsewhere.includes(familyOf(law))),
)
