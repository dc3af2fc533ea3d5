/**
 * Values as doubles, which alone cross the border: a tag, then a number; or how many parts follow,
 * and these. A vector is a list of numbers alone.
 */
export const tags = { number: 0, vector: 1, list: 2, text: 3, record: 4, other: 5 } as const

/** What is neither a number, a list, a text nor a record of these: it crosses as its kind alone. */
export const others = [
  'undefined',
  'null',
  'true',
  'false',
  'function',
  'bigint',
  'symbol',
  'object',
] as const

/** The doubles of a value. */
export const encoded = (x: unknown): Float64Array => {
  const doubles: number[] = []
  write(x, doubles)
  return Float64Array.from(doubles)
}

/**
 * The value that begins at a place among doubles. Throws a RangeError where none does: whoever wrote
 * them may have been tampered with. Of a function or an object no more is left than that it is one.
 */
export const decoded = (doubles: Float64Array, from = 0): unknown => {
  const reader = { doubles, at: from }
  return read(reader, deepest)
}

/** How many lists and records may stand within one another. */
export const deepest = 6

const write = (x: unknown, to: number[]): void => {
  if (typeof x === 'number') to.push(tags.number, x)
  else if (typeof x === 'string') {
    to.push(tags.text, x.length)
    for (let i = 0; i < x.length; i++) to.push(x.charCodeAt(i))
  } else if (Array.isArray(x)) {
    const isVector = x.every((part) => typeof part === 'number')
    to.push(isVector ? tags.vector : tags.list, x.length)
    for (const part of x as unknown[])
      if (isVector) to.push(part as number)
      else write(part, to)
  } else if (typeof x === 'object' && x !== null) {
    const fields = Object.entries(x)
    to.push(tags.record, fields.length)
    for (const [name, field] of fields) {
      write(name, to)
      write(field, to)
    }
  } else to.push(tags.other, others.indexOf(String(x) as (typeof others)[number]))
}

type Reader = { readonly doubles: Float64Array; at: number }

const read = (reader: Reader, depth: number): unknown => {
  const tag = next(reader)
  if (tag === tags.number) return next(reader)
  const n = next(reader)
  if (tag === tags.other) return another(n)
  if (!Number.isInteger(n) || n < 0 || n > reader.doubles.length - reader.at || depth === 0)
    throw unreadable()
  const part = (): unknown => read(reader, depth - 1)
  switch (tag) {
    case tags.vector:
      return Array.from(reader.doubles.subarray(reader.at, (reader.at += n)))
    case tags.text:
      return String.fromCharCode.apply(
        undefined,
        Array.from(reader.doubles.subarray(reader.at, (reader.at += n))),
      )
    case tags.list:
      return Array.from({ length: n }, part)
    case tags.record:
      return Object.fromEntries(Array.from({ length: n }, () => [String(part()), part()]))
    default:
      throw unreadable()
  }
}

const next = (reader: Reader): number => {
  const x = reader.doubles[reader.at++]
  if (x === undefined) throw unreadable()
  return x
}

const another = (kind: number): unknown => {
  switch (others[kind]) {
    case 'undefined':
      return undefined
    case 'null':
      return null
    case 'true':
      return true
    case 'false':
      return false
    case 'function':
      return () => undefined
    case 'bigint':
      return 0n
    case 'symbol':
      return Symbol.for('of a homework')
    case 'object':
      return {}
    case undefined:
      throw unreadable()
  }
}

const unreadable = (): RangeError => new RangeError('these doubles are no value')
