import { html, type Markup } from '../../src/report/draw/markup.ts'
import { extentOf, rowsOf, sentenceOf } from '../../src/trial/cause-in-words.ts'
import { causesOf, type Cause } from '../../src/trial/causes.ts'
import { countsOf } from '../../src/trial/standing.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { listed } from '../../src/verdict/text.ts'
import type { Row } from '../../src/verdict/evidence.ts'
import { rowMarkup } from '../gallery/evidence.ts'

/** What became of the laws, in one sentence. */
export const sentenceOn = (outcomes: readonly Outcome[]): string => {
  const counts = countsOf(outcomes)
  if (outcomes.length === 0) return 'No law speaks of this function alone.'
  if (counts.broken + counts.errored === 0) {
    const inputs = outcomes.reduce((sum, it) => sum + inputsOf(it), 0)
    const lost = counts['lost accuracy']
    return `Nothing is broken at ${inputs} inputs of ${outcomes.length} laws${lost > 0 ? `; accuracy is lost in ${lost}` : ''}.`
  }
  const said = [
    [counts.broken, 'is broken', 'are broken'],
    [counts['lost accuracy'], 'loses accuracy', 'lose accuracy'],
    [counts.errored, 'gets no answer', 'get no answer'],
    [counts.held, 'holds', 'hold'],
  ] as const
  return `Of ${outcomes.length} laws, ${listed(
    said.flatMap(([n, one, many]) => (n > 0 ? [`${n} ${n === 1 ? one : many}`] : [])),
  )}.`
}
const inputsOf = (it: Outcome): number => (it.status === 'passed' ? it.runs : 0)

/** A card for each cause, as the command line prints it. */
export const cards = (outcomes: readonly Outcome[]): Markup =>
  html`${causesOf(outcomes).map(cardOf)}`

const cardOf = (cause: Cause): Markup => html`<section class="panel-card cause">
<h3 class="${cause.fate === 'lost accuracy' && 'lost'}">${sentenceOf(cause)}, ${extentOf(cause)}</h3>
<dl class="rows">${rowsOf(cause).map(([slot, ...lines]) =>
  slot === 'seed' ? undefined
  : slot === 'resembles' ? likeRows(cause.mistakes, lines)
  : rowMarkup(slot, lines),
)}</dl>${shortened(rowsOf(cause))}</section>`

/** What a row of many equal numbers means, where the input has one. */
const shortened = (rows: readonly Row[]): Markup | undefined => {
  const input = rows.find(([slot]) => slot === 'input')?.[1] ?? ''
  const [run, value, times] = /"([^"*]+)\*(\d+)"/.exec(input) ?? []
  return run === undefined ? undefined : (
      html`<p class="note"><code>${run}</code> stands for ${value}, ${times} times.</p>`
    )
}

/** The mistakes by name, each with its card in the gallery, and the story of the first. */
const likeRows = (ids: readonly string[], [, story = '']: readonly string[]): Markup =>
  html`<div><dt>mistake</dt><dd>${story} ${ids.map((id) => html`<a href="#${id}"><code>${id}</code></a> `)}</dd></div>`
