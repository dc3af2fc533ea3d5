import { short } from '../../src/report/draw/numbers.ts'
import type { State } from '../state.ts'
import { guessSlots } from '../story/guess.ts'
import { sectionIds, type SectionId } from '../story/ids.ts'
import { replace } from './replace.ts'
import { store } from './store.ts'
import { train } from './train.ts'

/** Shows what was guessed, and hides what was not. */
export const showGuesses = (state: State): void => {
  for (const id of sectionIds) {
    const isDone = state.done.includes(id)
    for (const it of document.querySelectorAll<HTMLElement>(`[data-reveal="${id}"]`))
      it.hidden = !isDone
    const form = formOf(id)
    if (form === null) continue
    form.classList.toggle('done', isDone)
    const button = form.querySelector<HTMLButtonElement>('.main')
    const isAnswered = isDone && document.activeElement === button
    if (button !== null) button.hidden = isDone
    const slots = guessSlots(id, state)
    for (const part of ['ask', ...(isDone ? ['truth'] : [])] as ('ask' | 'truth')[]) {
      const place = form.querySelector<HTMLElement>(`[data-part="${part}"]`)
      if (place !== null && place.innerHTML !== slots[part].html) replace(place, slots[part])
      // The button that was pressed is gone: the reader goes on at the answer.
      if (part === 'truth' && isAnswered) place?.focus({ preventScroll: true })
    }
  }
}

const formOf = (id: SectionId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-guess="${id}"]`)

/** Hears guesses. */
export const listenToGuesses = (): void => {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.closest('.guess') === null) return
    fill(target)
    const { nextElementSibling: output } = target
    if (output instanceof HTMLOutputElement) output.value = short(Number(target.value), 3)
  })
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches('.guess')) return
    event.preventDefault()
    const id = sectionIds.find((id) => id === form.dataset['guess'])
    const { done } = store.get()
    if (id === undefined || done.includes(id)) return
    form.classList.add('guessed')
    store.set({ done: sectionIds.filter((it) => it === id || done.includes(it)) })
    if (id === 'training') train()
  })
  for (const slider of document.querySelectorAll<HTMLInputElement>('.guess input')) fill(slider)
}

/** How much of a bar is full. */
const fill = (slider: HTMLInputElement): void => {
  const [from, to, value] = [slider.min, slider.max, slider.value].map(Number) as [
    number,
    number,
    number,
  ]
  slider.style.setProperty('--full', `${(100 * (value - from)) / (to - from)}%`)
}
