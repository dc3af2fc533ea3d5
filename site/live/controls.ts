import { at } from '../../src/arithmetic/sequence.ts'
import { areEnough, classCounts, initial } from '../state.ts'
import { sectionIds } from '../story/ids.ts'
import { announce } from './announce.ts'
import { choose, chosenPoint } from './grips.ts'
import { store } from './store.ts'
import { train } from './train.ts'

/** Hears what a reader sets by sliders, lists and buttons. */
export const listenToControls = (): void => {
  document.addEventListener('input', ({ target }) => {
    if (
      (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      && target.closest('.controls') !== null
    )
      set(target.name, Number(target.value))
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button === null) return
    const { add, act, far } = button.dataset
    if (add !== undefined) addPoint(Number(add))
    if (far !== undefined) pull(far === 'out')
    if (act !== undefined) acts[act]?.()
  })
  document.addEventListener('submit', (event) => {
    if (event.target instanceof Element && event.target.matches('.controls')) event.preventDefault()
  })
}

const set = (name: string, value: number): void => {
  const [, field, i] = /^(mean|width)(\d)$/.exec(name) ?? []
  const { bells } = store.get()
  if (field !== undefined) {
    const [mean, width] = at(bells, Number(i))
    store.set({ bells: bells.with(Number(i), field === 'mean' ? [value, width] : [mean, value]) })
  } else if (name === 'classes') store.set({ classes: at(classCounts, value) })
  else if (name === 'label' || name === 'steps') store.set({ [name]: value })
}

const acts: Readonly<Record<string, () => void>> = {
  relabel: () => {
    const [i, { points }] = [chosenPoint(), store.get()]
    if (i === undefined) return announce(`Choose a labelled point first.`)
    const [label, x, y] = at(points, i)
    change(points.with(i, [(label + 1) % 3, x, y]))
  },
  remove: () => {
    const [i, { points }] = [chosenPoint(), store.get()]
    if (i === undefined) return announce(`Choose a labelled point first.`)
    change(points.toSpliced(i, 1))
  },
  reset: () => store.set({ points: initial.points, probe: initial.probe }),
  reveal: () => store.set({ done: sectionIds }),
  train,
}

const addPoint = (label: number): void => {
  const { points } = store.get()
  if (change([...points, [label, 0, -0.6 + label * 0.6]])) choose(`point ${points.length}`)
}

/** Takes points over, where there are enough of each class and not too many. */
const change = (points: typeof initial.points): boolean => {
  const enough = areEnough(points)
  if (enough) store.set({ points })
  else store.notice('Each class keeps two points at least, and there is room for 24 in all.')
  return enough
}

/** A square far out on its own side, or back where it was. */
const pull = (out: boolean): void => {
  const { points } = store.get()
  const i = points.findIndex(([label]) => label === 1)
  const [, x, y] = initial.points.find(([label]) => label === 1) ?? [1, 0, 0]
  store.set({ points: points.with(i, out ? [1, 4, -1] : [1, x, y]) })
}
