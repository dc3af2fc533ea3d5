import type { Request, Settled } from './conversation.ts'

/** A program that runs; one that is being started again; or one that is asked no more. */
export type State = Running | Starting | Gone
export type Running = Queue & {
  readonly is: 'running'
  /** The requests that wait for their replies, the oldest first. */
  readonly underWay: readonly Request[]
}
export type Starting = Queue & {
  readonly is: 'starting'
  /** How it had ended, and whether starting it again has failed once already. */
  readonly how: string
  readonly isSecond: boolean
}
export type Gone = {
  readonly is: 'gone'
  readonly why: string
  /** A program that was told to stop may still answer these. */
  readonly underWay: readonly Request[]
}

/** What was asked of a program and is not settled, beside what is under way. */
export type Queue = {
  /** The requests that were not sent yet. */
  readonly waiting: readonly Request[]
  /** How often the program was started again. */
  readonly restarts: number
  /** How the program ended while nothing was under way: the next request is told. */
  readonly unreportedEnd?: string
  readonly resending?: Resending
  /** Those under way whose replies nobody waits for: they are not sent again. */
  readonly abandoned?: readonly Request[]
}

/**
 * Several requests were under way when the program ended. They are sent again one by one: the one
 * over which it ends again is the culprit, and where there is none, the first is blamed.
 */
export type Resending = {
  /** How the program ended over all of them. */
  readonly how: string
  readonly first: Request
  /** Those that have no reply yet, in order. */
  readonly rest: readonly Request[]
  /** The reply to the first, kept back until another proves to be the culprit. */
  readonly reply?: Settled
  readonly isSolved: boolean
}

export type Event =
  | { readonly is: 'asked'; readonly request: Request }
  /** The oldest request under way has a reply. */
  | { readonly is: 'answered'; readonly reply: Settled }
  | { readonly is: 'ended'; readonly how: string; readonly stderr: string }
  /** It runs again, and says that it is the same program or another. */
  | { readonly is: 'started'; readonly isSame: boolean }
  | { readonly is: 'failed'; readonly why: string }
  /** Nobody waits for what was asked. */
  | { readonly is: 'abandoned' }
  | { readonly is: 'closed' }

export type Effect =
  | { readonly do: 'put'; readonly request: Request }
  | { readonly do: 'settle'; readonly request: Request; readonly as: Settled }
  | { readonly do: 'start' }
  | { readonly do: 'stop' }

export type Step = {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** How much is asked of a program at once, and how often it is forgiven. */
export type StepLimits = {
  /** How many requests may be under way at once. */
  readonly window: number
  /** How often a program is started again. */
  readonly restarts: number
}

export const beginning: Running = { is: 'running', waiting: [], underWay: [], restarts: 0 }
