import { endianness } from 'node:os'
import { given } from '../contract/given.ts'
import { misuse } from '../contract/misuse.ts'
import { shown } from '../contract/plain.ts'
import { literal } from '../contract/literal.ts'
import { leastPacked, replyFrom, type Message, type Reply } from '../contract/protocol.ts'

/** A vector on the wire: its doubles, little-endian, in base64. NaN, infinities and -0 are kept. */
export type Packed = { readonly f64: string }

/** Taken before a module on trial is imported, which may put others in their place. */
const { from } = Buffer
const { isArray } = Array
const isLittle = endianness() === 'LE'

/** A value in which every vector of 64 numbers or more, at any depth, is packed. */
export const packed = (x: unknown): unknown =>
  isArray(x) ?
    x.length >= leastPacked && x.every((it) => typeof it === 'number') ? pack(x)
    : x.some(isObject) ? x.map(packed)
    : x
  : isObject(x) ? mapped(x, packed)
  : x

/** A value in which every packed vector is a list. Throws a Misuse where one is no such vector. */
export const unpacked = (x: unknown): unknown =>
  isArray(x) ?
    x.some(isObject) ?
      x.map(unpacked)
    : x
  : !isObject(x) ? x
  : 'f64' in x ? unpack(x['f64'])
  : mapped(x, unpacked)

/** The reply in a message, and the message, with lists for vectors in base64, if that was agreed. */
export const unpackedReply = (
  message: Message,
  isAgreed: boolean,
): { readonly reply: Reply; readonly message: Message } => {
  try {
    const lists = unpackedMessage(message, isAgreed)
    return { reply: replyFrom(lists), message: lists }
  } catch (error) {
    return {
      reply: { fault: `was answered in numbers that cannot be read: ${(error as Error).message}` },
      message: {},
    }
  }
}

const unpackedMessage = (message: Message, isAgreed: boolean): Message => {
  const vectors = given({
    result: message['result'],
    arguments: message['arguments'],
    earlier: message['earlier'],
  })
  if (!isAgreed && hasPacked(vectors))
    throw misuse(
      'expected lists of numbers, as its first line says no "numbers":"base64", but received f64',
    )
  return isAgreed ? { ...message, ...(unpacked(vectors) as Message) } : message
}

/** Whether a value is a vector in base64, as it should be or not. */
export const isPacked = (x: unknown): boolean => isObject(x) && 'f64' in x

const hasPacked = (x: unknown): boolean =>
  isArray(x) ?
    x.some((it) => isObject(it) && hasPacked(it))
  : isPacked(x) || (isObject(x) && Object.values(x).some(hasPacked))

/** How long a value is at least as a list: a digit and a comma for each number. */
export const leastLength = (x: unknown): number =>
  isArray(x) ?
    x.length * 2 + x.reduce((sum: number, it) => sum + (isArray(it) ? leastLength(it) : 0), 0)
  : 0

const pack = (xs: readonly number[]): Packed => ({
  f64: inOrder(from(bytesOf(xs))).toString('base64'),
})
const bytesOf = (xs: readonly number[]): ArrayBuffer => Float64Array.from(xs).buffer

const unpack = (text: unknown): number[] => {
  const expected = (what: string, received: string) =>
    misuse(`expected ${what}, but received ${received}`)
  if (typeof text !== 'string') throw expected('f64 to be a string', shown(literal(text ?? null)))
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw expected('f64 to be base64 of A-Z, a-z, 0-9, + and /, padded with =', oddIn(text))
  const bytes = from(text, 'base64')
  if (bytes.length % 8 !== 0) throw expected('8 bytes a number in f64', `${bytes.length} bytes`)
  // A copy of its own, which begins at a multiple of 8.
  return [...new Float64Array(new Uint8Array(inOrder(bytes)).buffer)]
}

/** What is wrong with a text that is no base64. */
const oddIn = (text: string): string => {
  const at = text.search(/[^A-Za-z0-9+/]/)
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ?
      `${text.length} characters, no multiple of 4`
    : `${JSON.stringify(text.slice(at, at + 1))} at character ${at}`
}

const inOrder = (bytes: Buffer): Buffer => (isLittle ? bytes : bytes.swap64())
const isObject = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null
const mapped = (
  x: Readonly<Record<string, unknown>>,
  f: (x: unknown) => unknown,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(x).map(([name, it]) => [name, f(it)]))
