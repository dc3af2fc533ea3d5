import { total } from '../../arithmetic/sequence.ts'
import { familiesOf, standingOf, type Groups, type Standing } from '../../trial/standing.ts'
import { html, type Markup } from '../draw/markup.ts'
import { shown } from '../draw/numbers.ts'
import { legend, mark } from './marks.ts'
import { table } from './page.ts'

/**
 * Every family of laws against every implementation: the verdict, and beside it the number, which
 * is no verdict.
 */
export const matrix = (groups: Groups): Markup => {
  const families = familiesOf([...groups.values()].flat())
  if (families.length === 0) return html``
  const addresses = [...groups.keys()]
  return html`<h2>Verdicts, family by family</h2>
<p>The strain of a claim is how much of its budget an error uses: 1 at the edge, more outside. The verdict is for a whole family of laws; the numbers count the laws that held among those that there are, and give the worst strain of a claim.</p>
${table(
  'The verdict in each family of laws',
  [
    'Family',
    ...addresses.flatMap(() => ['Verdict', { number: 'held' }, { number: 'worst strain' }]),
  ],
  families.map((family) => [
    family,
    ...[...groups.values()].flatMap((outcomes) => cells(standingOf(family, outcomes))),
  ]),
  addresses,
)}
${legend(['accurate', 'textbook', 'lost accuracy', 'broken', 'errored', 'known to fail', 'not judged'])}
`
}

const cells = ({ grade, counts, strain }: Standing) => {
  const all = total(Object.values(counts))
  return [
    mark(grade),
    all === 0 ? '–' : `${counts.held} of ${all}`,
    strain === undefined ? '–' : shown(strain),
  ]
}
