import { familyOf } from '../../src/laws/law.ts'
import { mistakes } from '../../src/mistakes/index.ts'

/**
 * The mistakes that show in a few classes and rows, and under no option: a page has no room for all.
 * The script has no others, and of these not what they were written for.
 */
export const inSight = mistakes.filter(
  ({ from, writtenFor = [] }) =>
    from === undefined && !writtenFor.some((law) => familyOf(law) === 'batch-options'),
)
