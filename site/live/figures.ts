import { short } from '../../src/report/draw/numbers.ts'
import { slots, slotsOf, type Figure } from '../figures/figure.ts'
import { figures } from '../figures/index.ts'
import { classCounts, type State } from '../state.ts'
import { announce } from './announce.ts'
import { equip } from './grips.ts'
import { replace } from './replace.ts'

/** Figures whose settings have changed since they were drawn. */
const stale = new Set<Figure>(figures)

/** Draws the figures anew whose settings have changed and that are not hidden behind a guess. */
export const showFigures = (state: State, changed: ReadonlySet<keyof State>): void => {
  for (const figure of figures)
    if (figure.settings.some((name) => changed.has(name))) stale.add(figure)
  for (const figure of figures.filter((it) => stale.has(it))) {
    const place = document.getElementById(`figure-${figure.id}`)
    if (place === null || place.closest('[data-reveal][hidden]') !== null) continue
    stale.delete(figure)
    const shown = slotsOf(figure.show(state))
    for (const slot of slots) {
      const part = place.querySelector<HTMLElement>(`[data-slot="${slot}"]`)
      if (part !== null) replace(part, shown[slot])
    }
    equip(place)
    for (const control of place.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      '.controls [name]',
    ))
      showSetting(control, state)
    if (place.contains(document.activeElement))
      announce(place.querySelector('[data-slot="reading"]')?.textContent ?? '')
  }
}

/** What a control stands at, and in which words. */
const settingOf = (name: string, state: State): readonly [value: number, said: string] => {
  const [, field, i] = /^(mean|width)(\d)$/.exec(name) ?? []
  if (name === 'classes')
    return [classCounts.findIndex((n) => n === state.classes), String(state.classes)]
  const value =
    field === undefined ?
      Number(state[name as keyof State])
    : (state.bells[Number(i)]?.[field === 'mean' ? 0 : 1] ?? NaN)
  return [value, short(value, 3)]
}

const showSetting = (control: HTMLInputElement | HTMLSelectElement, state: State): void => {
  const [value, said] = settingOf(control.name, state)
  control.value = String(value)
  const { nextElementSibling: output } = control
  if (!(output instanceof HTMLOutputElement)) return
  output.value = said
  control.setAttribute('aria-valuetext', said)
}
