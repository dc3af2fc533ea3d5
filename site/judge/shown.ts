import type { Mistake } from '../../src/mistakes/mistake.ts'

/**
 * A mistake as its card on the page shows it: its words, the laws that it breaks, how many of these
 * it was written for, and its code, which is that of the card to the letter.
 */
export type Shown = Pick<Mistake, 'id' | 'story' | 'mend' | 'caughtBy'> & {
  readonly telling: number
  /** Whether the whole gallery has no other with the same answers. */
  readonly unique: boolean
  readonly policies: Mistake['implementation']['policies']
  readonly operations: () => Mistake['implementation']['operations']
}

declare global {
  /** Stands before the script of the judge, made from the cards. */
  var shown: readonly Shown[]
}
