import { inSight } from '../gallery/in-sight.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { evidence, lawOf } from '../gallery/evidence.ts'
import { searchReport, sentence } from '../gallery/report.ts'
import { watch } from '../gallery/watch.ts'
import { html } from '../../src/report/draw/markup.ts'
import { initial, type State } from '../state.ts'
import { announce } from './announce.ts'
import { store } from './store.ts'

/** Opens the card that the address names, and holds its trial. */
export const showMistake = (
  state: State,
  changed: ReadonlySet<keyof State>,
  told: 'address' | 'reader',
): void => {
  if (
    told !== 'address'
    || state.mistake === ''
    || !['mistake', 'law', 'seed'].some((name) => changed.has(name as keyof State))
  )
    return
  const card = document.getElementById(state.mistake)
  if (!(card instanceof HTMLDetailsElement)) return
  card.open = true
  equip(card)
  card.scrollIntoView()
  void search(card, state)
}

/**
 * Equips a card with controls when it is opened, searches on request, and finds cards by a word.
 */
export const listenToGallery = (): void => {
  const gallery = document.getElementById('gallery')
  gallery?.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.matches('.card') && target.open)
        equip(target)
    },
    { capture: true },
  )
  gallery?.addEventListener('submit', (event) => {
    event.preventDefault()
    const { target } = event
    const card = target instanceof HTMLFormElement && target.closest<HTMLDetailsElement>('.card')
    if (!card || !(target instanceof HTMLFormElement)) return
    const told = new FormData(target)
    const law = String(told.get('law'))
    const seed = Number(told.get('seed'))
    store.set({ mistake: card.id, law: law === card.dataset['law'] ? initial.law : law, seed })
    void search(card, store.get())
  })
  document.getElementById('filter')?.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) filter(target.value.trim().toLowerCase())
  })
}

const mistakeOf = (card: HTMLElement): Mistake => {
  const mistake = inSight.find(({ id }) => id === card.id)
  if (mistake === undefined)
    throw new RangeError(`expected the id of a mistake, but received ${card.id}`)
  return mistake
}

const equip = (card: HTMLDetailsElement): void => {
  const place = card.querySelector('[data-live-search]')
  if (place === null || place.childElementCount > 0) return
  const { id, caughtBy } = mistakeOf(card)
  const { mistake, law, seed } = store.get()
  const chosen = mistake === id && law !== '' ? law : card.dataset['law']
  place.innerHTML =
    html`<form class="search-form"><h4>Watch the search</h4><label for="law-${id}">Law</label> <select id="law-${id}" name="law">${caughtBy.map((it) => html`<option${it === chosen && html` selected`}>${it}</option>`)}</select> <label for="seed-${id}">Seed</label> <input id="seed-${id}" name="seed" type="number" min="0" max="2147483647" step="1" required value="${mistake === id ? seed : initial.seed}"> <button>Search</button></form><div class="found"></div>`.html
}

let latest = 0

/** Holds a trial before the reader's eyes; a later one takes its place. */
const search = async (card: HTMLElement, { law, seed }: State): Promise<void> => {
  const mistake = mistakeOf(card)
  const place = card.querySelector<HTMLElement>('.found')
  const mine = ++latest
  if (place === null) return
  const watched = await watch(
    lawOf(law === '' ? (card.dataset['law'] ?? '') : law),
    mistake.implementation,
    seed,
  )
  if (mine !== latest) return
  const witness = card.querySelector('[data-witness]')
  if (witness !== null) witness.innerHTML = evidence(watched.verdict).html
  place.innerHTML = searchReport(watched).html
  place.dataset['status'] = watched.verdict.status
  announce(sentence(watched))
}

/** Shows the cards that have every word, and counts them. */
const filter = (text: string): void => {
  const words = text.split(/\s+/)
  const cards = [...document.querySelectorAll<HTMLElement>('#gallery .card')]
  for (const card of cards)
    card.hidden = !words.every((word) => card.textContent?.toLowerCase().includes(word))
  for (const family of document.querySelectorAll<HTMLElement>('#gallery .family'))
    family.hidden = family.querySelector('.card:not([hidden])') === null
  const output = document.querySelector<HTMLOutputElement>('.filter output')
  const found = cards.filter((card) => !card.hidden).length
  if (output !== null)
    output.value =
      text === '' ? ''
      : found === 1 ? 'one mistake'
      : `${found} mistakes`
}
