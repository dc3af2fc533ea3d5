import { at } from '../../src/arithmetic/sequence.ts'
import { short } from '../../src/report/draw/numbers.ts'
import { bellLimits, reach, type Bell } from '../state.ts'
import { store } from './store.ts'

/** What was last taken: buttons act on it, and a click on an empty place moves it there. */
let chosen = 'probe'
export const chosenPoint = (): number | undefined => {
  const [, i] = /^point (\d+)$/.exec(chosen) ?? []
  return i === undefined || store.get().points[Number(i)] === undefined ? undefined : Number(i)
}
export const choose = (name: string): void => {
  chosen = name
  for (const it of document.querySelectorAll('[data-grip]'))
    it.classList.toggle('chosen', it.getAttribute('data-grip') === name)
}

/** Makes the points of drawings reachable by keys, and tells assistive technology what they are. */
export const equip = (place: ParentNode): void => {
  for (const grip of place.querySelectorAll<SVGElement>('[data-grip]')) {
    grip.setAttribute('tabindex', '0')
    grip.setAttribute('role', 'button')
    grip.setAttribute('aria-roledescription', 'movable point')
    const { name = '', grip: id = '' } = grip.dataset
    const [x = NaN, y = NaN] = numbers(grip.dataset['at'])
    grip.setAttribute(
      'aria-label',
      id.startsWith('bell') ? `bell of ${name}` : `${name} at ${short(x, 3)}, ${short(y, 3)}`,
    )
    grip.classList.toggle('chosen', id === chosen)
    const svg = grip.ownerSVGElement
    if (svg === null) continue
    svg.setAttribute('role', 'group')
    grip.prepend(target(svg, x, y))
  }
}

/** As large a place as a finger needs. */
const target = (svg: SVGSVGElement, x: number, y: number): SVGElement => {
  const circle = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
  const [cx, cy] = drawn(axesOf(svg), x, y)
  for (const [name, value] of Object.entries({ class: 'hit', cx, cy, r: 15 }))
    circle.setAttribute(name, String(value))
  return circle
}

/** Moves points and bells by pointer and by keys. */
export const listenToGrips = (): void => {
  let taken: { readonly name: string; readonly svg: SVGSVGElement } | undefined
  const follow = (at: Spot): void => {
    if (taken === undefined) return
    // The drawing may have been replaced meanwhile, and its place has not.
    const svg = taken.svg.isConnected ? taken.svg : currentOf(taken.name, taken.svg)
    taken = { name: taken.name, svg }
    move(taken.name, placeIn(svg, at))
  }
  const leave = (): void => {
    taken = undefined
  }
  document.addEventListener('pointerdown', ({ target, button, pointerType }) => {
    const [name, svg] = [gripAt(target), drawingAt(target)]
    if (name === undefined || svg === null || button !== 0) return
    choose(name)
    taken = { name, svg }
    if (pointerType !== 'touch') return
    // A finger stays with what it touched, even where that is drawn anew; pointer events do not.
    const touched = (event: Event): void => {
      event.preventDefault()
      const [touch] = (event as TouchEvent).touches
      if (touch !== undefined) follow(touch)
    }
    target?.addEventListener('touchmove', touched, { passive: false })
    for (const end of ['touchend', 'touchcancel']) target?.addEventListener(end, leave)
  })
  document.addEventListener('click', (event) => {
    const svg = drawingAt(event.target)
    if (svg === null || !svg.matches('.plane') || gripAt(event.target) !== undefined) return
    if (!chosen.startsWith('bell')) move(chosen, placeIn(svg, event))
  })
  document.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch') follow(event)
  })
  document.addEventListener('pointerup', leave)
  document.addEventListener('focusin', ({ target }) => {
    const name = target instanceof Element && target.getAttribute('data-grip')
    if (name) choose(name)
  })
  document.addEventListener('keydown', (event) => {
    const grip =
      event.target instanceof Element ? event.target.closest<SVGElement>('[data-grip]') : null
    const step = steps[event.key]
    if (grip === null || step === undefined) return
    event.preventDefault()
    nudge(grip.dataset['grip'] ?? '', step, event.shiftKey ? 0.5 : 0.1)
  })
}
const gripAt = (target: EventTarget | null): string | undefined =>
  target instanceof Element ?
    (target.closest('[data-grip]')?.getAttribute('data-grip') ?? undefined)
  : undefined
