import { mistake, type Mistake } from '../../src/mistakes/mistake.ts'
import { scope } from './scope.ts'
import type {} from './shown.ts'

Object.assign(globalThis, scope)

/**
 * The gallery that the page shows, made of the cards themselves: stands in the judge for the index
 * of `src/mistakes`, which would travel twice.
 */
export const mistakes: readonly Mistake[] = shown.map(
  ({ operations, policies, caughtBy, telling, unique: _, ...words }) => ({
    ...mistake({
      ...words,
      sightings: [],
      writtenFor: caughtBy.slice(0, telling),
      policies,
      operations: operations(),
    }),
    caughtBy,
  }),
)

/** Whether its answers are those of no other mistake, among all that there are. */
export const isUnique = (mistake: string): boolean =>
  shown.some(({ id, unique }) => unique && id === mistake)
