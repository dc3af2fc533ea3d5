import type { Fate, Grade } from '../../trial/standing.ts'
import { html, type Markup } from '../draw/markup.ts'

type Mark = {
  readonly letter: string
  readonly tone: 'good' | 'fair' | 'bad' | 'odd' | 'none'
  readonly shape: Markup
  readonly meaning: string
}

const shapes = {
  disc: html`<circle cx="5" cy="5" r="4.5" fill="currentColor"/>`,
  ring: html`<circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  cross: html`<path d="M1 1 9 9M9 1 1 9" stroke="currentColor" stroke-width="2.2"/>`,
  triangle: html`<path d="M5 .5 9.7 9.3H.3Z" fill="currentColor"/>`,
  square: html`<path d="M1.2 1.2h7.6v7.6H1.2Z" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  dash: html`<path d="M1 5h8" stroke="currentColor" stroke-width="1.6"/>`,
}

/** What became of a law or a family, as a letter, a shape and a colour, and in words. */
export const marks: Readonly<Record<Fate | Grade, Mark>> = {
  accurate: {
    letter: 'A',
    tone: 'good',
    shape: shapes.disc,
    meaning: 'every law that was judged held, with those of the accurate tier',
  },
  textbook: {
    letter: 'T',
    tone: 'good',
    shape: shapes.ring,
    meaning:
      'every textbook law that was judged held; accuracy '
      + 'was lost, or is not asked for in this family',
  },
  held: { letter: 'H', tone: 'good', shape: shapes.disc, meaning: 'the law held' },
  'lost accuracy': {
    letter: 'L',
    tone: 'fair',
    shape: shapes.ring,
    meaning: 'less accurate than the best algorithm',
  },
  broken: { letter: 'B', tone: 'bad', shape: shapes.cross, meaning: 'a law is broken' },
  errored: {
    letter: 'E',
    tone: 'odd',
    shape: shapes.triangle,
    meaning: 'a law could not be judged, which is no success',
  },
  'known to fail': {
    letter: 'K',
    tone: 'odd',
    shape: shapes.square,
    meaning: 'what fails is on the list of known failures',
  },
  skipped: {
    letter: 'S',
    tone: 'none',
    shape: shapes.dash,
    meaning: 'the law does not apply to this implementation',
  },
  'not judged': {
    letter: 'N',
    tone: 'none',
    shape: shapes.dash,
    meaning: 'no law of the family was judged',
  },
}

export const mark = (name: Fate | Grade, word: string = name): Markup =>
  html`<span class="mark ${marks[name].tone}"><svg viewBox="0 0 10 10" aria-hidden="true">${marks[name].shape}</svg><b>${marks[name].letter}</b> ${word}</span>`

export const legend = (names: readonly (Fate | Grade)[]): Markup =>
  html`<ul class="plain">${names.map((name) => html`<li>${mark(name)}: ${marks[name].meaning}</li>`)}</ul>
`
