import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  Scope,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import { misuse } from '../../contract/misuse.ts'
import { inOneLine } from '../../contract/thrown.ts'
import { decoded, encoded } from './codec.ts'
import { guest } from './guest.ts'
import { tooLate, tooMuch, type EngineLimits } from './limits.ts'
import { scriptOf } from './script.ts'
import { resolved, type Source } from './source.ts'

/** A homework, the names under which it may declare something, and what it is granted. */
export type Homework = {
  readonly source: Source
  readonly names: readonly string[]
  readonly limits: EngineLimits
}

/**
 * What a call came to: its result, with the arguments and with the result before where these have
 * changed; what it threw; that it gave back what is no answer; or that it had to be ended, after which the engine
 * is asked no more.
 */
export type Told =
  | {
      readonly result: Float64Array
      readonly arguments?: Float64Array
      readonly earlier?: Float64Array
    }
  | { readonly threw: string }
  | { readonly fault: string }
  | { readonly ended: string }

/** A homework that is ready: what it declares, as doubles, and its operations. */
export type Engine = {
  readonly declared: Float64Array
  readonly call: (operation: string, args: Float64Array) => Told
}

/**
 * Runs a homework in an engine of its own: QuickJS, compiled to WebAssembly. Nothing is within its
 * reach but the language and the files that it consists of: there are no processes, files, sockets
 * or timers to be had, and no function of ours is called by it but the one that looks up its files.
 * Values leave as doubles, which we write into a buffer of the engine and read from its memory.
 * Rejects with what kept it from being ready, in words.
 */
export const engineFor = async ({ source, names, limits }: Homework): Promise<Engine> => {
  // The engine counts what it takes, and not how much that is: its memory itself ends here.
  const pages = Math.floor(limits.memory / bytesPerPage)
  const maximum = Math.min(Math.max(pages, leastPages), mostPages)
  const wasmMemory = new WebAssembly.Memory({ initial: leastPages, maximum })
  const module = await newQuickJSWASMModuleFromVariant(
    // Its types are those of its CommonJS twin, whose default is one step further in.
    newVariant(variant as unknown as QuickJSSyncVariant, { wasmMemory }),
  )
  const runtime = module.newRuntime()
  runtime.setMaxStackSize(stack)
  runtime.setModuleLoader((path) => {
    try {
      return scriptOf(source, path)
    } catch (error) {
      return { error: error as Error }
    }
  }, resolved)
  const context = runtime.newContext()
  const isFull = (): boolean => wasmMemory.buffer.byteLength > 0.9 * maximum * bytesPerPage
  const realm = { runtime, context, isFull, ...guestIn(context) }
  return { declared: declaredBy(source, realm, names, limits), call: callsOf(realm, limits) }
}

type Realm = {
  readonly runtime: QuickJSRuntime
  readonly context: QuickJSContext
  /** Whether it has taken all the memory there is, at least once. */
  readonly isFull: () => boolean
  readonly declare: QuickJSHandle
  readonly ask: QuickJSHandle
  readonly tell: QuickJSHandle
  readonly words: QuickJSHandle
}
const guestIn = (context: QuickJSContext) => {
  const own = context.unwrapResult(context.evalCode(guest, 'losslaws'))
  const [declare, ask, tell, words] = ['declare', 'call', 'tell', 'words'].map((name) =>
    context.getProp(own, name),
  ) as [QuickJSHandle, QuickJSHandle, QuickJSHandle, QuickJSHandle]
  return { declare, ask, tell, words }
}

/** Runs the modules of a homework, and gives what they declare. Throws a Misuse where they fail. */
const declaredBy = (
  source: Source,
  realm: Realm,
  names: readonly string[],
  limits: EngineLimits,
): Float64Array => {
  const { context, declare } = realm
  const script = scriptOf(source, source.entry)
  const declared = within(realm, limits, 'start', (visit): Float64Array | Failed => {
    const module = settled(visit, () => context.evalCode(script, source.entry, { type: 'module' }))
    if (!('value' in module)) return module
    const buffer = bufferWith(visit, [encoded(names)], roomToDeclare)
    const end = kept(visit, context.callFunction(declare, context.undefined, buffer, module.value))
    return 'value' in end ? readFrom(visit, buffer, 0, context.getNumber(end.value)) : end
  })
  if (declared instanceof Float64Array) return declared
  throw misuse('ended' in declared ? declared.ended : declared.threw)
}

