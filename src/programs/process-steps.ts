import type { Request, Settled } from './conversation.ts'
import { given } from '../contract/given.ts'
import { withStderr } from './handshake.ts'
import type {
  Effect,
  Event,
  Gone,
  Queue,
  Resending,
  Running,
  Starting,
  State,
  Step,
  StepLimits,
} from './process-state.ts'

/** What becomes of a program and its requests after an event, and what is to be done about it. */
export const step = (state: State, event: Event, limits: StepLimits): Step => {
  switch (event.is) {
    case 'asked':
      return asked(state, event.request, limits)
    case 'answered':
      return state.is === 'starting' ? still(state) : answered(state, event.reply, limits)
    case 'ended':
      return state.is === 'starting' ? still(state) : ended(state, event, limits)
    case 'started':
      return state.is === 'running' ? still(state) : started(state, event.isSame, limits)
    case 'failed':
      return state.is === 'starting' ? failed(state, event.why, limits) : still(state)
    case 'abandoned':
      return state.is === 'gone' ? still(state) : abandoned(state)
    case 'closed':
      return state.is === 'gone' ? still(state) : closed(state)
  }
}

const asked = (state: State, request: Request, limits: StepLimits): Step => {
  if (state.is === 'gone') return { state, effects: [settle(request, { ended: state.why })] }
  const longer = { ...state, waiting: [...state.waiting, request] }
  return longer.is === 'running' ? sending(longer, limits) : still(longer)
}

const answered = (state: Running | Gone, reply: Settled, limits: StepLimits): Step => {
  const [request, ...underWay] = state.underWay
  if (request === undefined) return still(state)
  if (state.is === 'gone')
    return { state: { ...state, underWay }, effects: [settle(request, reply)] }
  const { resending, ...others } = state
  if (resending === undefined)
    return after([settle(request, reply)], sending({ ...state, underWay }, limits))
  const isKeptBack = request === resending.first && !resending.isSolved
  const known = concluded({
    ...resending,
    rest: resending.rest.slice(1),
    ...(isKeptBack ? { reply } : {}),
  })
  return after(
    [...(isKeptBack ? [] : [settle(request, reply)]), ...known.effects],
    sending({ ...others, underWay, ...given({ resending: known.resending }) }, limits),
  )
}

const ended = (
  state: Running | Gone,
  { how, stderr }: { readonly how: string; readonly stderr: string },
  limits: StepLimits,
): Step => {
  const end = { ended: withStderr(how, stderr) }
  const { underWay } = state
  if (state.is === 'gone')
    return {
      state: { ...state, underWay: [] },
      effects: underWay.map((request) => settle(request, end)),
    }
  const { resending, abandoned = [], ...queue } = queueOf(state)
  const [head] = underWay
  const again = (queue: Queue) => starting(queue, how, false, limits)
  if (head === undefined) return again({ ...queueOf(state), unreportedEnd: end.ended })
  if (resending !== undefined) {
    const known = concluded({ ...resending, rest: resending.rest.slice(1), isSolved: true })
    // It has ended over the same request before, for which it was started again already.
    const restarts = queue.restarts - (resending.isSolved ? 0 : 1)
    return after(
      [settle(head, end), ...known.effects],
      again({ ...queue, restarts, ...given({ resending: known.resending }) }),
    )
  }
  const [left, wanted] = [true, false].map((is) =>
    underWay.filter((request) => abandoned.includes(request) === is),
  ) as [Request[], Request[]]
  const [first] = wanted
  if (left.length > 0) {
    // It may have ended over one of those, and is not held to have ended over another.
    const again = { how: end.ended, rest: wanted, isSolved: true }
    return after(
      left.map((request) => settle(request, end)),
      starting(
        { ...queue, ...given({ resending: first && { ...again, first } }) },
        how,
        false,
        limits,
      ),
    )
  }
  if (underWay.length === 1) return after([settle(head, end)], again(queue))
  const suspicion = { how: end.ended, first: head, rest: underWay, isSolved: false }
  return again({ ...queue, resending: suspicion })
}

const started = (state: Starting | Gone, isSame: boolean, limits: StepLimits): Step => {
  if (state.is === 'gone') return { state, effects: [{ do: 'stop' }] }
  if (isSame) return sending({ ...queueOf(state), is: 'running', underWay: [] }, limits)
  const why = 'was not asked: the program said that it was another when it was started again'
  return after([{ do: 'stop' }], gone(state, why))
}

