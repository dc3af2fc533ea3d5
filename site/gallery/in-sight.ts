import { mistakes } from '../../src/mistakes/index.ts'

/** The mistakes that show in a few classes and rows: a page has no room for a vocabulary. */
export const inSight = mistakes.filter(({ from }) => from === undefined)