const callsOf = (realm: Realm, limits: EngineLimits): Engine['call'] => {
  const { context, ask, tell } = realm
  /** The last result of each operation, as it was told. */
  const results = new Map<string, Float64Array>()
  return (operation, args) =>
    within(realm, limits, 'call', (visit): Told => {
      const before = results.get(operation)
      const room = 4 * args.length + (before?.length ?? 0) + roomToAnswer
      const buffer = bufferWith(visit, [encoded(operation), args], room)
      const answer = settled(visit, () => context.callFunction(ask, context.undefined, buffer))
      if (!('value' in answer)) return answer
      const end = kept(visit, context.callFunction(tell, context.undefined, answer.value))
      if ('ended' in end) return end
      if ('threw' in end) return { fault: `returned what cannot be read: ${end.threw}` }
      if (context.getNumber(end.value) < 0)
        return { fault: `returned, or left in its arguments, more than ${room} numbers` }
      const [first = 0, second = 0, third = 0] = readFrom(visit, buffer, 0, places)
      const result = readFrom(visit, buffer, places, first)
      const after = readFrom(visit, buffer, first, second)
      const earlier = readFrom(visit, buffer, second, third)
      results.set(operation, result)
      return {
        result,
        ...(isSame(after, args) ? {} : { arguments: after }),
        ...(before === undefined || isSame(earlier, before) ? {} : { earlier }),
      }
    })
}

/** How many doubles may be declared, and be answered beside those that the arguments call for. */
const [roomToDeclare, roomToAnswer] = [4096, 1024]
/** An answer begins with where its three parts end. */
const places = 3
/** What Node and browsers have in common, which the types of neither are needed for. */
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer
  }
}
/** The memory of WebAssembly, of which the engine needs so much to begin, and 2 GiB at most. */
const [bytesPerPage, leastPages, mostPages] = [2 ** 16, 256, 2 ** 15]
/** How deep calls may be nested in the engine, in bytes of its stack. */
const stack = 2 ** 18

/** A stay in the engine, at the end of which all handles are let go. */
type Visit = {
  readonly realm: Realm
  readonly limits: EngineLimits
  readonly scope: Scope
  readonly isLate: () => boolean
}
type Failed = { readonly threw: string } | { readonly ended: string }
type Kept = { readonly value: QuickJSHandle } | Failed
type Returned = ReturnType<QuickJSContext['callFunction']>

/** What is done in the engine in time, or that it had to be ended, which leaves it unfit for more. */
const within = <A>(
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
const settled = (visit: Visit, run: () => Returned): Kept => {
  const { runtime, context } = visit.realm
  const begun = kept(visit, run())
  // Whoever waits for a job that throws is told by its promise.
  while (runtime.hasPendingJob() && !visit.isLate()) runtime.executePendingJobs(jobs).dispose()
  if (!('value' in begun)) return begun
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
const kept = (visit: Visit, returned: Returned): Kept =>
  returned.error ? failed(visit, returned.error) : { value: visit.scope.manage(returned.value) }
const failed = (visit: Visit, error: QuickJSHandle): Failed => {
  const threw = wordsOf(visit, visit.scope.manage(error))
  // Where nothing is left for an error either, there is none.
  const isSpent =
    threw.startsWith('InternalError: out of memory') || (threw === 'null' && visit.realm.isFull())
  return isSpent ? { ended: tooMuch(visit.limits) } : { threw }
}

/** What was thrown, in a line: an error by its name and message, and where it is a SyntaxError. */
const wordsOf = (visit: Visit, thrown: QuickJSHandle): string => {
  const { context, words } = visit.realm
  const buffer = bufferWith(visit, [], roomToDeclare)
  const said = context.callFunction(words, context.undefined, buffer, thrown)
  said.dispose()
  if (said.error) return 'something that cannot be shown'
  const parts = decoded(readFrom(visit, buffer, 0, roomToDeclare)) as readonly unknown[]
  if (parts.length === 1) return inOneLine(parts[0])
  const [name, message, stack] = parts.map((it) => (typeof it === 'string' ? it : undefined))
  if (message === undefined) return 'something that cannot be shown'
  const [place = ''] = name === 'SyntaxError' ? (/[^\s()]+:\d+:\d+/.exec(stack ?? '') ?? []) : []
  return inOneLine(`${name ?? 'Error'}: ${message}${place && ` (${place})`}`)
}

/** A buffer of the engine that begins with these doubles and has room for so many. */
const bufferWith = (
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
const readFrom = (
  { realm: { context }, scope }: Visit,
  buffer: QuickJSHandle,
  from: number,
  to: number,
): Float64Array =>
  new Float64Array(
    scope.manage(context.getArrayBuffer(buffer)).value.slice(8 * from, 8 * to).buffer,
  )

/** Whether two lists of doubles are equal to the last bit, up to which NaN it is. */
const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((x, i) => Object.is(x, b[i]))
