/**
 * What was given cannot be checked: the message is one sentence that says what was expected
 * and what came.
 */
export const misuse = (message: string): Error =>
  Object.assign(new Error(message), { name: 'Misuse' })

/** Throws a Misuse where what was declared is not what is expected. */
export function expectDeclared(
  holds: boolean,
  what: string,
  expected: string,
  received: unknown,
): asserts holds {
  if (!holds) throw misuse(`${what}: expected ${expected}, but received ${inWords(received)}`)
}

export const oneOf = (names: readonly string[]): string => `one of ${names.join(', ')}`

export const inWords = (x: unknown): string =>
  x === undefined ? 'nothing'
  : x === null ? 'null'
  : typeof x === 'string' ? JSON.stringify(x)
  : typeof x === 'number' ? String(x)
  : !Array.isArray(x) ? `a value of type ${typeof x}`
  : x.length > 0 && x.length < 4 && x.every((it) => typeof it === 'number') ? `[${x.join(', ')}]`
  : 'an array'
