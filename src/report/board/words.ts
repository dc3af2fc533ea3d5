import { total } from '../../arithmetic/sequence.ts'
import { shortened } from '../../contract/plain.ts'
import { formatInShort } from '../../contract/numbers.ts'
import { shown } from '../draw/numbers.ts'
import type { Board, RecordedCell, Row } from './board.ts'
import type { BoardCause } from './cause.ts'
import { heldOf, type Library } from './libraries.ts'

/** A library with its version, which may itself begin with the name: `JAX 0.10.2, Optax 0.2.8`. */
export const titleOf = ({ name, version }: Pick<Library, 'name' | 'version'>): string =>
  version === null ? name
  : version.toLowerCase().startsWith(`${name.toLowerCase()} `) ? version
  : `${name} ${version}`

/** The format of a row; and its address where another row of the library has the same. */
export const formatOf = (row: Row, { worst, others }: Library): string => {
  const own = formatInShort(row.format)
  const isOne =
    [worst, ...others].filter(({ format }) => formatInShort(format) === own).length === 1
  return isOne ? own : `${own}, at ${row.address}`
}

/** What each row of a board is called where it stands alone, so that no two are alike. */
export const rowNames = ({ implementations }: Board): ReadonlyMap<Row, string> => {
  const own = (row: Row) => `${titleOf(row)}, ${formatInShort(row.format)}`
  return new Map(
    implementations.map((row) => [
      row,
      implementations.some((it) => it !== row && own(it) === own(row)) ?
        `${own(row)}, at ${row.address}`
      : own(row),
    ]),
  )
}

/** How many laws held of those that judged. */
export const heldInWords = (row: Row): string => {
  const { held, judged } = heldOf(row)
  return `${held} of ${judged}`
}

/** How many laws of a family judged an implementation, where they were not all. */
export const partOf = ({ counts }: Row['families'][number]): string => {
  const all = total(Object.values(counts))
  return counts.skipped > 0 && counts.skipped < all ? `${all - counts.skipped}/${all}` : ''
}

/** The worst error in ulp, and the budget at that case. */
export const inUlp = ({ ulp, budget }: RecordedCell): string =>
  ulp === null || budget === null ? '–' : `${shown(Number(ulp))} of ${shown(Number(budget))}`

/** In how many laws a cause shows. */
export const extentOf = ({ laws }: BoardCause): string =>
  `in ${laws.length} ${laws.length === 1 ? 'law' : 'laws'}`

/** Where a cause shows. */
export const placeOf = ({ region }: BoardCause): string => region ?? 'region not known'

/** Rows that another version of the suite judged, and in which laws it differs. */
export const otherSuites = ({ losslaws, laws, implementations }: Board): readonly Row[] =>
  implementations.filter(
    (row) =>
      row.losslaws !== losslaws
      || row.unknown.length > 0
      || row.missing.length > 0
      || total(Object.values(row.counts)) !== laws,
  )
/** What the tables say beside a library whose worst format another version of the suite judged. */
export const suiteNotes = (board: Board): ReadonlyMap<Row, string> =>
  new Map(otherSuites(board).map((row) => [row, 'another suite']))
export const listed = (laws: readonly string[]): string =>
  laws.length === 0 ? 'none' : shortened(`${laws.length}: ${laws.join(', ')}`, 300)

/** The sentences above the tables. */
export const sentences = {
  libraries:
    'A row is a library in the format in which it does worst. Numbers count causes: everyday faults show '
    + 'at logits up to 100 and gaps up to 50, at any number of classes and rows; other faults beyond. What is less '
    + 'accurate, or at odds with a convention, is no fault.',
  faults: 'One card for each cause, with the input that shows it best.',
  conventions:
    'Infinities, NaN, labels that are no class, empty rows and what a policy decides: '
    + 'the mathematics of finite logits says nothing of these, and a library is held to what it declares.',
  verdict:
    'The verdict in each family, and so the tier that was reached: accurate, '
    + 'textbook, or none where a law is broken, errored or known to fail, '
    + 'or where accuracy alone was judged and lost. What an implementation does not have was not judged: '
    + '3/13 says that three laws of thirteen judged it. A family with * has no accurate tier.',
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
} as const
