import { total } from '../../arithmetic/sequence.ts'
import { mistakes } from '../../mistakes/index.ts'
import { regions } from '../../laws/region.ts'
import type { Board, Row } from './board.ts'
import { isEveryday, isFault, type BoardCause } from './cause.ts'
import { heldOf, librariesOf, scoreOf, type Library } from './libraries.ts'

/** What to conclude from a board, in ten sentences at most. */
export const conclusionsOf = (board: Board): readonly string[] => {
  const libraries = librariesOf(board)
  const rows = board.implementations
  const sums = rows.map(heldOf)
  const having = (is: (row: Row) => boolean): readonly Library[] =>
    libraries.filter(({ worst, others }) => [worst, ...others].some(is))
  const faulty = (is: (cause: BoardCause) => boolean) =>
    having(({ causes }) => causes.some((it) => isFault(it) && is(it)))
  const isIn =
    (...places: readonly (typeof regions)[number][]) =>
    (it: BoardCause) =>
      places.some((place) => place === it.region)
  const right = libraries.filter(
    (it) =>
      !faulty(() => true).includes(it) && !having((row) => row.counts.errored > 0).includes(it),
  )
  const older = rows.filter(({ isBlamed }) => !isBlamed)
  const placeless = older.flatMap(({ causes }) => causes).filter(({ region }) => region === null)
  return [
    `${counted(libraries.length, 'library', 'libraries')} in ${counted(rows.length, 'format', 'formats')}: ${total(sums.map(({ held }) => held))} of ${total(sums.map(({ judged }) => judged))} laws that judged them held.`,
    ...sentence(right, 'without a fault, accuracy and conventions aside'),
    ...sentence(faulty(isEveryday), 'wrong at logits of an everyday network'),
    ...sentence(
      faulty(isIn('tail', 'large offset')),
      'wrong where logits are large or lie far apart',
    ),
    ...sentence(faulty(isIn('masked')), 'wrong where a class is masked'),
    ...commonest(libraries),
    ...sentence(
      having((row) => scoreOf(row).lost > 0),
      'less accurate somewhere than the best algorithm',
    ),
    ...sentence(
      having((row) => row.counts.errored > 0),
      'not judged by some law, since a call failed',
    ),
    ...sentence(
      having((row) => scoreOf(row).conventions > 0),
      'at odds with a convention, at infinities, NaN, labels or empty rows, which is no fault',
    ),
    ...(older.length === 0 ?
      []
    : [
        `${counted(older.length, 'format was', 'formats were')} judged by an older suite, which did not ask what operation is wrong, nor where: the board takes both from claim and input, and cannot tell where for ${counted(placeless.length, 'cause', 'causes')}.`,
      ]),
  ]
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const sentence = (some: readonly Library[], what: string): readonly string[] =>
  some.length === 0 ?
    []
  : [`${some.length} ${some.length === 1 ? 'is' : 'are'} ${what}: ${namesOf(some)}.`]

const namesOf = (some: readonly Library[]): string => {
  const names = some.map(({ name }) => name)
  const rest = names.length - most
  return rest > 1 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}
const most = 8

/** The mistake of the gallery that most libraries are like. */
const commonest = (libraries: readonly Library[]): readonly string[] => {
  const [first] = mistakes
    .map(({ id, story }) => ({
      id,
      story,
      like: libraries.filter(({ worst, others }) =>
        [worst, ...others].some(({ causes }) =>
          causes.some((it) => isFault(it) && it.mistakes.includes(id)),
        ),
      ),
    }))
    .toSorted((a, b) => b.like.length - a.like.length)
  return first === undefined || first.like.length < 2 ?
      []
    : [
        `The commonest mistake is ${first.id}, in ${first.like.length}: ${namesOf(first.like)}. ${first.story}`,
      ]
}
