import { addressOf, initial, stateOf, type State } from '../state.ts'

/** Told of every new state, with the names of what has changed. */
type Listener = (
  state: State,
  changed: ReadonlySet<keyof State>,
  told: 'address' | 'reader',
) => void

const listeners: Listener[] = []
let state = initial

/** The state of the page, the address of which keeps it. */
export const store = {
  get: (): State => state,
  listen: (listener: Listener): void => void listeners.push(listener),
  /** What a reader sets. */
  set: (change: Partial<State>): void => {
    tell({ ...state, ...change }, 'reader')
    history.replaceState(null, '', `#${addressOf(state)}`)
    notice('')
  },
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
    openUpTo(place)
    if (addressOf(state) !== '') history.replaceState(null, '', `#${addressOf(state)}`)
    return
  }
  const { state: next, problems } = stateOf(address)
  tell(next, 'address')
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

const tell = (next: State, told: 'address' | 'reader'): void => {
  const names = Object.keys(next) as (keyof State)[]
  const changed = new Set(names.filter((name) => String(next[name]) !== String(state[name])))
  state = next
  for (const listener of listeners) listener(state, changed, told)
}

const notice = (text: string): void => {
  const place = document.getElementById('notice')
  if (place !== null && place.textContent !== text) place.textContent = text
}
