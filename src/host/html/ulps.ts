import type { Entry } from '../entry.ts'
import { fateOf } from '../standing.ts'
import { html, type Markup } from './markup.ts'
import { mark } from './marks.ts'
import { shown, table } from './page.ts'

/** The recorded cases: the worst error of each file in ulp, beside the budget at that very case. */
export const ulps = (groups: ReadonlyMap<string, readonly Entry[]>): Markup => {
  const measured = [...groups]
    .map(
      ([address, entries]) =>
        [address, entries.filter(({ error }) => error !== undefined)] as const,
    )
    .filter(([, entries]) => entries.length > 0)
  if (measured.length === 0) return html``
  return html`<h2>Recorded cases, in units in the last place</h2>
<p>The worst error over all the cases of a law, kept or not, and the budget of that case. The verdict is for all of them: another case may lie outside a smaller budget.</p>
${measured.map(
  ([address, entries]) => html`<h3>${address}</h3>
${table(
  `Recorded cases of ${address}`,
  [
    'Law',
    { number: 'cases' },
    { number: 'worst error, ulp' },
    { number: 'budget there, ulp' },
    { number: 'worst strain' },
    'at',
    'Verdict',
  ],
  entries.map((entry) => [
    html`<code>${entry.law}</code>`,
    entry.census?.['recorded cases'] ?? '–',
    shown(Number(entry.error?.ulp)),
    shown(Number(entry.error?.budget)),
    shown(Number(entry.strain)),
    html`<code>${entry.error?.case}</code>`,
    mark(fateOf(entry)),
  ]),
)}`,
)}
`
}
