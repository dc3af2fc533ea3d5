import { plain } from '../../verdict/explain.ts'
import { marks } from '../html/marks.ts'
import { shown } from '../html/page.ts'
import { fates } from '../standing.ts'
import type { Board } from './board.ts'
import { gradesOn, inUlp, nameOf, partOf, seedsOf, sentences, shortOf } from './words.ts'

/** The scoreboard as Markdown: values and verdicts in tables of their own. */
export const markdown = (board: Board): string => {
  const { implementations, families, untried } = board
  const laws = families.reduce((sum, it) => sum + it.laws, 0)
  const operations = implementations[0]?.recorded.map(({ operation }) => operation) ?? []
  const heads = families.map(({ family, tiers }) =>
    tiers.includes('accurate') ? family : `${family} \\*`,
  )
  const named = implementations.map((row) => [nameOf(board, row), row] as const)
  return `${[
    '# Scoreboard',
    `${implementations.length} implementations before ${laws} laws in ${families.length} families. Written by \`losslaws scoreboard\` from the reports of their trials; the same numbers are in \`scoreboard.json\` and on a page in \`scoreboard.html\`.`,
    '## Who was on trial',
    table(
      ['implementation', 'address', ...fates, 'inputs a law', 'seed', 'losslaws', 'Node'],
      named.map(([name, row]) => [
        name,
        row.address,
        ...fates.map((fate) => String(row.counts[fate])),
        String(row.runs),
        seedsOf(row),
        row.losslaws,
        row.node,
      ]),
    ),
    ...(untried.length === 0 ?
      []
    : [
        table(
          ['address', 'why it could not be tried'],
          untried.map(({ address, reason }) => [address, reason]),
        ),
      ]),
    '## Verdicts',
    `${sentences.verdict} ${sentences.silence} A family with \\* has no accurate tier.`,
    gradesOn(board)
      .map((grade) => `- **${marks[grade].letter}** ${grade}: ${marks[grade].meaning}`)
      .join('\n'),
    raw(
      ['implementation', ...heads],
      named.map(([name, row]) => [
        escaped(name),
        ...row.families.map((cell) => `${marks[cell.verdict].letter} ${partOf(cell)}`.trim()),
      ]),
    ),
    '## Values',
    sentences.strain,
    raw(
      ['implementation', ...heads],
      named.map(([name, row]) => [
        escaped(name),
        ...row.families.map(({ strain }) => (strain === null ? '–' : shown(Number(strain)))),
      ]),
    ),
    '## Recorded cases',
    sentences.recorded,
    raw(
      ['implementation', ...operations.flatMap((operation) => [`${operation}, ulp`, 'verdict'])],
      named.map(([name, row]) => [
        escaped(name),
        ...row.recorded.flatMap((cell) => [inUlp(cell), marks[cell.verdict].letter]),
      ]),
    ),
    '## What does not hold',
    ...named
      .filter(([, { failures }]) => failures.length > 0)
      .flatMap(([name, { failures }]) => [
        `### ${escaped(name)}`,
        table(
          ['law', 'verdict', 'clearest input', 'expected', 'got'],
          failures.map((it) => [it.law, it.verdict, ...shortOf(it)]),
        ),
      ]),
  ].join('\n\n')}\n`
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  raw(
    columns,
    rows.map((row) => row.map(escaped)),
  )

const raw = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/**
 * Text in a cell or a heading in which Markdown and HTML find nothing of theirs: whatever might
 * open a span, a link, a tag, a mention or a picture there is written as a character reference.
 */
const escaped = (text: string): string =>
  plain(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      /[\\`*_<>&|~$@#]|(?<=\])[([:]|:(?=\/\/|[\w+-]+:)|(?<=www)\./gi,
      (c) => `&#${c.charCodeAt(0)};`,
    )
