import { deepest, others, tags } from './codec.ts'

/**
 * What stands on the other side of the border, as the text of a script that runs before a homework
 * does. It takes arguments from doubles, calls, and puts into doubles what came of it. All that it
 * uses is taken now or is syntax, for the homework may put other functions in place of those that
 * it shares with it. It knows nothing of laws or of what is expected.
 */
export const guest = `(() => {
  'use strict'
  const { number, vector, list, text, record, other } = ${JSON.stringify(tags)}
  const kinds = ${JSON.stringify(Object.fromEntries(others.map((kind, i) => [kind, i])))}
  const { apply } = Reflect
  const { keys, create, hasOwn, defineProperty, getPrototypeOf, getOwnPropertyDescriptor } = Object
  const { isArray, prototype: { slice } } = Array
  const { fromCharCode, prototype: { charCodeAt } } = String
  const { floor } = Math
  const Doubles = Float64Array
  const Typed = getPrototypeOf(Doubles).prototype
  const tagOf = getOwnPropertyDescriptor(Typed, Symbol.toStringTag).get
  const lengthOf = getOwnPropertyDescriptor(Typed, 'length').get

  const full = {}
  const operations = create(null)
  const last = create(null)
  let memory, at, name, args

  const set = (to, key, value) =>
    defineProperty(to, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true })
  const take = () => {
    const tag = memory[at++]
    const n = memory[at++]
    if (tag === number) return n
    if (tag === vector) return apply(slice, memory, [at, at += n])
    let made = tag === text ? '' : tag === list ? [] : {}
    for (let i = 0; i < n; i++)
      if (tag === text) made += fromCharCode(memory[at++])
      else set(made, tag === list ? i : take(), take())
    return made
  }

  const head = (tag, n, parts) => {
    if (!(parts + 2 <= memory.length - at)) throw full
    memory[at++] = tag
    memory[at++] = n
  }
  const put = (x, hasFields, depth) => {
    const type = typeof x
    if (type === 'number') return head(number, x, 0)
    if (type === 'string') {
      const n = x.length < 400 ? x.length : 400
      head(text, n, n)
      for (let i = 0; i < n; i++) memory[at++] = apply(charCodeAt, x, [i])
      return
    }
    if (type !== 'object') return head(other, kinds[type === 'boolean' ? (x ? 'true' : 'false') : type], 0)
    if (x === null) return head(other, kinds.null, 0)
    const isTyped = apply(tagOf, x, []) !== undefined
    if (depth > 0 && (isTyped || isArray(x))) {
      let n = isTyped ? apply(lengthOf, x, []) : x.length
      n = typeof n === 'number' && n > 0 ? floor(n) : 0
      const from = at
      head(vector, n, n)
      for (let i = 0; i < n; i++) {
        const part = x[i]
        if (typeof part !== 'number') return putParts(x, n, from, hasFields, depth)
        memory[at++] = part
      }
      return
    }
    if (depth > 0 && hasFields) {
      const names = keys(x)
      head(record, names.length, names.length)
      for (let i = 0; i < names.length; i++) {
        put(names[i])
        put(x[names[i]], true, depth - 1)
      }
      return
    }
    head(other, kinds.object, 0)
  }
  const putParts = (x, n, from, hasFields, depth) => {
    at = from
    head(list, n, n)
    for (let i = 0; i < n; i++) put(x[i], hasFields, depth - 1)
  }

  const quiet = () => {}
  globalThis.console = { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet, table: quiet }

  return {
    __proto__: null,
    /** Keeps what a homework offers, and tells what it declares under these names. */
    declare: (buffer, module) => {
      memory = new Doubles(buffer)
      at = 0
      const known = take()
      const all = create(null)
      const whole = module.default
      if (typeof whole === 'object' && whole !== null && !isArray(whole)) {
        const own = keys(whole)
        for (let i = 0; i < own.length; i++) all[own[i]] = whole[own[i]]
      }
      const exported = keys(module)
      for (let i = 0; i < exported.length; i++) all[exported[i]] = module[exported[i]]
      const told = create(null)
      const names = keys(all)
      for (let i = 0; i < names.length; i++) {
        const it = all[names[i]]
        if (typeof it === 'function') operations[names[i]] = it
        told[names[i]] = undefined
        for (let k = 0; k < known.length; k++) if (known[k] === names[i]) told[names[i]] = it
      }
      if (hasOwn(all, 'default')) told.default = typeof whole === 'object' ? {} : whole
      at = 0
      put(told, true, ${deepest})
      return at
    },
    /** Calls an operation. */
    call: (buffer) => {
      memory = new Doubles(buffer)
      at = 0
      name = take()
      args = take()
      return apply(operations[name], operations, args)
    },
    /** Tells a result, what the arguments have become, and what the result before; or -1 for want of room. */
    tell: (result) => {
      try {
        at = 3
        put(result, false, 2)
        memory[0] = at
        put(args, true, ${deepest})
        memory[1] = at
        if (hasOwn(last, name)) put(last[name], false, 2)
        memory[2] = at
        last[name] = result
        return at
      } catch (error) {
        if (error === full) return -1
        throw error
      }
    },
    /** What was thrown: the name and the message of an error, else itself; and where. */
    words: (buffer, thrown) => {
      memory = new Doubles(buffer)
      at = 0
      const isError = typeof thrown === 'object' && thrown !== null
      put(isError ? [thrown.name, thrown.message, thrown.stack] : [thrown], false, 2)
    },
  }
})()`
