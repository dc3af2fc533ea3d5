import { misuse } from './declaration.ts'
import { literal } from './literal.ts'

/**
 * What files of ours are checked with as they are read. Each check throws a Misuse that names the
 * place, what was expected and what was received.
 */

export const expectIs = (
  holds: boolean,
  what: string,
  expected: string,
  received: unknown,
): void => {
  if (!holds)
    throw misuse(
      `${what}: expected ${expected}, but received ${received === undefined ? 'nothing' : literal(received).slice(0, 60)}`,
    )
}

/** The fields of an object. */
export const record = (
  x: unknown,
  where: string,
  expected: string,
): Readonly<Record<string, unknown>> => {
  expectIs(typeof x === 'object' && x !== null && !Array.isArray(x), where, expected, x)
  return x as Readonly<Record<string, unknown>>
}

export const isText = (x: unknown): x is string => typeof x === 'string' && x.length > 0
export const isCount = (x: unknown): boolean => Number.isSafeInteger(x) && (x as number) >= 0
