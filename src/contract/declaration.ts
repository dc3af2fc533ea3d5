import { given } from './given.ts'
import { formats, type FormatName } from '../arithmetic/format.ts'
import { operationNames, type Arguments, type OperationName, type Result } from './operations.ts'
import { optionNames, type OptionName } from './options.ts'
import { policies, type Policies } from './policies.ts'
import type { Implementation } from './implementation.ts'

/**
 * What was put on trial cannot be tried: the message is one sentence that says what was expected
 * and what came.
 */
export const misuse = (message: string): Error =>
  Object.assign(new Error(message), { name: 'Misuse' })

/**
 * The implementation that an ES module exports, by name or as its default: any subset of the
 * operations, and optionally `name`, `version`, `format`, `options` and `policies`. Results may be
 * arrays, typed arrays, or promises of them. An operation of another type is refused by the compiler;
 * throws a Misuse where the module exports none, or something else by one of these names.
 */
export function implementationFrom<M extends object>(
  module: M & Conforming<M>,
  address: string,
): Implementation {
  const exported = asRecord(
    'default' in module && isObject(module.default) ? { ...module.default, ...module } : module,
  )
  const operations = operationNames.filter((name) => exported[name] !== undefined)
  if (operations.length === 0) {
    const names = Object.keys(exported).filter((name) => name !== 'default')
    throw misuse(
      `expected ${address} to export an operation such as softmax or crossEntropy, but received ${
        names.length === 0 ? 'no exports' : names.join(', ')
      }${hint(names)}`,
    )
  }
  for (const name of operations)
    expectIs(
      typeof exported[name] === 'function',
      `${address}: ${name}`,
      'a function',
      exported[name],
    )
  const {
    name = address,
    version,
    format = 'binary64',
    options = [],
    policies: declared = {},
  } = exported
  expectIs(typeof name === 'string', `${address}: name`, 'a string', name)
  expectIs(
    version === undefined || typeof version === 'string',
    `${address}: version`,
    'a string',
    version,
  )
  expectIs(
    typeof format === 'string' && Object.hasOwn(formats, format),
    `${address}: format`,
    oneOf(Object.keys(formats)),
    format,
  )
  expectIs(Array.isArray(options), `${address}: options`, 'an array', options)
  for (const option of options as unknown[]) {
    expectIs(
      optionNames.some((known) => known === option),
      `${address}: an option`,
      oneOf(optionNames),
      option,
    )
  }
  expectIs(isObject(declared), `${address}: policies`, 'an object', declared)
  for (const [policy, choice] of Object.entries(declared as object)) {
    const choices = (policies as Record<string, readonly string[]>)[policy]
    expectIs(choices !== undefined, `${address}: a policy`, oneOf(Object.keys(policies)), policy)
    expectIs(
      choices.includes(choice as string),
      `${address}: policy ${policy}`,
      oneOf(choices),
      choice,
    )
  }
  return {
    name: name as string,
    ...given({ version: version as string }),
    format: format as FormatName,
    options: options as OptionName[],
    policies: declared as Policies,
    // Checked above to be functions; what they take and return is what the trial is about.
    operations: Object.fromEntries(
      operations.map((name) => [name, exported[name]]),
    ) as Implementation['operations'],
  }
}

function expectIs(
  holds: boolean,
  what: string,
  expected: string,
  received: unknown,
): asserts holds {
  if (!holds)
    throw misuse(
      `${what}: expected ${expected}, but received ${typeof received === 'string' ? JSON.stringify(received) : inWords(received)}`,
    )
}
/** A module whose operations have the types of the contract; of its other exports nothing is asked. */
type Conforming<M> = {
  readonly [K in keyof M]: K extends OperationName ? Exported<K>
  : K extends 'default' ? Conforming<M[K]>
  : M[K]
}
/** An operation as a module may export it: a function that may answer later. */
type Exported<O extends OperationName> = (
  ...args: Arguments<O>
) => Answer<Result<O>> | PromiseLike<Answer<Result<O>>>
/** A result as a foreign function may give it: lists of numbers may be typed arrays. */
type Answer<R> =
  R extends number ? number
  : R extends number[] ? Vector
  : readonly Vector[]
/** A list of numbers. */
type Vector = readonly number[] | Float64Array | Float32Array

const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null
const asRecord = (x: object): Readonly<Record<string, unknown>> =>
  x as Readonly<Record<string, unknown>>
const oneOf = (names: readonly string[]): string => `one of ${names.join(', ')}`
const inWords = (x: unknown): string =>
  x === null ? 'null'
  : Array.isArray(x) ? 'an array'
  : typeof x === 'number' ? String(x)
  : `a value of type ${typeof x}`

/** The operation that a misspelt export was probably meant to be. */
const hint = (names: readonly string[]): string => {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  const meant = operationNames.find((operation: OperationName) =>
    names.some((name) => plain(name) === plain(operation)),
  )
  return meant === undefined ? '' : ` (did you mean ${meant}?)`
}
