/**
 * Values as JSON text that keeps every double: finite numbers in shortest round-trip form, and NaN,
 * Infinity, -Infinity and -0, which JSON lacks or loses, as strings.
 */
export const literal = (value: unknown): string => stringify(value, (_, x: unknown) => encoded(x))

/** The value of a text written by `literal`. Throws a SyntaxError where it is not JSON. */
export const parseLiteral = (text: string): unknown =>
  parse(text, (_, x: unknown) => (typeof x === 'string' && special.has(x) ? Number(x) : x))

/** Taken before a module on trial is imported, which may put others in their place. */
const { stringify, parse } = JSON
const { is } = Object
const { isFinite } = Number

/**
 * Every number in a value, in order: entries of vectors and rows, labels, and the values of
 * options.
 */
export const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x]
  : typeof x === 'object' && x !== null ? Object.values(x).flatMap(numbersIn)
  : []

const special = new Set(['NaN', 'Infinity', '-Infinity', '-0'])
const encoded = (x: unknown): unknown =>
  typeof x !== 'number' ? x
  : is(x, -0) ? '-0'
  : isFinite(x) ? x
  : String(x)
