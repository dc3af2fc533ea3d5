import { defaultTimeLimit } from '../../contract/implementation.ts'
import { inSeconds } from '../../contract/plain.ts'

/** What a homework is granted. */
export type EngineLimits = {
  /** How long it may take to be ready, and how long a call may take, in milliseconds. */
  readonly start: number
  readonly call: number
  /** How much memory it may take, in bytes. */
  readonly memory: number
  /** Whether flags of the command line set them, which are then named to whom they end. */
  readonly byFlags?: boolean
}

export type HomeworkLimits = EngineLimits & {
  /** How often it is run anew. */
  readonly restarts: number
}

/** What a homework is granted where nobody says otherwise. */
export const homeworkLimits: HomeworkLimits = {
  start: 10_000,
  call: defaultTimeLimit,
  memory: 256 * 2 ** 20,
  restarts: 10,
}

/** How a homework ended that took longer than one of its limits. */
export const tooLate = (limits: EngineLimits, which: 'start' | 'call'): string =>
  `did not answer within ${inSeconds(limits[which])}${flag(limits, which === 'start' ? 'start' : 'time')}`

/** How one ended that took too much memory. */
export const tooMuch = (limits: EngineLimits): string =>
  `took more than ${limits.memory / 2 ** 20} MiB of memory${flag(limits, 'memory')}`

const flag = ({ byFlags }: EngineLimits, name: string): string =>
  byFlags ? ` (--${name}-limit)` : ''
