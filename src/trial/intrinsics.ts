import { at } from '../arithmetic/sequence.ts'

/**
 * Runs what may change the functions that all of JavaScript shares, such as Math.exp, and puts back
 * what it changed: whoever is judged next shares them, and so does whoever judges. Where there was
 * something, its names are handed over instead of a result.
 */
export const guarded = async <A>(
  run: () => Promise<A>,
  onChange: (names: string) => A,
): Promise<A> => {
  const putBack = remembered()
  const end = await ended(run)
  const names = putBack()
  if (names !== '') return onChange(names)
  if ('error' in end) throw end.error
  return end.value
}

/** Why what changes these is not judged. */
export const changing = (names: string): string =>
  `it changed ${names}, which all that is judged here shares`

const ended = async <A>(run: () => Promise<A>) => {
  try {
    return { value: await run() }
  } catch (error) {
    return { error }
  }
}

/** Taken before a module on trial is imported, which may put others in their place. */
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, deleteProperty } =
  Reflect

type Place = { readonly name: string; readonly object: object }
type Property = Place & { readonly key: PropertyKey }

/** Remembers the intrinsics as they are; what it gives puts them back, and names those it had to. */
const remembered = (): (() => string) => {
  const before = intrinsics.map(({ object, key }) => getOwnPropertyDescriptor(object, key))
  const inherited = ownKeys(everything.object).length
  return () => {
    let names = ''
    const check = ({ name, object, key }: Property, was: PropertyDescriptor | undefined): void => {
      const is = getOwnPropertyDescriptor(object, key)
      if (is?.value === was?.value && is?.get === was?.get && is?.set === was?.set) return
      if (was === undefined) deleteProperty(object, key)
      else defineProperty(object, key, was)
      const last = typeof key === 'symbol' ? `[${key.description}]` : `.${key}`
      names += `${names && ', '}${name === 'globalThis' ? String(key) : name + last}`
    }
    // Until all are put back, no method of a list may be what it was.
    for (let i = 0; i < intrinsics.length; i++) check(at(intrinsics, i), before[i])
    const keys = ownKeys(everything.object)
    for (let i = inherited; i < keys.length; i++)
      check({ ...everything, key: at(keys, i) }, undefined)
    return names
  }
}

/** What defines a language is not enumerable; what a host adds to it may be got ready when asked. */
const isIntrinsic = ({ value, get, enumerable }: PropertyDescriptor, object: object): boolean =>
  enumerable === false && (isObject(value) || (get !== undefined && object !== globalThis))
const isObject = (x: unknown): x is object =>
  typeof x === 'function' || (typeof x === 'object' && x !== null)

/** What every object inherits from: whatever is new there is in all of them. */
const everything: Place = { name: 'Object.prototype', object: Object.prototype }

/** What JavaScript has by name, and what it has without one. A module may silence the console. */
const places: readonly Place[] = [
  ...Object.entries(Object.getOwnPropertyDescriptors(globalThis))
    .filter(([name, it]) => isIntrinsic(it, globalThis) && name !== 'console' && name !== 'global')
    .map(([name, { value }]) => [name, value as unknown] as const),
  ['TypedArray', getPrototypeOf(Float64Array)] as const,
  ['Generator', getPrototypeOf(function* () {})] as const,
  ['ArrayIterator', { prototype: getPrototypeOf([].values()) }] as const,
].flatMap(([name, object]) =>
  !isObject(object) ? []
  : 'prototype' in object && isObject(object.prototype) ?
    [
      { name, object },
      { name: `${name}.prototype`, object: object.prototype },
    ]
  : [{ name, object }],
)

/**
 * The functions in these places: a number there, such as Error.stackTraceLimit, is nobody's business.
 * What is new is none either, unless it makes JSON or a promise of what it is not.
 */
const intrinsics: readonly Property[] = places.flatMap(({ name, object }) =>
  [...new Set([...ownKeys(object), 'toJSON', 'then'])]
    .filter((key) => {
      const was = getOwnPropertyDescriptor(object, key)
      return was === undefined || isIntrinsic(was, object)
    })
    .map((key) => ({ name, object, key })),
)
