/**
 * Values as JSON text that keeps every double: finite numbers in shortest round-trip form, and NaN,
 * Infinity, -Infinity and -0, which JSON lacks or loses, as strings.
 */
export const literal = (value: unknown): string =>
  stringify(value, (_, x: unknown) => (typeof x === 'number' ? jsonNumber(x) : x))

/** The value of a text written by `literal`. Throws a SyntaxError where it is not JSON. */
export const parseLiteral = (text: string): unknown =>
  parse(text, (_, x: unknown) => (typeof x === 'string' && words.has(x) ? Number(x) : x))

/** A value as JSON keeps it: the doubles that JSON lacks or loses as their words. */
export const jsonValue = (value: unknown): unknown => parse(literal(value))

/** Taken before a module on trial is imported, which may put others in their place. */
const { stringify, parse } = JSON
const { is } = Object
const { isFinite } = Number

/**
 * Every number in a value, in order: entries of vectors and rows, labels, and the values of
 * options.
 */
export const numbersIn = (x: unknown): readonly number[] =>
  typeof x === 'number' ? [x]
  : isVector(x) ? x
  : typeof x === 'object' && x !== null ? Object.values(x).flatMap(numbersIn)
  : []

const isVector = (x: unknown): x is readonly number[] =>
  Array.isArray(x) && x.every((entry) => typeof entry === 'number')

/** The words for the doubles that JSON lacks or loses. */
export const numberWords = ['NaN', 'Infinity', '-Infinity', '-0'] as const
/** One of these words. */
export type NumberWord = (typeof numberWords)[number]
const words: ReadonlySet<string> = new Set(numberWords)

/** A double as JSON keeps it: itself, or its word. `Number` reads both. */
export type JsonNumber = number | NumberWord
export const jsonNumber = (x: number): JsonNumber =>
  is(x, -0) ? '-0'
  : isFinite(x) ? x
  : (String(x) as NumberWord)
