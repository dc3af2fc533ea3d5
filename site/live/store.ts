import { addressOf, initial, stateOf, type State } from '../state.ts'

/** Told of every new state, with the names of what has changed. */
type Listener = (
  state: State,
  changed: ReadonlySet<keyof State>,
  told: 'address' | 'reader',
) => void

const listeners: Listener[] = []
let state = initial
/** What is set and not yet drawn. */
let next: State | undefined
let isAwaited = false

/** The state of the page, the address of which keeps it. */
export const store = {
  get: (): State => next ?? state,
  listen: (listener: Listener): void => void listeners.push(listener),
  /** What a reader sets. It is drawn in the next frame, with whatever else is set until then. */
  set: (change: Partial<State>): void => {
    next = { ...store.get(), ...change }
    if (isAwaited) return
    isAwaited = true
    requestAnimationFrame(() => {
      isAwaited = false
      if (next === undefined) return
      tell(next, 'reader')
      keepAddress()
      notice('')
    })
  },
  notice: (text: string): void => notice(text),
  /** Follows the address, now and whenever it changes. */
  follow: (): void => {
    addEventListener('hashchange', read)
    read()
  },
}

const read = (): void => {
  const address = location.hash.slice(1)
  const place = document.getElementById(address)
  if (place !== null) {
    tell(store.get(), 'address')
    openUpTo(place)
    if (addressOf(state) !== '') history.replaceState(null, '', `#${addressOf(state)}`)
    return
  }
  const { state: told, problems } = stateOf(address)
  tell(told, 'address')
  notice(
    problems.length === 0 ?
      ''
    : `${problems.join(' ')} The page shows what it starts with instead.`,
  )
}

/** A place may lie in something that is folded. */
const openUpTo = (place: Element): void => {
  for (let it: Element | null = place; it !== null; it = it.parentElement)
    if (it instanceof HTMLDetailsElement) it.open = true
  place.scrollIntoView()
}

const tell = (told: State, by: 'address' | 'reader'): void => {
  const names = Object.keys(told) as (keyof State)[]
  const changed = new Set(names.filter((name) => String(told[name]) !== String(state[name])))
  state = told
  next = undefined
  for (const listener of listeners) listener(state, changed, by)
}

/** Browsers refuse an address that changes too often: it follows once the reader has paused. */
let timer: ReturnType<typeof setTimeout> | undefined
const keepAddress = (): void => {
  clearTimeout(timer)
  timer = setTimeout(() => history.replaceState(null, '', `#${addressOf(state)}`), 150)
}

const notice = (text: string): void => {
  const place = document.getElementById('notice')
  if (place !== null && place.textContent !== text) place.textContent = text
}
