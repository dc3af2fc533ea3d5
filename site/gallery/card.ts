import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { familyOf } from '../../src/laws/law.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { evidenceOf, plain } from '../../src/verdict/explain.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { verify } from '../../src/verdict/verify.ts'
import { html, type Markup } from '../markup.ts'

/** The law by which a mistake is shown: the first that it names. */
export const shownLaw = ({ breaks }: Mistake): AnyLaw => lawOf(breaks[0])
export const lawOf = (id: string | undefined): AnyLaw => {
  const law = laws.find((law) => law.id === id)
  if (law === undefined) throw new RangeError(`expected the id of a law, but received ${id}`)
  return law
}

/** The mistakes by the family of the law that shows them, in the order of the laws. */
export const galleryByFamily = (): readonly (readonly [family: string, exhibits: readonly Mistake[]])[] =>
  [...new Set(laws.map((law) => familyOf(law.id)))]
    .map((family) => [family, mistakes.filter((mistake) => familyOf(shownLaw(mistake).id) === family)] as const)
    .filter(([, exhibits]) => exhibits.length > 0)

/** Every card, with a witness found on the spot. */
export const galleryMarkup = async (seed: number): Promise<Markup> => {
  const groups: Markup[] = []
  for (const [family, exhibits] of galleryByFamily()) {
    const cards: Markup[] = []
    for (const mistake of exhibits) cards.push(card(mistake, await verify(shownLaw(mistake), mistake.implementation, { seed })))
    groups.push(html`<section class="family"><h3>${family}</h3>${cards}</section>`)
  }
  return html`${groups}`
}

/** One mistake: what is done, the clearest witness, what to write instead, and who has met it. */
const card = (mistake: Mistake, verdict: Verdict): Markup => html`<details class="card" id="${mistake.id}">
<summary><code>${mistake.id}</code> <span>${mistake.story}</span></summary>
<div class="card-body">
<div data-witness>${evidence(verdict)}</div>
<dl class="rows"><div><dt>instead</dt><dd>${mistake.mend}</dd></div>${mistake.sightings.length > 0 && html`<div><dt>met in</dt><dd class="list">${mistake.sightings.map(sighting)}</dd></div>`}<div><dt>breaks</dt><dd class="list">${mistake.breaks.map((id) => html`<code>${id}</code> `)}</dd></div></dl>
<div data-live-search></div>
</div></details>`

/** A verdict as a card: the law, its clearest input, what was expected and what came, and why the law holds. */
export const evidence = (verdict: Verdict): Markup => {
  const { law } = verdict
  if (verdict.status !== 'falsified') return html`<p class="verdict"><code>${law.id}</code> ${verdict.status}${'reason' in verdict && `: ${plain(verdict.reason)}`}</p>`
  return html`<p class="verdict"><span class="broken">${law.tier === 'accurate' ? 'loses accuracy' : 'broken'}</span> <code>${law.id}</code></p>
<dl class="rows">${evidenceOf(verdict).filter(([name]) => name !== 'seed').map(([name = '', text = '']) => html`<div><dt>${name}</dt><dd${!inWords.includes(name) && html` class="exact"`}>${plain(text)}</dd></div>`)}</dl>`
}
const inWords = ['law', 'claim', 'why']

const sighting = (text: string): Markup => {
  const [, repository, issue] = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(text) ?? []
  return issue === undefined ? html`<span>${text}</span> ` : html`<a href="https://github.com/${repository}/issues/${issue}" rel="noreferrer">${text}</a> `
}
