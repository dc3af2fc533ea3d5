import { html, type Markup } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import type { State } from '../state.ts'
import { cap, floor } from './bounds.ts'

/** The number of classes in a sentence: whoever can run the page drags it. */
export const scrub = ({ classes: n }: Pick<State, 'classes'>): Markup =>
  html`<span class="scrub" data-scrub="classes" data-name="Number of classes">${number(n, String(n))} classes</span>`

/** What a sigmoid before softmax costs, for as many classes as the reader sets. */
export const claim = (state: Pick<State, 'classes'>): Markup => {
  const { classes: n } = state
  return html`With ${scrub(state)} it gives none of them more than ${number(cap(n), `Math.E / (Math.E + ${n - 1})`, 3)}, and its loss never falls below ${number(floor(n), `Math.log(1 + ${n - 1} / Math.E)`)}.`
}
