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
    .map(
      ([slot, ...lines]) =>
        html`<div><dt>${slot}</dt><dd${!inWords.has(slot) && html` class="exact"`}>${plain(lines.join('\n'))}</dd></div>`,
    )}</dl>`
}
const inWords: ReadonlySet<Row[0]> = new Set(['law', 'claim', 'why'])

/** A verdict at one input: the evidence, or that the law held. */
export const judged = (verdict: Verdict): Markup =>
  verdict.status === 'passed' ?
    html`<p class="verdict"><span class="held">held</span> <code>${verdict.law.id}</code> ${verdict.law.equation}</p>`
  : evidence(verdict)
