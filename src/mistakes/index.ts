import { caughtBy } from './caught-by.ts'
import * as gallery from './gallery.ts'
import type { Mistake } from './mistake.ts'

/** The gallery: every mistake on show. */
export const mistakes: readonly Mistake[] = Object.values(gallery).map((exhibit) => ({
  ...exhibit,
  caughtBy: caughtBy[exhibit.id] ?? [],
}))