const failed = (state: Starting, why: string, limits: StepLimits): Step =>
  state.isSecond ?
    gone(state, `was not asked: the program could not be started again: ${why}`)
  : starting(queueOf(state), state.how, true, limits)

const closed = (state: Running | Starting): Step =>
  after(
    state.is === 'running' ? [{ do: 'stop' }] : [],
    gone(state, 'was not asked: the program had been told to stop'),
  )

/** Sends no more of what was asked. What is under way may still be replied to. */
const abandoned = (state: Running | Starting): Step => {
  const { resending, waiting, ...others } = state
  const underWay = state.is === 'running' ? state.underWay : []
  const why = { ended: 'was not asked: nobody waits for the answer' }
  return {
    state: { ...others, waiting: [], ...(underWay.length > 0 ? { abandoned: underWay } : {}) },
    effects: unsent({ resending, waiting, underWay }).map((request) => settle(request, why)),
  }
}

/** Sends what may be sent now. */
const sending = (state: Running, { window }: StepLimits): Step => {
  const { resending, underWay, unreportedEnd, ...others } = state
  if (resending !== undefined) {
    const next = underWay.length === 0 ? resending.rest.slice(0, 1) : []
    return { state: { ...state, underWay: [...underWay, ...next] }, effects: next.map(put) }
  }
  const told = unreportedEnd === undefined ? [] : others.waiting.slice(0, 1)
  const end = { ended: `was not asked: the program ${unreportedEnd}` }
  const untold = others.waiting.slice(told.length)
  const next = untold.slice(0, window - underWay.length)
  return {
    state: {
      ...others,
      waiting: untold.slice(next.length),
      underWay: [...underWay, ...next],
      ...(told.length === 0 ? given({ unreportedEnd }) : {}),
    },
    effects: [...told.map((request) => settle(request, end)), ...next.map(put)],
  }
}

/** Starts the program again, where that may be done once more. */
const starting = (queue: Queue, how: string, isSecond: boolean, limits: StepLimits): Step => {
  const { restarts } = queue
  if (restarts === limits.restarts) {
    const why = `was not asked: the program ${how}, and had been started again ${restarts} times`
    return gone(queue, why)
  }
  return {
    state: { ...queue, is: 'starting', restarts: restarts + 1, how, isSecond },
    effects: [{ do: 'start' }],
  }
}

/** Asks no more: what is not under way is told why. */
const gone = (state: Queue & { readonly underWay?: readonly Request[] }, why: string): Step => {
  const { underWay = [] } = state
  return {
    state: { is: 'gone', why, underWay },
    effects: unsent(state).map((request) => settle(request, { ended: why })),
  }
}

/** What was asked and is neither settled nor under way. */
const unsent = ({
  waiting,
  resending,
  underWay = [],
}: {
  readonly waiting: readonly Request[]
  readonly resending?: Resending | undefined
  readonly underWay?: readonly Request[]
}): readonly Request[] => [
  ...(resending?.reply === undefined ? [] : [resending.first]),
  ...(resending?.rest ?? []).filter((request) => !underWay.includes(request)),
  ...waiting,
]

/** Settles the first request as soon as it is known whether another was the culprit. */
const concluded = (
  resending: Resending,
): { readonly resending: Resending | undefined; readonly effects: readonly Effect[] } => {
  const { reply, ...others } = resending
  const { first, how, rest, isSolved } = others
  const isOver = rest.length === 0
  if (reply === undefined || !(isSolved || isOver))
    return { resending: isOver ? undefined : resending, effects: [] }
  const blame = `${how}\n  and did not when all that was under way was asked again one by one`
  return {
    resending: isOver ? undefined : others,
    effects: [settle(first, isSolved ? reply : { ended: blame })],
  }
}

const queueOf = ({ waiting, restarts, unreportedEnd, resending, abandoned }: Queue): Queue => ({
  waiting,
  restarts,
  ...given({ unreportedEnd, resending, abandoned }),
})
const put = (request: Request): Effect => ({ do: 'put', request })
const settle = (request: Request, as: Settled): Effect => ({ do: 'settle', request, as })
const still = (state: State): Step => ({ state, effects: [] })
const after = (effects: readonly Effect[], { state, effects: more }: Step): Step => ({
  state,
  effects: [...effects, ...more],
})
