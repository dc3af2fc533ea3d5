import { total } from '../../arithmetic/sequence.ts'
import { shortened } from '../../contract/plain.ts'
import { literal } from '../../contract/literal.ts'
import { formatInShort } from '../../contract/numbers.ts'
import { shown } from '../draw/numbers.ts'
import { expectedOf, gotOf } from '../../verdict/claim-in-words.ts'
import { claimFrom } from '../../verdict/written-claim.ts'
import { marks } from '../page/marks.ts'
import type { Grade } from '../../trial/standing.ts'
import type { Board, FailedLaw, RecordedCell, Row } from './board.ts'

/**
 * What an implementation is called on the board: by its own name, and by its address where another
 * is called the same.
 */
export const nameOf = ({ implementations }: Board, row: Row): string => {
  const own = ({ name, version, format }: Row) =>
    `${name}${version === null ? '' : ` ${version}`}, ${formatInShort(format)}`
  return implementations.filter((it) => own(it) === own(row)).length > 1 ?
      `${own(row)}, at ${row.address}`
    : own(row)
}

/** The grades that stand on a board. */
export const gradesOn = ({ implementations }: Board): Grade[] => {
  const met = new Set(
    implementations.flatMap((row) =>
      [...row.families, ...row.recorded].map(({ verdict }) => verdict),
    ),
  )
  return (Object.keys(marks) as (keyof typeof marks)[]).filter((grade): grade is Grade =>
    met.has(grade as Grade),
  )
}

/** How many laws of a family judged an implementation, where they were not all. */
export const partOf = ({ counts }: Row['families'][number]): string => {
  const all = total(Object.values(counts))
  return counts.skipped > 0 && counts.skipped < all ? `${all - counts.skipped}/${all}` : ''
}

/** The worst error in ulp, and the budget at that case. */
export const inUlp = ({ ulp, budget }: RecordedCell): string =>
  ulp === null || budget === null ? '–' : `${shown(Number(ulp))} of ${shown(Number(budget))}`

/** The sentences above the tables. */
export const sentences = {
  verdict:
    'The verdict in each family, and so the tier that was reached: accurate, '
    + 'textbook, or none where a law is broken, errored or known to fail, '
    + 'or where accuracy alone was judged and lost.',
  strain:
    'The worst strain of a claim: the part of its budget that the '
    + 'error uses, 1 at the edge and more outside. A family of textbook '
    + 'verdict may show more than 1 where accuracy was lost.',
  recorded:
    'The worst error over the recorded cases of each operation, in units in the last '
    + 'place of the true result, of the smallest budget at that case. The verdict is for '
    + 'all the cases and both tiers; another case may lie outside a smaller budget.',
  undecided:
    'There is no verdict at an input where the budget exceeds the result, which then proves nothing.',
  others:
    'These were judged by another version of the suite: its laws are counted as it judged '
    + 'them, and what it did not ask counts neither for nor against. Compare with care.',
  silence:
    'What an implementation does not have was not judged, and counts neither '
    + 'for it nor against it: 3/13 says that three laws of thirteen judged it.',
}

/** One failure in a few words: the clearest input, what was expected there, and what came. */
export const shortOf = ({
  witness,
  reason = '–',
}: FailedLaw): readonly [input: string, expected: string, got: string] => {
  const short = (text: string) => shortened(text, 120)
  if (witness === undefined) return [short(reason), '–', '–']
  const claim = witness.claim && claimFrom(witness.claim)
  return [
    short(literal(witness.input)),
    claim === undefined ? '–' : short(expectedOf(claim)),
    claim === undefined ? '–' : short(gotOf(claim)),
  ]
}
