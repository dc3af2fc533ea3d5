import { literal } from '../../src/contract/literal.ts'
import { plain } from '../../src/verdict/explain.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { short } from '../../src/report/draw/numbers.ts'
import { coordinate, place } from '../../src/report/draw/scale.ts'
import type { Search, Try, Watched } from './watch.ts'

/** A trial as it went: each search with the way it took. */
export const searchReport = (watched: Watched): Markup => html`<p>${sentence(watched)}</p>
<div class="searches">${watched.searches.filter(isNew).map(searchMarkup)}</div>
<p class="note">Each mark is an input: hollow where the law held; full where it was broken and nothing simpler had been before, the higher the more budgets out.</p>`

/** What became of a trial, in one sentence. */
export const sentence = ({ verdict, searches }: Watched): string => {
  const tried = searches[0]?.tries ?? []
  const first = tried.findIndex(({ outcome }) => outcome === 'broke')
  if (verdict.status === 'passed')
    return `The law held on ${verdict.runs} inputs: the mistake was not found.`
  if (verdict.status !== 'falsified') return `The law could not be judged: ${verdict.reason}.`
  const rest = tried.length - first - 1
  return `The ${ordinal(first + 1)} input broke the law${rest === 0 ? '' : `, and fast-check tried ${count(rest, 'simpler one')}`}. The clearest of all searches is ${plain(literal(verdict.clearest.input))}.`
}

const ordinal = (n: number): string =>
  `${n}${n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
const count = (n: number, noun: string): string => (n === 1 ? `one ${noun}` : `${n} ${noun}s`)

const searchMarkup = ({ sought, tries }: Search): Markup => {
  const kept = wayOf(tries)
  return html`<section class="search"><h4>${sought}</h4>
${strip(sought, tries)}
${kept.length === 0 ? html`<p>None of ${tries.length} inputs lay so far out.</p>` : html`<ol class="way">${abridged(kept).map((it) => (it === undefined ? html`<li class="skipped">…</li>` : html`<li><code>${cut(it.input)}</code> <span>${sizeOf(it)}</span></li>`))}</ol>`}
<details class="twin"><summary>${tries.length > most ? `The first ${most} of ${tries.length}` : `All ${tries.length}`} inputs as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="${sought}: the inputs that were tried"><table><caption>${sought}</caption><thead><tr><th scope="col">try</th><th scope="col">input</th><th scope="col">strain</th><th scope="col">outcome</th></tr></thead>
<tbody>${tries.slice(0, most).map((it, i) => html`<tr data-key="${i + 1}"><th scope="row">${i + 1}</th><td><code>${cut(it.input)}</code></td><td data-value="${it.strain}">${it.strain === undefined ? 'no answer' : short(it.strain, 3)}</td><td>${words[it.outcome]}</td></tr>`)}</tbody></table></div></details></section>`
}
/** The inputs that broke the law and were kept, each once. */
const wayOf = (tries: readonly Try[]): Try[] =>
  tries
    .filter(({ outcome }) => outcome !== 'held')
    .filter(({ input }, i, all) => literal(input) !== literal(all[i + 1]?.input))

/** Whether a search went another way than those before it. */
const isNew = ({ tries }: Search, i: number, all: readonly Search[]): boolean => {
  const way = literal(wayOf(tries).map(({ input }) => input))
  return all
    .slice(0, i)
    .every((before) => literal(wayOf(before.tries).map(({ input }) => input)) !== way)
}
const words = { held: 'held', broke: 'broke the law', kept: 'simpler, and kept' } as const
const most = 120

/** The first ones and the last ones of a long way. */
const abridged = (kept: readonly Try[]): readonly (Try | undefined)[] =>
  kept.length <= 9 ? kept : [...kept.slice(0, 4), undefined, ...kept.slice(-4)]
const cut = (input: unknown): string => {
  const text = plain(literal(input))
  return text.length <= 90 ? text : `${text.slice(0, 80)} … (${text.length} characters)`
}
const sizeOf = ({ strain }: Try): string =>
  strain === undefined ? 'no answer'
  : strain === Infinity ? 'beyond any budget'
  : `${strain - 1 < 1e6 ? short(strain - 1, 3) : (strain - 1).toExponential(2).replace('+', '')} budgets out`

/**
 * Each try as a mark, its height the strain: hollow where the law held, full where it broke, and
 * the way from kept to kept.
 */
const strip = (sought: string, all: readonly Try[]): Markup => {
  const tries = all.slice(0, most)
  const x = (i: number): string =>
    coordinate(40 + (i + 0.5) * Math.min(14, 330 / Math.max(1, tries.length)))
  const y = ({ strain = Infinity }: Try): string =>
    coordinate(
      strain === Infinity ? 14 : place({ kind: 'log', from: 1, to: 1e18 }, strain, 104, 26),
    )
  const kept = tries.flatMap((it, i) => (it.outcome === 'held' ? [] : [`${x(i)} ${y(it)}`]))
  return html`<svg class="chart strip" viewBox="0 0 380 122" role="img" aria-label="${sought}: ${tries.length} tries, ${kept.length} of them broke the law">
<g class="ticks"><text x="32" y="18" text-anchor="end">∞</text><text x="32" y="45" text-anchor="end">10¹⁵</text><text x="32" y="108" text-anchor="end">1</text></g><path class="axis" d="M38 104H374"/>
<path class="curve look-0" d="${kept.length > 1 ? `M${kept.join('L')}` : ''}"/>
${tries.map((it, i) => html`<circle class="try ${it.outcome}" cx="${x(i)}" cy="${y(it)}" r="${it.outcome === 'held' ? 2.5 : 3.5}"/>`)}
</svg>`
}
