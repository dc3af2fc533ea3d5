import { html, type Content } from '../html/markup.ts'
import { legend, mark } from '../html/marks.ts'
import { folded, page, shown, table } from '../html/page.ts'
import { fates } from '../standing.ts'
import type { Board } from './board.ts'
import { gradesOn, inUlp, nameOf, partOf, seedsOf, sentences, shortOf } from './words.ts'

/** The scoreboard as a page that stands alone. */
export const boardPage = (board: Board): string => {
  const { implementations, families, untried } = board
  const named = implementations.map((row) => [nameOf(board, row), row] as const)
  const heads = families.map(({ family, tiers }) =>
    tiers.includes('accurate') ? family : `${family} *`,
  )
  const operations = implementations[0]?.recorded.map(({ operation }) => operation) ?? []
  return page(
    'Scoreboard | losslaws',
    html`<main><h1>Scoreboard</h1>
<p class="lead">${implementations.length} implementations before ${families.reduce((sum, it) => sum + it.laws, 0)} laws in ${families.length} families.</p>
${table(
  'Who was on trial, and what the laws came to',
  [
    'Implementation',
    'Address',
    ...fates.map((number) => ({ number })),
    { number: 'inputs a law' },
    'Seed',
    'losslaws',
    'Node',
  ],
  named.map(([name, row]): Content[] => [
    name,
    html`<code>${row.address}</code>`,
    ...fates.map((fate) => row.counts[fate]),
    row.runs,
    seedsOf(row),
    row.losslaws,
    row.node,
  ]),
)}
${
  untried.length > 0
  && table(
    'What could not be tried',
    ['Address', 'Why not'],
    untried.map(({ address, reason }) => [address, reason]),
  )
}
<h2>Verdicts</h2>
<p>${sentences.verdict} ${sentences.silence} A family with * has no accurate tier.</p>
${legend(gradesOn(board))}
${table(
  'Verdict in each family',
  ['Implementation', ...heads.map((tall) => ({ tall }))],
  named.map(([name, row]) => [
    name,
    ...row.families.map(
      (cell) => html`${mark(cell.verdict, '')} <span class="quiet">${partOf(cell)}</span>`,
    ),
  ]),
)}
<h2>Values</h2>
<p>${sentences.strain}</p>
${table(
  'Worst strain in each family, in budgets',
  ['Implementation', ...heads.map((number) => ({ number, tall: true as const }))],
  named.map(([name, row]) => [
    name,
    ...row.families.map(({ strain }) => (strain === null ? '–' : shown(Number(strain)))),
  ]),
)}
<h2>Recorded cases</h2>
<p>${sentences.recorded}</p>
${table(
  'Recorded cases of each operation',
  ['Implementation', ...operations.flatMap(() => [{ number: 'ulp' }, 'verdict'])],
  named.map(([name, row]) => [
    name,
    ...row.recorded.flatMap((cell) => [inUlp(cell), mark(cell.verdict, '')]),
  ]),
  operations,
)}
<h2>What does not hold</h2>
${named
  .filter(([, { failures }]) => failures.length > 0)
  .map(([name, { failures }]) =>
    folded(
      `${name}: ${failures.length}`,
      table(
        `What does not hold of ${name}`,
        ['Law', 'Verdict', 'Clearest input', 'Expected', 'Got'],
        failures.map((it) => [
          html`<code>${it.law}</code>`,
          mark(it.verdict),
          ...shortOf(it).map((text) => html`<code>${text}</code>`),
        ]),
      ),
    ),
  )}
</main>`,
  )
}
