import { Scope, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core'
import { inOneLine } from '../../contract/thrown.ts'
import { decoded } from './codec.ts'
import { tooLate, tooMuch, type EngineLimits } from './limits.ts'
import type { Realm } from './realm.ts'
import type { Place } from './source.ts'

/** A stay in the engine, at the end of which all handles are let go. */
type Visit = {
  readonly realm: Realm
  readonly limits: EngineLimits
  readonly scope: Scope
  readonly isLate: () => boolean
}
/** What was thrown, and where, if it was the text itself that could not be read; or how it ended. */
export type Failed = { readonly threw: string; readonly place?: Place } | { readonly ended: string }
type Kept = { readonly value: QuickJSHandle } | Failed
type Returned = ReturnType<QuickJSContext['callFunction']>

/** What is done in the engine in time, or that it had to be ended, which leaves it unfit for more. */
export const within = <A>(
  realm: Realm,
  limits: EngineLimits,
  limit: 'start' | 'call',
  run: (visit: Visit) => A,
): A | { readonly ended: string } => {
  const end = performance.now() + limits[limit]
  const isLate = (): boolean => performance.now() > end
  realm.runtime.setInterruptHandler(isLate)
  const scope = new Scope()
  try {
    const done = run({ realm, limits, scope, isLate })
    scope.dispose()
    if (!isLate()) return done
  } catch (error) {
    // The engine itself has failed: a stack of ours is exhausted, or it has lost count of its memory.
    if (!isLate())
      return {
        ended: realm.isFull() ? tooMuch(limits) : `brought down its engine: ${inOneLine(error)}`,
      }
  }
  return { ended: tooLate(limits, limit) }
}

/** What a computation comes to once all that it has put off is done, too. */
export const settled = (visit: Visit, run: () => Returned): Kept => {
  const { runtime, context } = visit.realm
  const begun = kept(visit, run())
  const putsOff = runtime.hasPendingJob()
  // Whoever waits for a job that throws is told by its promise.
  while (runtime.hasPendingJob() && !visit.isLate()) runtime.executePendingJobs(jobs).dispose()
  if (!('value' in begun)) return begun
  // A job without memory fails in silence, and with it all that it would have put off.
  if (putsOff && visit.realm.isFull()) return { ended: tooMuch(visit.limits) }
  const state = context.getPromiseState(begun.value)
  switch (state.type) {
    case 'fulfilled':
      return { value: visit.scope.manage(state.value) }
    case 'rejected':
      return failed(visit, state.error)
    case 'pending':
      return { ended: 'gave a promise that nothing is left to keep' }
  }
}
/** How many jobs are done before the time is looked at. */
const jobs = 256

/** A value that outlives the call, or what was thrown in its place. */
export const kept = (visit: Visit, returned: Returned): Kept =>
  returned.error ? failed(visit, returned.error) : { value: visit.scope.manage(returned.value) }
const failed = (visit: Visit, error: QuickJSHandle): Failed => {
  const thrown = thrownIn(visit, visit.scope.manage(error))
  const { threw } = thrown
  // Where nothing is left for an error either, there is none.
  const isSpent =
    threw.startsWith('InternalError: out of memory') || (threw === 'null' && visit.realm.isFull())
  return isSpent ? { ended: tooMuch(visit.limits) } : thrown
}

/** What was thrown, in a line: an error by its name and message; and where it is a SyntaxError. */
const thrownIn = (visit: Visit, thrown: QuickJSHandle): Extract<Failed, { threw: string }> => {
  const { context, words } = visit.realm
  const buffer = bufferWith(visit, [], roomForWords)
  const said = context.callFunction(words, context.undefined, buffer, thrown)
  said.dispose()
  if (said.error) return { threw: 'something that cannot be shown' }
  const parts = decoded(readFrom(visit, buffer, 0, roomForWords)) as readonly unknown[]
  if (parts.length === 1) return { threw: inOneLine(parts[0]) }
  const [name, message, stack] = parts.map((it) => (typeof it === 'string' ? it : undefined))
  if (message === undefined) return { threw: 'something that cannot be shown' }
  const [, path, line, column] =
    name === 'SyntaxError' ? (/([^\s()]+):(\d+):(\d+)/.exec(stack ?? '') ?? []) : []
  return {
    threw: inOneLine(`${name ?? 'Error'}: ${message}`),
    ...(path === undefined ? {} : { place: { path, line: Number(line), column: Number(column) } }),
  }
}

const roomForWords = 2048

/** A buffer of the engine that begins with these doubles and has room for so many. */
export const bufferWith = (
  { realm: { context }, scope }: Visit,
  parts: readonly Float64Array[],
  room: number,
): QuickJSHandle => {
  const doubles = new Float64Array(parts.reduce((sum, part) => sum + part.length, room))
  let at = 0
  for (const part of parts) {
    doubles.set(part, at)
    at += part.length
  }
  return scope.manage(context.newArrayBuffer(doubles.buffer))
}

/** A copy of the doubles in a buffer of the engine from one place to another. */
export const readFrom = (
  { realm: { context }, scope }: Visit,
  buffer: QuickJSHandle,
  from: number,
  to: number,
): Float64Array =>
  new Float64Array(
    scope.manage(context.getArrayBuffer(buffer)).value.slice(8 * from, 8 * to).buffer,
  )

/** Whether two lists of doubles are equal to the last bit, up to which NaN it is. */
export const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((x, i) => Object.is(x, b[i]))
