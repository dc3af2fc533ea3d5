import { mostSteps } from '../state.ts'
import { store } from './store.ts'

let run = 0

/**
 * Shows training from its start to its end, or its end alone to whoever would rather not see motion.
 */
export const train = (): void => {
  const mine = ++run
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return store.set({ steps: mostSteps })
  const go = (steps: number): void => {
    if (mine !== run) return
    store.set({ steps })
    if (steps < mostSteps)
      setTimeout(() => go(Math.min(mostSteps, steps + (steps < 20 ? 1 : 4))), 40)
  }
  go(0)
}
