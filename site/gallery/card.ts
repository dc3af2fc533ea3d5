import { laws } from '../../src/laws/index.ts'
import { familyOf } from '../../src/laws/law.ts'
import { inSight } from './in-sight.ts'
import { isUnique } from './unique.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { clearestOf, tellingOf } from '../../src/learning/explain/telling-of.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { breaks } from './breaks.ts'
import { codeOf, type Code } from './code.ts'
import { evidence } from './evidence.ts'

/** Every card, with a witness found on the spot, by the family of the law that shows it. */
export const galleryMarkup = async (): Promise<Markup> => {
  const shown: Exhibit[] = []
  for (const mistake of inSight) {
    const verdict = await clearestOf(mistake)
    shown.push({
      mistake,
      verdict,
      telling: mistake.example === undefined ? verdict : await tellingOf(mistake),
      code: await codeOf(mistake.id),
      unique: await isUnique(mistake),
    })
  }
  const families = [...new Set(laws.map((law) => familyOf(law.id)))]
    .map((family) => ({
      family,
      exhibits: shown.filter(({ verdict }) => familyOf(verdict.law.id) === family),
    }))
    .filter(({ exhibits }) => exhibits.length > 0)
  return html`${families.map(({ family, exhibits }) => html`<section class="family"><h3>${family}</h3>${exhibits.map(card)}</section>`)}`
}

type Exhibit = {
  readonly mistake: Mistake
  /** What a search finds. */
  readonly verdict: Verdict
  /** The verdict at the input that makes the point of the mistake. */
  readonly telling: Verdict
  readonly code: Code
  readonly unique: boolean
}

/**
 * One mistake: its code beside what to write instead, a witness that makes its point, and who has met
 * it. The judge of the page takes the mistake from its card.
 */
const card = ({
  mistake: { id, story, mend, sightings, writtenFor, implementation },
  verdict,
  telling,
  code,
  unique,
}: Exhibit): Markup => html`<details class="card" id="${id}" data-law="${verdict.law.id}"${!unique && html` data-twin`}${writtenFor.length > 1 && html` data-telling="${writtenFor.length}"`}${Object.keys(implementation.policies).length > 0 && html` data-policies="${JSON.stringify(implementation.policies)}"`}>
<summary><code>${id}</code> <span>${story}</span></summary>
<div class="card-body">
<div class="written">${codeMarkup(code)}
<div><h4>Instead</h4><p data-mend>${mend}</p></div></div>
<div data-witness>${evidence(telling)}</div>
<dl class="rows">${sightings.length > 0 && html`<div><dt>met in</dt><dd class="list">${sightings.map(sighting)}</dd></div>`}<div><dt>breaks</dt><dd data-breaks>${brokenLaws(breaks.get(id) ?? [])}</dd></div></dl>
<div data-live-search></div>
</div></details>`

/** What the code needs, and its operations. */
const codeMarkup = ({ helpers, operations }: Code): Markup =>
  html`<pre>${
    helpers !== ''
    && html`<code data-helpers>${helpers}</code>

`
  }<code data-operations>${operations}</code></pre>`

/** A few laws by name; of many, their number, which unfolds. */
const brokenLaws = (ids: readonly string[]): Markup => {
  const list = html`<div class="list">${byFamily(ids).map((names) => html`<code>${names}</code> `)}</div>`
  return ids.length <= 4 ?
      list
    : html`<details class="twin"><summary>${ids.length} laws</summary>${list}</details>`
}

/** Laws in their order, with the family said once: `softmax/value, one-class`. */
const byFamily = (ids: readonly string[]): readonly string[] =>
  ids.reduce<readonly string[]>((lists, id) => {
    const last = lists.at(-1)
    const isSame = last !== undefined && familyOf(last) === familyOf(id)
    return isSame ? lists.with(-1, `${last}, ${id.slice(familyOf(id).length + 1)}`) : [...lists, id]
  }, [])

/** A sighting leads to its thread, or to the repository. */
const sighting = (text: string): Markup => {
  const [, repository, thread] = /^([\w.-]+\/[\w.-]+)(?:#(\d+))?/.exec(text) ?? []
  return html`<a href="https://github.com/${repository}${thread !== undefined && `/issues/${thread}`}" rel="noreferrer">${text}</a> `
}
