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
  const { resending, ...queue } = queueOf(state)
  const [head] = underWay
  const again = (queue: Queue) => starting(queue, how, false, limits)
  if (head === undefined) return again({ ...queueOf(state), unreportedEnd: end.ended })
  if (resending !== undefined) {
    const known = concluded({ ...resending, rest: resending.rest.slice(1), isSolved: true })
    return after(
      [settle(head, end), ...known.effects],
      again({ ...queue, ...given({ resending: known.resending }) }),
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
  const { waiting, resending, underWay = [] } = state
  const untold = [
    ...(resending?.reply === undefined ? [] : [resending.first]),
    ...(resending?.rest ?? []).filter((request) => !underWay.includes(request)),
    ...waiting,
  ]
  return {
    state: { is: 'gone', why, underWay },
    effects: untold.map((request) => settle(request, { ended: why })),
  }
}

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

const queueOf = ({ waiting, restarts, unreportedEnd, resending }: Queue): Queue => ({
  waiting,
  restarts,
  ...given({ unreportedEnd, resending }),
})
const put = (request: Request): Effect => ({ do: 'put', request })
const settle = (request: Request, as: Settled): Effect => ({ do: 'settle', request, as })
const still = (state: State): Step => ({ state, effects: [] })
const after = (effects: readonly Effect[], { state, effects: more }: Step): Step => ({
  state,
  effects: [...effects, ...more],
})
