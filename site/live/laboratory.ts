import { short } from '../../src/report/draw/numbers.ts'
import { slots, slotsOf } from '../figures/figure.ts'
import { figures } from '../figures/index.ts'
import { reach, type State } from '../state.ts'
import { announce } from './announce.ts'
import { store } from './store.ts'

/** Draws the figures anew whose settings have changed. */
export const showFigures = (state: State, changed: ReadonlySet<keyof State>): void => {
  for (const figure of figures.filter(({ settings }) =>
    settings.some((name) => changed.has(name)),
  )) {
    const place = document.getElementById(`figure-${figure.id}`)
    if (place === null) continue
    const shown = slotsOf(figure.show(state))
    for (const slot of slots) {
      const part = place.querySelector(`[data-slot="${slot}"]`)
      if (part !== null) part.innerHTML = shown[slot].html
    }
    for (const control of place.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      '.controls [name]',
    ))
      showSetting(control, state)
    announce(place.querySelector('[data-slot="reading"]')?.textContent ?? '')
  }
}

/** Hears what a reader sets. */
export const listenToLaboratory = (): void => {
  const laboratory = document.getElementById('laboratory')
  laboratory?.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      set(target.name, target.value)
  })
  laboratory?.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return
    const { preset, shift } = target.dataset
    if (preset !== undefined) store.set({ z: preset.split(',').map(Number) })
    if (shift !== undefined)
      store.set({ z: store.get().z.map((x) => Math.min(reach, x + Number(shift))) })
  })
  laboratory?.addEventListener('submit', (event) => event.preventDefault())
}

const set = (name: string, value: string): void => {
  const { z } = store.get()
  if (/^z\d$/.test(name)) store.set({ z: z.with(Number(name.slice(1)), Number(value)) })
  else if (name === 'start') store.set({ start: value === 'wrong' ? 'wrong' : 'zero' })
  else if (name === 'label' || name === 'classes' || name === 'offset')
    store.set({ [name]: Number(value) })
}

const showSetting = (control: HTMLInputElement | HTMLSelectElement, state: State): void => {
  const { name } = control
  const value = /^z\d$/.test(name) ? state.z[Number(name.slice(1))] : state[name as keyof State]
  control.value = String(value)
  const { nextElementSibling: output } = control
  if (output instanceof HTMLOutputElement && typeof value === 'number') output.value = short(value)
}
