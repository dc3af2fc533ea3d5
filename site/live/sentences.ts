import { at } from '../../src/arithmetic/sequence.ts'
import { claim } from '../figures/claim.ts'
import { classCounts, type State } from '../state.ts'
import { replace } from './replace.ts'
import { store } from './store.ts'

/** Sentences with numbers in them that a reader can drag. */
export const showSentences = (state: State, changed: ReadonlySet<keyof State>): void => {
  for (const place of document.querySelectorAll<HTMLElement>('[data-sentence="claim"]')) {
    if (changed.has('classes')) replace(place, claim(state))
    for (const scrub of place.querySelectorAll<HTMLElement>('[data-scrub]')) equip(scrub, state)
  }
}

const equip = (scrub: HTMLElement, { classes }: State): void => {
  const now = classCounts.findIndex((n) => n === classes)
  for (const [name, value] of Object.entries({
    role: 'slider',
    tabindex: '0',
    'aria-label': scrub.dataset['name'] ?? '',
    'aria-valuemin': '0',
    'aria-valuemax': String(classCounts.length - 1),
    'aria-valuenow': String(now),
    'aria-valuetext': `${classes} classes`,
  }))
    scrub.setAttribute(name, value)
}

/** Drag to the right for more, click for the next, or use the arrow keys. */
export const listenToScrubs = (): void => {
  let from: { readonly x: number; readonly i: number; moved: boolean } | undefined
  const index = (): number => classCounts.findIndex((n) => n === store.get().classes)
  const go = (i: number): void =>
    store.set({ classes: at(classCounts, Math.min(classCounts.length - 1, Math.max(0, i))) })
  const isScrub = (target: EventTarget | null): boolean =>
    target instanceof Element && target.closest('[data-scrub]') !== null
  document.addEventListener('pointerdown', (event) => {
    if (!isScrub(event.target)) return
    event.preventDefault()
    from = { x: event.clientX, i: index(), moved: false }
  })
  document.addEventListener('pointermove', ({ clientX }) => {
    if (from === undefined) return
    const by = Math.round((clientX - from.x) / 24)
    from.moved ||= by !== 0
    if (from.moved) go(from.i + by)
  })
  document.addEventListener('pointerup', () => {
    if (from !== undefined && !from.moved) go((from.i + 1) % classCounts.length)
    from = undefined
  })
  document.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (by === undefined || !isScrub(event.target)) return
    event.preventDefault()
    go(index() + by)
  })
}
