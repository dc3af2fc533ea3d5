import { html } from '../draw/markup.ts'
import { shown } from '../draw/numbers.ts'
import { isMeasured, strainOf } from '../../verdict/outcome.ts'
import { fateOf, type Groups } from '../../trial/standing.ts'
import { mark } from './marks.ts'
import { folded, table, type Section } from './page.ts'

/** The recorded cases: the worst error of each file in ulp, beside the budget at that very case. */
export const ulps = (groups: Groups): Section | undefined => {
  const measured = [...groups]
    .map(
      ([address, outcomes]) =>
        [address, outcomes.filter(isMeasured).filter(({ error }) => error !== undefined)] as const,
    )
    .filter(([, outcomes]) => outcomes.length > 0)
  if (measured.length === 0) return undefined
  const body = html`<p>The worst error, in units in the last place, over all the cases of a law, kept or not, and the budget of that case. The verdict is for all of them: another case may lie outside a smaller budget.</p>
${measured.map(([name, outcomes]) =>
  folded(
    name,
    table(
      `Recorded cases of ${name}`,
      [
        'Law',
        { number: 'cases' },
        { number: 'worst error, ulp' },
        { number: 'budget there, ulp' },
        { number: 'worst strain' },
        'at',
        'Verdict',
      ],
      outcomes.map((outcome) => [
        html`<code>${outcome.law}</code>`,
        outcome.census['recorded cases'] ?? '–',
        shown(Number(outcome.error?.ulp)),
        shown(Number(outcome.error?.budget)),
        shown(strainOf(outcome) ?? NaN),
        html`<code>${outcome.error?.case}</code>`,
        mark(fateOf(outcome)),
      ]),
    ),
    groups.size === 1,
  ),
)}
`
  return { id: 'recorded', title: 'Recorded cases, in ulp', body }
}
