import { html, type Markup } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import type { State } from '../state.ts'
import { guesses, type Bar } from './guesses.ts'
import type { SectionId } from './ids.ts'

/** The parts of a guess that change with the state. */
export const guessSlots = (
  id: SectionId,
  state: State,
): Readonly<Record<'ask' | 'truth', Markup>> => {
  const { ask, bars, say } = guesses[id]
  return {
    ask: ask(state),
    truth: html`${bars.map((bar) => truth(bar, state))}<p>${say(state)}</p>`,
  }
}

/** A question to be answered by hand, and its answer, which is there for everyone without a script. */
export const guessMarkup = (id: SectionId, question: string, state: State): Markup => {
  const { ask, truth } = guessSlots(id, state)
  return html`<form class="guess" data-guess="${id}" aria-label="Your guess: ${question}">
<p class="question" data-part="ask">${ask}</p>
<div class="bars-to-drag" data-live hidden>${guesses[id].bars.map((bar, i) => slider(id, bar, i))}
<p class="go"><button class="main">Show the answer</button></p></div>
<div class="truth" data-part="truth" data-reveal="${id}" tabindex="-1" aria-live="polite">${truth}</div>
</form>`
}

const slider = (id: SectionId, { name, from, to, step }: Bar, i: number): Markup =>
  html`<label class="row${from < 0 && ' axis'}" for="guess-${id}-${i}"><span class="row-name">${name}</span><input type="range" name="bar-${i}" id="guess-${id}-${i}" min="${from}" max="${to}" step="${step}" value="${(from + to) / 2}"><output for="guess-${id}-${i}">${short((from + to) / 2, 3)}</output></label>`

const truth = ({ name, from, to, truth, of }: Bar, state: State): Markup => {
  const value = truth(state)
  return html`<p class="row right"><span class="row-name">${name}</span>${from >= 0 ? html`<meter min="${from}" max="${to}" value="${value}" aria-hidden="true"></meter>` : html`<span></span>`}<strong>${Number.isNaN(value) ? 'nowhere between them' : number(value, of, 4)}</strong></p>`
}
