import { html, type Content, type Markup } from '../draw/markup.ts'
import { mark, marks } from '../page/marks.ts'
import { folded, inSections, page, table } from '../page/page.ts'
import type { Board, Row } from '../board/board.ts'
import { isConvention, type BoardCause } from '../board/cause.ts'
import { conclusionsOf } from '../board/conclusions.ts'
import { findingOf, type Finding, type Findings } from '../board/findings.ts'
import { librariesOf, scoreOf, type Library } from '../board/libraries.ts'
import {
  extentOf,
  formatOf,
  heldInWords,
  placeOf,
  sentences,
  suiteNotes,
  titleOf,
} from '../board/words.ts'
import { details } from './details.ts'

const isFound = (cause: BoardCause): boolean => !isConvention(cause)

/** The scoreboard as a page that stands alone. */
export const boardPage = (board: Board, findings?: Findings): string => {
  const libraries = librariesOf(board)
  const anchors = new Map(
    board.implementations
      .flatMap(({ causes }) => causes)
      .map((cause, i) => [cause, `cause-${i + 1}`] as const),
  )
  const cards = (id: string, is: (cause: BoardCause) => boolean): Markup =>
    html`${libraries.map((library, i) => cardsOf(library, is, `${id}-${i + 1}`, anchors, findings))}`
  return page(
    'Scoreboard | losslaws',
    html`<main>
<h1>Scoreboard</h1>
<ul>${conclusionsOf(board).map((sentence) => html`<li>${sentence}</li>`)}</ul>
${inSections([
  {
    id: 'libraries',
    title: 'Libraries',
    body: html`<p>${sentences.libraries}</p>${scores(libraries, suiteNotes(board))}${untried(board)}`,
  },
  {
    id: 'faults',
    title: 'Faults and accuracy',
    body: html`<p>${sentences.faults}</p>${cards('faults', isFound)}`,
  },
  {
    id: 'conventions',
    title: 'Conventions',
    body: html`<p>${sentences.conventions}</p>${cards('conventions', isConvention)}`,
  },
  ...details(board, anchors),
])}</main>`,
  )
}

const scores = (libraries: readonly Library[], notes: ReadonlyMap<Row, string>): Markup =>
  table(
    'Most everyday faults first',
    [
      'library',
      { number: 'everyday' },
      { number: 'other' },
      { number: 'not judged' },
      { number: 'less accurate' },
      { number: 'conventions' },
      { number: 'held' },
      'worst format',
    ],
    libraries.map((library, i) => [
      named(library, i + 1, notes.get(library.worst)),
      ...numbersOf(library.worst),
      library.others.length === 0 ?
        formatOf(library.worst, library)
      : folded(
          `${formatOf(library.worst, library)}, of ${library.others.length + 1}`,
          html`<ul class="plain">${library.others.map((row) => html`<li>${formatOf(row, library)}: ${numbersOf(row).join(', ')}</li>`)}</ul>`,
        ),
    ]),
  )

/** The name of a library, and what there is to note of its suite. */
const named = (library: Library, i: number, note: string | undefined): Content =>
  html`${linked(library, i)}${note !== undefined && html` <span class="quiet">${note}</span>`}`

/** The name of a library, which leads to its cards. */
const linked = (library: Library, i: number): Content => {
  const causes = [library.worst, ...library.others].flatMap((row) => row.causes)
  const id = causes.some(isFound) ? 'faults' : 'conventions'
  const title = titleOf(library)
  return causes.length === 0 ? title : html`<a href="#${id}-${i}">${title}</a>`
}

const numbersOf = (row: Row): readonly (number | string)[] => {
  const { everyday, elsewhere, unjudged, lost, conventions } = scoreOf(row)
  return [everyday, elsewhere, unjudged, lost, conventions, heldInWords(row)]
}

const untried = ({ untried: some }: Board): Content =>
  some.length > 0
  && table(
    'What could not be tried',
    ['address', 'why it could not be tried'],
    some.map(({ address, reason }) => [address, reason]),
  )

type Anchors = ReadonlyMap<BoardCause, string>

/** The cards of a library: of its worst format, and folded those of the others. */
const cardsOf = (
  library: Library,
  is: (cause: BoardCause) => boolean,
  id: string,
  anchors: Anchors,
  findings: Findings | undefined,
): Content => {
  const { worst, others } = library
  const of = (row: Row): readonly Markup[] =>
    row.causes.filter(is).map((it) => cardOf(it, anchors, findings && findingOf(findings, row, it)))
  const [mine, theirs] = [of(worst), others.map((row) => [row, of(row)] as const)]
  const more = theirs.filter(([, cards]) => cards.length > 0)
  const n = worst.causes.filter(is).length
  if (n === 0 && more.length === 0) return false
  return html`<details><summary>${titleOf(library)} <span class="quiet">${n} ${n === 1 ? 'cause' : 'causes'} in ${formatOf(worst, library)}</span></summary>
<div class="cards" id="${id}">${mine}${more.map(([row, cards]) => folded(`In ${formatOf(row, library)}: ${cards.length}`, cards))}</div></details>
`
}

const cardOf = (cause: BoardCause, anchors: Anchors, finding: Finding | undefined): Markup => {
  const rows: readonly (readonly [string, Content])[] = [
    ['claim', cause.claim],
    ['input', html`<code>${cause.input}</code>`],
    ['expected', html`<code>${cause.expected}</code>`],
    ['got', html`<code>${cause.got}</code>`],
    ['resembles', cause.mistakes.length > 0 && cause.mistakes.join(' or ')],
    ['laws', html`<code>${cause.laws.join(', ')}</code>`],
    ['told in', finding !== undefined && html`<a href="${finding.href}">${finding.title}</a>`],
  ]
  return html`<details class="card ${marks[cause.fate].tone}"><summary>${mark(cause.fate, '')} ${cause.title}, ${extentOf(cause)} <span class="quiet">${placeOf(cause)}</span></summary>
<dl id="${anchors.get(cause) ?? ''}">${rows.filter(([, value]) => value !== false).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>
`
}
