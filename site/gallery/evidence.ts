import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { evidenceOf, type Row } from '../../src/verdict/evidence.ts'
import { plain } from '../../src/verdict/explain.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'

export const lawOf = (id: string): AnyLaw => {
  const law = laws.find((law) => law.id === id)
  if (law === undefined) throw new RangeError(`expected the id of a law, but received ${id}`)
  return law
}

/**
 * A verdict as a card: the law, its clearest input, what was expected and what came, and why the
 * law holds.
 */
export const evidence = (verdict: Verdict): Markup => {
  const outcome = outcomeOf(verdict)
  const { law } = outcome
  if (outcome.status !== 'falsified')
    return html`<p class="verdict"><code>${law}</code> ${outcome.status}${'reason' in outcome && `: ${plain(outcome.reason)}`}</p>`
  return html`<p class="verdict"><span class="broken">${outcome.tier === 'accurate' ? 'loses accuracy' : 'broken'}</span> <code>${law}</code></p>
<dl class="rows">${evidenceOf(outcome)
    .filter(([slot]) => slot !== 'seed')
    .map(([slot, ...lines]) => rowMarkup(slot, lines))}</dl>`
}

/** A row of evidence: what is in words, and what is exact to the letter. */
export const rowMarkup = (slot: Row[0], lines: readonly string[]): Markup =>
  html`<div><dt>${slot}</dt><dd${!inWords.has(slot) && html` class="exact"`}>${lines.join('\n')}</dd></div>`
const inWords: ReadonlySet<Row[0]> = new Set(['law', 'claim', 'why', 'mend'])
