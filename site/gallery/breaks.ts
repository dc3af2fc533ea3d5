import { inSight } from './in-sight.ts'

/**
 * The laws that each mistake on show breaks, the most telling first. The script of the page has
 * another file in the place of this one, which reads the cards.
 */
export const breaks: ReadonlyMap<string, readonly string[]> = new Map(
  inSight.map(({ id, caughtBy, writtenFor }) => [id, [...new Set([...writtenFor, ...caughtBy])]]),
)
