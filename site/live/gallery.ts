import { breaks } from '../gallery/breaks.ts'
import { html } from '../../src/report/draw/markup.ts'
import { initial, type State } from '../state.ts'
import { announce } from './announce.ts'
import type { Said } from '../judge/messages.ts'
import { beginJudge, whole, type Judge } from './judge.ts'
import { store } from './store.ts'

/** Opens the card that the address names, and searches. */
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
  void whole.then(() => search(card, state))
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
    search(card, store.get())
  })
  document.getElementById('filter')?.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) filter(target.value.trim().toLowerCase())
  })
}

const equip = (card: HTMLDetailsElement): void => {
  const place = card.querySelector('[data-live-search]')
  if (place === null || place.childElementCount > 0) return
  const { id } = card
  const { mistake, law, seed } = store.get()
  const chosen = mistake === id && law !== '' ? law : card.dataset['law']
  place.innerHTML =
    html`<form class="search-form"><h4>Watch the search</h4><label for="law-${id}">Law</label> <select id="law-${id}" name="law">${(breaks.get(id) ?? []).map((it) => html`<option${it === chosen && html` selected`}>${it}</option>`)}</select> <label for="seed-${id}">Seed</label> <input id="seed-${id}" name="seed" type="number" min="0" max="2147483647" step="1" required value="${mistake === id ? seed : initial.seed}"> <button>Search</button></form><div class="found"></div>`.html
}

/** The judge of the gallery, and who waits for its answer: the latest alone. */
let judge: Judge | undefined
let card: HTMLElement | undefined

/** Has a mistake sought before the reader's eyes; a later one takes its place. */
const search = (at: HTMLElement, { law, seed }: State): void => {
  if (card !== undefined) {
    judge?.end()
    judge = undefined
  }
  card = at
  const place = at.querySelector<HTMLElement>('.found')
  if (place !== null) place.textContent = 'Searching …'
  delete place?.dataset['status']
  judge ??= beginJudge(show)
  const watch = { mistake: at.id, law: law === '' ? (at.dataset['law'] ?? '') : law, seed }
  judge.ask({ watch })
}

const show = (said: Said): void => {
  const place = card?.querySelector<HTMLElement>('.found')
  const witness = card?.querySelector('[data-witness]')
  card = undefined
  if (!place || !witness) return
  if ('watched' in said) {
    const { status, sentence, found, witness: shown } = said.watched
    witness.innerHTML = shown
    place.innerHTML = found
    place.dataset['status'] = status
    announce(sentence)
  }
  if ('refused' in said) place.textContent = said.refused.sentence
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
