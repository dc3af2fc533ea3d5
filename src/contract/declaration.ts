import { given } from './given.ts'
import { domainFrom, elementaryFrom, formatFrom } from './declared-numbers.ts'
import { operationNames, type Arguments, type OperationName, type Result } from './operations.ts'
import { optionNames, type OptionName } from './options.ts'
import { policies, type Policies, type PolicyName } from './policies.ts'
import type { Implementation } from './implementation.ts'
import { expectDeclared, inWords, misuse, oneOf } from './misuse.ts'
import { reproduceFrom } from './reproduce.ts'

export { misuse } from './misuse.ts'

/**
 * The implementation that an ES module exports, by name or as its default: any subset of the
 * operations, and optionally `name`, `version`, `format`, `domain`, `elementary`, `options`,
 * `policies` and `reproduce`. Results may be arrays, typed arrays, or promises of them. An operation of another type
 * is refused by the compiler; throws a Misuse where the module exports none, or something else by
 * one of these names.
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
        names.length > 0 ? names.join(', ')
        : 'default' in module ? `as its default ${kindOf(module.default)}`
        : 'no exports'
      }${hint(names)}`,
    )
  }
  for (const name of operations)
    expectDeclared(
      typeof exported[name] === 'function',
      `${address}: ${name}`,
      'a function',
      exported[name],
    )
  const {
    name = address,
    version,
    format = 'binary64',
    domain,
    elementary,
    options = [],
    policies: declared = {},
    reproduce,
  } = exported
  expectDeclared(typeof name === 'string', `${address}: name`, 'a string', name)
  expectDeclared(
    version === undefined || typeof version === 'string',
    `${address}: version`,
    'a string',
    version,
  )
  expectDeclared(Array.isArray(options), `${address}: options`, 'an array', options)
  for (const option of options as unknown[]) {
    expectDeclared(
      optionNames.some((known) => known === option),
      `${address}: an option`,
      oneOf(optionNames),
      option,
    )
  }
  expectDeclared(isObject(declared), `${address}: policies`, 'an object', declared)
  for (const [policy, choice] of Object.entries(declared as object)) {
    const names = Object.keys(policies)
    expectDeclared(names.includes(policy), `${address}: a policy`, oneOf(names), policy)
    const choices: readonly string[] = policies[policy as PolicyName]
    expectDeclared(
      choices.includes(choice as string),
      `${address}: policy ${policy}`,
      oneOf(choices),
      choice,
    )
  }
  const own = formatFrom(format, `${address}: format`)
  return {
    name: name as string,
    format: own,
    ...given({
      version: version as string,
      domain: domain === undefined ? undefined : domainFrom(domain, `${address}: domain`, own),
      elementary:
        elementary === undefined ? undefined : elementaryFrom(elementary, `${address}: elementary`),
      reproduce:
        reproduce === undefined ? undefined : reproduceFrom(reproduce, `${address}: reproduce`),
    }),
    options: options as OptionName[],
    policies: declared as Policies,
    // Checked above to be functions; what they take and return is what the trial is about.
    operations: Object.fromEntries(
      operations.map((name) => [name, exported[name]]),
    ) as Implementation['operations'],
  }
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

/** What a default export is that offers nothing by name: methods of a class are its prototype's. */
const kindOf = (x: unknown): string =>
  typeof x !== 'function' ?
    isObject(x) && Object.getPrototypeOf(x) !== Object.prototype ?
      'an instance of a class, of which own properties alone are exports'
    : inWords(x)
  : /^class\b/.test(String(x)) ? 'a class'
  : 'a function'

const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null
const asRecord = (x: object): Readonly<Record<string, unknown>> =>
  x as Readonly<Record<string, unknown>>

/** The operation that a misspelt export was probably meant to be. */
const hint = (names: readonly string[]): string => {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  const meant = operationNames.find((operation: OperationName) =>
    names.some((name) => plain(name) === plain(operation)),
  )
  return meant === undefined ? '' : ` (did you mean ${meant}?)`
}
