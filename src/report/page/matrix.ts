import { total } from '../../arithmetic/sequence.ts'
import { familiesOf, standingOf, type Groups, type Standing } from '../../trial/standing.ts'
import { isTried } from '../../verdict/outcome.ts'
import { html, type Content } from '../draw/markup.ts'
import type { Card } from './cards.ts'
import { legend, mark } from './marks.ts'
import { table, type Section } from './page.ts'

/**
 * Every family of laws against every implementation: the verdict, the cards behind it, and how many
 * laws held of those that were judged.
 */
export const matrix = (groups: Groups, cards: readonly Card[]): Section | undefined => {
  const tried = [...groups].filter(([, outcomes]) => outcomes.some(isTried))
  const rows = familiesOf([...groups.values()].flat())
    .map((family) => tried.map(([name, outcomes]) => ({ name, ...standingOf(family, outcomes) })))
    .filter((row) => row.some(({ grade }) => grade !== 'not judged'))
  if (rows.length === 0) return undefined
  const met = new Set(rows.flat().map(({ grade }) => grade))
  const body = html`<p>A letter is the verdict of a whole family of laws. Beside it is how many laws held of those that were judged, and a link to each card.</p>
${table(
  'The verdict in each family of laws',
  ['Family', ...tried.map(([name]) => name)],
  rows.map((row) => [row[0]?.family ?? '', ...row.map((it) => cell(it, cards))]),
)}
${legend(grades.filter((grade) => met.has(grade)))}
`
  return { id: 'families', title: 'Verdicts, family by family', body }
}
const grades = [
  'accurate',
  'textbook',
  'lost accuracy',
  'broken',
  'errored',
  'known to fail',
] as const

const cell = (
  { name, family, grade, counts }: Standing & { readonly name: string },
  cards: readonly Card[],
): Content => {
  if (grade === 'not judged') return html`<span class="quiet">–</span>`
  const mine = cards.filter((it) => it.name === name && it.families.includes(family))
  const judged = total(Object.values(counts)) - counts.skipped
  return html`${mark(grade, '')}<span class="quiet">${counts.held}/${judged}</span>${mine.map(({ number }) => html` <a href="#card-${number}">${number}</a>`)}`
}
