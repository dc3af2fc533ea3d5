import { laws } from '../../src/laws/index.ts'
import { familyOf } from '../../src/laws/law.ts'
import { inSight } from './in-sight.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { clearestOf } from '../../src/learning/explain/explain-mistake.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { evidence } from './evidence.ts'

/** Every card, with a witness found on the spot, by the family of the law that shows it. */
export const galleryMarkup = async (): Promise<Markup> => {
  const shown: { readonly mistake: Mistake; readonly verdict: Verdict }[] = []
  for (const mistake of inSight) shown.push({ mistake, verdict: await clearestOf(mistake) })
  const families = [...new Set(laws.map((law) => familyOf(law.id)))]
    .map((family) => ({
      family,
      exhibits: shown.filter(({ verdict }) => familyOf(verdict.law.id) === family),
    }))
    .filter(({ exhibits }) => exhibits.length > 0)
  return html`${families.map(({ family, exhibits }) => html`<section class="family"><h3>${family}</h3>${exhibits.map(({ mistake, verdict }) => card(mistake, verdict))}</section>`)}`
}

/** One mistake: what is done, the clearest witness, what to write instead, and who has met it. */
const card = (
  mistake: Mistake,
  verdict: Verdict,
): Markup => html`<details class="card" id="${mistake.id}" data-law="${verdict.law.id}">
<summary><code>${mistake.id}</code> <span>${mistake.story}</span></summary>
<div class="card-body">
<div data-witness>${evidence(verdict)}</div>
<dl class="rows"><div><dt>instead</dt><dd>${mistake.mend}</dd></div>${mistake.sightings.length > 0 && html`<div><dt>met in</dt><dd class="list">${mistake.sightings.map(sighting)}</dd></div>`}<div><dt>breaks</dt><dd data-breaks>${brokenLaws(mistake.caughtBy)}</dd></div></dl>
<div data-live-search></div>
</div></details>`

/** A few laws by name; of many, their number, which unfolds. */
const brokenLaws = (ids: readonly string[]): Markup => {
  const list = html`<div class="list">${ids.map((id) => html`<code>${id}</code> `)}</div>`
  return ids.length <= 4 ?
      list
    : html`<details class="twin"><summary>${ids.length} laws</summary>${list}</details>`
}

/** A sighting leads to its thread, or to the repository. */
const sighting = (text: string): Markup => {
  const [, repository, thread] = /^([\w.-]+\/[\w.-]+)(?:#(\d+))?/.exec(text) ?? []
  return html`<a href="https://github.com/${repository}${thread !== undefined && `/issues/${thread}`}" rel="noreferrer">${text}</a> `
}