const drawingAt = (target: EventTarget | null): SVGSVGElement | null =>
  target instanceof Element ? target.closest<SVGSVGElement>('.chapter svg.chart') : null
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The drawing that has taken the place of another. */
const frames = new WeakMap<SVGSVGElement, HTMLElement>()
const currentOf = (name: string, before: SVGSVGElement): SVGSVGElement => {
  const slot = frames.get(before)
  const grip = (slot ?? document).querySelector<SVGElement>(`[data-grip="${name}"]`)
  return grip?.ownerSVGElement ?? before
}

/** Where a pointer is on the screen. */
type Spot = { readonly clientX: number; readonly clientY: number }

/** Where a pointer is, in the units of the axes. */
const placeIn = (svg: SVGSVGElement, { clientX, clientY }: Spot): readonly [number, number] => {
  const slot = svg.closest<HTMLElement>('[data-slot]')
  if (slot !== null) frames.set(svg, slot)
  const matrix = svg.getScreenCTM()?.inverse()
  const point = new DOMPoint(clientX, clientY).matrixTransform(matrix)
  const { left, right, top, bottom, x0, x1, y0, y1 } = axesOf(svg)
  return [
    x0 + ((point.x - left) / (right - left)) * (x1 - x0),
    y0 + ((bottom - point.y) / (bottom - top)) * (y1 - y0),
  ]
}

/** The axes that a drawing says that it has. */
const axesOf = ({ dataset: { frame, x, y } }: SVGSVGElement) => {
  const [left = NaN, right = NaN, top = NaN, bottom = NaN] = numbers(frame)
  const [[x0 = NaN, x1 = NaN], [y0 = NaN, y1 = NaN]] = [numbers(x), numbers(y)]
  return { left, right, top, bottom, x0, x1, y0, y1 }
}
const drawn = (
  { left, right, top, bottom, x0, x1, y0, y1 }: ReturnType<typeof axesOf>,
  x: number,
  y: number,
): readonly [number, number] => [
  left + ((x - x0) / (x1 - x0)) * (right - left),
  bottom - ((y - y0) / (y1 - y0)) * (bottom - top),
]
const numbers = (text = ''): number[] =>
  text
    .split(' ')
    .filter((part) => part !== 'linear')
    .map(Number)

const rounded = (x: number, from: number, to: number): number =>
  Number(Math.min(to, Math.max(from, x)).toFixed(1))

/** A step by keys; up and down make a bell narrower and wider. */
const nudge = (name: string, [dx, dy]: readonly [number, number], by: number): void => {
  const { points, bells, probe } = store.get()
  const [kind, i] = [name.split(' ')[0], Number(name.split(' ')[1])]
  if (kind === 'bell') {
    const [mean, width] = at(bells, i)
    const { mean: far, narrowest, widest } = bellLimits
    const next = [
      rounded(mean + by * dx, -far, far),
      rounded(width - by * dy, narrowest, widest),
    ] as const
    return store.set({ bells: bells.with(i, next) })
  }
  const [x, y] = kind === 'probe' ? probe : at(points, i).slice(1)
  move(name, [(x ?? NaN) + by * dx, (y ?? NaN) + by * dy])
}

/** Sets the state at once, which is drawn in the next frame. */
const move = (name: string, [x, y]: readonly [number, number]): void => {
  const { points, bells } = store.get()
  const [kind, i] = name.split(' ')
  const place = [rounded(x, -reach, reach), rounded(y, -reach, reach)] as const
  if (kind === 'probe') store.set({ probe: place })
  if (kind === 'point' && points[Number(i)] !== undefined)
    store.set({ points: points.with(Number(i), [at(points, Number(i))[0], ...place]) })
  if (kind === 'bell') store.set({ bells: bells.with(Number(i), bellAt(x, y)) })
}

/** The bell whose top is there: the lower, the wider. */
const bellAt = (x: number, y: number): Bell => {
  const { mean, narrowest, widest } = bellLimits
  return [
    rounded(x, -mean, mean),
    rounded(1 / (Math.max(y, 0.01) * Math.sqrt(2 * Math.PI)), narrowest, widest),
  ]
}
