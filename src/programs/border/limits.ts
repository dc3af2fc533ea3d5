import { inSeconds } from '../../contract/plain.ts'

/** What a homework is granted. */
export type EngineLimits = {
  /** How long it may take to be ready, and how long a call may take, in milliseconds. */
  readonly start: number
  readonly call: number
  /** How much memory it may take, in bytes. */
  readonly memory: number
}

/** How a homework ended that took longer than one of its limits. */
export const tooLate = (limits: EngineLimits, which: 'start' | 'call'): string =>
  `did not answer within ${inSeconds(limits[which])} (--${which === 'start' ? 'start' : 'time'}-limit)`

/** How one ended that took too much memory. */
export const tooMuch = ({ memory }: EngineLimits): string =>
  `took more than ${memory / 2 ** 20} MiB of memory (--memory-limit)`
