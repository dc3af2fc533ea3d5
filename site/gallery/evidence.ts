import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { evidenceOf, plain } from '../../src/verdict/explain.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { html, type Markup } from '../markup.ts'

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
  const { law } = verdict
  if (verdict.status !== 'falsified')
    return html`<p class="verdict"><code>${law.id}</code> ${verdict.status}${'reason' in verdict && `: ${plain(verdict.reason)}`}</p>`
  return html`<p class="verdict"><span class="broken">${law.tier === 'accurate' ? 'loses accuracy' : 'broken'}</span> <code>${law.id}</code></p>
<dl class="rows">${evidenceOf(verdict)
    .filter(([name]) => name !== 'seed')
    .map(
      ([name = '', text = '']) =>
        html`<div><dt>${name}</dt><dd${!inWords.includes(name) && html` class="exact"`}>${plain(text)}</dd></div>`,
    )}</dl>`
}
const inWords = ['law', 'claim', 'why']

/** A verdict at one input: the evidence, or that the law held. */
export const judged = (verdict: Verdict): Markup =>
  verdict.status === 'passed' ?
    html`<p class="verdict"><span class="held">held</span> <code>${verdict.law.id}</code> ${verdict.law.equation}</p>`
  : evidence(verdict)
