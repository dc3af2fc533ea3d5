import { plain } from '../../contract/plain.ts'
import type { Board, Row } from '../board/board.ts'
import { isConvention, isFault, type BoardCause } from '../board/cause.ts'
import { conclusionsOf } from '../board/conclusions.ts'
import { findingOf, type Finding, type Findings } from '../board/findings.ts'
import { heldOf, librariesOf, scoreOf, type Library } from '../board/libraries.ts'
import {
  extentOf,
  formatOf,
  otherSuites,
  placeOf,
  sentences,
  suiteNotes,
  titleOf,
} from '../board/words.ts'

/** The scoreboard as Markdown, in tables and lines that a narrow screen holds. */
export const markdown = (board: Board, findings?: Findings): string => {
  const libraries = librariesOf(board)
  const others = otherSuites(board)
  return `${[
    '# Scoreboard',
    conclusionsOf(board)
      .map((sentence) => `- ${escaped(sentence)}`)
      .join('\n'),
    source,
    '## Libraries',
    escaped(sentences.libraries),
    tableOf(libraries, suiteNotes(board)),
    ...untried(board),
    '## Faults',
    ...libraries.flatMap((library) => faultsOf(library, findings)),
    '## Conventions',
    escaped(sentences.conventions),
    libraries.flatMap(conventionsOf).join('\n'),
    ...(others.length === 0 ?
      []
    : [
        '## Judged by another version of the suite',
        `${escaped(sentences.others)} This board was made by losslaws ${board.losslaws}, with ${board.laws} laws.`,
        suitesOf(others),
      ]),
  ].join('\n\n')}\n`
}
const source =
  'Written by `losslaws scoreboard`; every format by itself, family by family, with what is less '
  + 'accurate, is on a page in `scoreboard.html`, and the numbers are in `scoreboard.json`.'

const tableOf = (libraries: readonly Library[], notes: ReadonlyMap<Row, string>): string =>
  [
    ['library', 'everyday', 'other', 'held'],
    ['---', '---:', '---:', '---:'],
    ...libraries.map(({ name, worst }) => {
      const { everyday, elsewhere } = scoreOf(worst)
      const { held, judged } = heldOf(worst)
      const note = notes.get(worst)
      return [
        escaped(note === undefined ? name : `${name}, ${note}`),
        everyday,
        elsewhere,
        `${held}/${judged}`,
      ]
    }),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

const untried = ({ untried: some }: Board): string[] =>
  some.length === 0 ?
    []
  : [
      'What could not be tried:',
      some.map(({ address, reason }) => `- ${escaped(address)}: ${escaped(reason)}`).join('\n'),
    ]

/** The faults of a library in its worst format, and how many there are in the others. */
const faultsOf = (library: Library, findings: Findings | undefined): string[] => {
  const { worst, others } = library
  const mine = worst.causes.filter(isFault)
  const theirs = others
    .map((row) => ({ row, n: row.causes.filter(isFault).length }))
    .filter(({ n }) => n > 0)
    .map(({ row, n }) => `${formatOf(row, library)} ${n}`)
  if (mine.length === 0 && theirs.length === 0) return []
  const format = escaped(formatOf(worst, library))
  return [
    `### ${escaped(titleOf(library))}`,
    others.length === 0 ?
      `In ${format}:`
    : `In ${format}, its worst of ${others.length + 1} formats:`,
    mine.map((it) => lineOf(it, findings && findingOf(findings, worst, it))).join('\n'),
    ...(theirs.length === 0 ? [] : [`In others: ${escaped(theirs.join(', '))}.`]),
  ]
}

const lineOf = (cause: BoardCause, finding: Finding | undefined): string =>
  [
    `- **B** ${escaped(cause.title)}, ${extentOf(cause)}, ${placeOf(cause)}:`,
    `${escaped(cause.claim)} at ${escaped(cause.input)}${/^(?:threw|returned)\b/.test(cause.got) ? '' : ' is'} ${escaped(cause.got)}, expected ${escaped(cause.expected)}.`,
    ...(cause.mistakes.length === 0 ? [] : [`Like ${cause.mistakes.map(escaped).join(' or ')}.`]),
    ...(finding === undefined ? [] : [`See [${escaped(finding.title)}](${finding.href}).`]),
  ].join(' ')

/** What a library does otherwise, in any of its formats. */
const conventionsOf = (library: Library): string[] => {
  const titles = [library.worst, ...library.others]
    .flatMap((row) => row.causes)
    .filter((it) => it.fate === 'broken' && isConvention(it))
    .map(({ title }) => title)
  return titles.length === 0 ?
      []
    : [`- **${escaped(library.name)}**: ${escaped([...new Set(titles)].join('; '))}.`]
}

const suitesOf = (others: readonly Row[]): string => {
  const names = new Map<string, string[]>()
  for (const { name, losslaws, counts } of others) {
    const laws = Object.values(counts).reduce((a, b) => a + b, 0)
    const suite = `losslaws ${losslaws}, ${laws} laws`
    names.set(suite, [...new Set([...(names.get(suite) ?? []), name])])
  }
  return [...names]
    .map(([suite, some]) => `- ${escaped(suite)}: ${some.map(escaped).join(', ')}`)
    .join('\n')
}

/**
 * Text in a cell or a heading in which Markdown and HTML find nothing of theirs: whatever might
 * open a span, a link, a tag, a mention or a picture there is written as a character reference, or
 * behind a stroke.
 */
export const escaped = (text: string): string =>
  plain(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_<>&|~$@#]|(?<=\])[([:]|:(?=\/\/|[\w+-]+:)|(?<=www)\./gi, (c) =>
      c === '*' ? String.raw`\*` : `&#${c.charCodeAt(0)};`,
    )
