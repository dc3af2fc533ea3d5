import { formats, type FormatName } from '../arithmetic/format.ts'
import { expectDeclared, oneOf } from './misuse.ts'
import {
  numbersOf,
  type DeclaredFormat,
  type Domain,
  type Elementary,
  type Mix,
} from './numbers.ts'
import { operationNames } from './operations.ts'

/**
 * What somebody declares of numbers, checked: modules, programs and the command line go through
 * here. Each throws a Misuse that names the part, what was expected and what was received.
 */

/** A format's name; or formats that differ, by the name that means them where there is one. */
export const formatFrom = (x: unknown, what: string): DeclaredFormat => {
  if (typeof x === 'string' && isName(x)) return x
  expectDeclared(isRecord(x), what, `${aName}, or { logits, arithmetic, results }`, x)
  expectFields(x, what, ['logits', 'targets', 'arithmetic', 'results'])
  const mix: Mix = {
    logits: nameFrom(x['logits'], `${what}.logits`),
    ...(x['targets'] === undefined ? {} : { targets: nameFrom(x['targets'], `${what}.targets`) }),
    arithmetic: nameFrom(x['arithmetic'], `${what}.arithmetic`),
    results: resultsFrom(x['results'], `${what}.results`),
  }
  return formatNames.find((name) => isSame(name, mix)) ?? mix
}

/** The logits that an implementation is meant for. */
export const domainFrom = (x: unknown, what: string, format: DeclaredFormat): Domain => {
  expectDeclared(isRecord(x), what, '{ logits: [least, most] }', x)
  expectFields(x, what, ['logits'])
  const { logits } = x
  const [least, most]: readonly unknown[] =
    Array.isArray(logits) && logits.length === 2 ? logits : []
  expectDeclared(
    typeof least === 'number' && typeof most === 'number' && least < most,
    `${what}.logits`,
    '[least, most], the first number below the second',
    logits,
  )
  const { name, greatest } = numbersOf(format).logits
  expectDeclared(
    least <= greatest && most >= -greatest,
    `${what}.logits`,
    `logits of ${name}, which end at ${greatest}`,
    logits,
  )
  return { logits: [least, most] }
}

/** How far elementary functions err at most. */
export const elementaryFrom = (x: unknown, what: string): Elementary => {
  expectDeclared(isRecord(x), what, '{ ulp: number }', x)
  expectFields(x, what, ['ulp'])
  const { ulp } = x
  expectDeclared(
    typeof ulp === 'number' && ulp > 0 && ulp < Infinity,
    `${what}.ulp`,
    'a finite number above 0',
    ulp,
  )
  return { ulp }
}

const resultsFrom = (x: unknown, what: string): Mix['results'] => {
  if (typeof x === 'string' && isName(x)) return x
  expectDeclared(isRecord(x), what, `${aName}, or { default, softmax, … }`, x)
  expectFields(x, what, ['default', ...operationNames])
  return {
    default: nameFrom(x['default'], `${what}.default`),
    ...Object.fromEntries(
      operationNames
        .filter((name) => x[name] !== undefined)
        .map((name) => [name, nameFrom(x[name], `${what}.${name}`)]),
    ),
  }
}

const nameFrom = (x: unknown, what: string): FormatName => {
  expectDeclared(typeof x === 'string' && isName(x), what, aName, x)
  return x
}

export const expectFields = (x: object, what: string, names: readonly string[]): void => {
  for (const name of Object.keys(x))
    expectDeclared(
      names.includes(name),
      what,
      `the ${names.length === 1 ? 'field' : 'fields'} ${names.join(', ')}`,
      name,
    )
}

const formatNames = Object.keys(formats) as FormatName[]
const aName = oneOf(formatNames)
const isName = (x: string): x is FormatName => Object.hasOwn(formats, x)
export const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)

/** Whether two declarations mean the same formats throughout. */
const isSame = (one: DeclaredFormat, other: DeclaredFormat): boolean => {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  return (
    a.logits === b.logits
    && a.targets === b.targets
    && a.arithmetic === b.arithmetic
    && operationNames.every((name) => a.results(name) === b.results(name))
  )
}
