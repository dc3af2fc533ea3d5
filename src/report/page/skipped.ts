import { total } from '../../arithmetic/sequence.ts'
import type { Outcome } from '../../verdict/outcome.ts'
import type { Groups } from '../../trial/standing.ts'
import { html } from '../draw/markup.ts'
import { folded, table, type Section } from './page.ts'

/** What was not judged, and why: none of it counts as held. */
export const skipped = (groups: Groups): Section => {
  const silent = [...groups]
    .map(([name, outcomes]) => [name, reasonsIn(outcomes)] as const)
    .filter(([, reasons]) => reasons.size > 0)
  const body = html`${silent.length === 0 ? html`<p>Every law applies to what was checked.</p>` : html`<p>A law that needs what an implementation does not have is skipped. It counts neither for nor against it.</p>`}
${silent.map(([name, reasons]) =>
  folded(
    `${name}: ${total([...reasons.values()].map(({ length }) => length))} laws`,
    table(
      `What was skipped at ${name}`,
      ['Reason', { number: 'laws' }, 'Which'],
      [...reasons].map(([reason, laws]) => [
        reason,
        laws.length,
        laws.length <= 3 ?
          laws.join(', ')
        : folded(`${laws[0]} and ${laws.length - 1} more`, laws.join(', ')),
      ]),
    ),
    groups.size === 1,
  ),
)}
`
  return { id: 'skipped', title: 'What was skipped, and why', body }
}

const reasonsIn = (outcomes: readonly Outcome[]): ReadonlyMap<string, readonly string[]> => {
  const reasons = new Map<string, string[]>()
  for (const outcome of outcomes) {
    if (outcome.status === 'skipped')
      reasons.set(outcome.reason, [...(reasons.get(outcome.reason) ?? []), outcome.law])
  }
  return new Map([...reasons].toSorted(([, a], [, b]) => b.length - a.length))
}
