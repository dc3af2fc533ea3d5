import type { Mistake } from './mistake.ts'
import softmaxNoMaxShift from './softmax-no-max-shift.ts'

/** The gallery: every mistake on show. */
export const mistakes: readonly Mistake[] = [
  softmaxNoMaxShift,
]
