import { given } from '../../contract/given.ts'
import { encoded } from './codec.ts'
import type { EngineLimits } from './limits.ts'
import { realmFor, type Realm } from './realm.ts'
import { placeInWords, type Place, type ScriptOf, type Source } from './source.ts'
import { bufferWith, isSame, kept, readFrom, settled, within, type Failed } from './visit.ts'

/** A homework, the names under which it may declare something, and what it is granted. */
export type Homework = {
  readonly source: Source
  readonly names: readonly string[]
  readonly limits: EngineLimits
}

/**
 * What a call came to: its result, with the arguments and the earlier result where these have changed;
 * what it threw; that what it gave back is no answer; or that it had to be ended, after which the
 * engine is asked no more.
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

/** What keeps a homework from being ready, and where in it that shows, if it does. */
export type Refused = { readonly refused: string; readonly place?: Place }

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
 */
export const engineFor = async (
  { source, names, limits }: Homework,
  scriptOf: ScriptOf,
): Promise<Engine | Refused> => {
  const realm = await realmFor((path) => scriptOf(source, path), limits)
  const script = scriptOf(source, source.entry)
  const declared = declaredBy(realm, script, source.entry, names, limits)
  return declared instanceof Float64Array ? { declared, call: callsOf(realm, limits) } : declared
}

/** Runs the modules of a homework, and gives what they declare. */
const declaredBy = (
  realm: Realm,
  script: string,
  entry: string,
  names: readonly string[],
  limits: EngineLimits,
): Float64Array | Refused => {
  const { context, declare } = realm
  const declared = within(realm, limits, 'start', (visit): Float64Array | Failed => {
    const module = settled(visit, () => context.evalCode(script, entry, { type: 'module' }))
    if (!('value' in module)) return module
    const buffer = bufferWith(visit, [encoded(names)], roomToDeclare)
    const end = kept(visit, context.callFunction(declare, context.undefined, buffer, module.value))
    return 'value' in end ? readFrom(visit, buffer, 0, context.getNumber(end.value)) : end
  })
  if (declared instanceof Float64Array) return declared
  if ('ended' in declared) return { refused: declared.ended }
  return { refused: declared.threw, ...given({ place: declared.place }) }
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
      if ('threw' in answer) return { threw: answer.threw + placeInWords(answer.place) }
      if ('ended' in answer) return answer
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
