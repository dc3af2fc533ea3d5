import { alike, apart, type Grouping } from '../arithmetic/alike.ts'
import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { binary64 } from '../arithmetic/binary64.ts'
import { decimal } from '../arithmetic/decimal.ts'
import { extended } from '../arithmetic/extended.ts'
import { roundNumber, type FormatName } from '../arithmetic/format.ts'
import { rounded } from '../arithmetic/rounded.ts'
import { eachAlike } from '../arithmetic/runs.ts'
import { numbersOf, type DeclaredFormat } from '../contract/numbers.ts'
import {
  argument,
  operationNames,
  rowOf,
  type BatchOptions,
  type OperationName,
} from '../contract/operations.ts'
import { optionNames } from '../contract/options.ts'
import { losses } from './losses.ts'
import { ofMass } from './rows.ts'
import { behind } from './shaping.ts'
import type { Implementation } from '../contract/implementation.ts'

/** A result whose numbers are elements of an arithmetic. */
export type ResultOver<T> = T | T[] | T[][]

/**
 * Every row of the table over an arithmetic k that knows the infinities: numbers are lifted exactly,
 * and a row with logits of +Infinity is taken at its limit, equal classes there and the others out
 * of reach.
 */
export const evaluator = <T>(k: Arithmetic<T>, grouped: Grouping = alike) => {
  const core = losses(k, grouped)
  return (operation: OperationName, args: readonly unknown[]): ResultOver<T> => {
    const [limit, z] = [ofMass[operation], args[0] as readonly number[]]
    const mass = limit && massOf(z)
    // Where like entries go together, equal numbers are one and the same element.
    const from = grouped === apart ? k.from : once(k.from)
    return limit && mass !== undefined ?
        elements(limit(mass, z), from)
      : applied(core, operation, lifted(operation, args, from))
  }
}

/** A formula of the core at arguments that are lifted already. */
export const applied = <T>(
  core: ReturnType<typeof losses<T>>,
  operation: OperationName,
  args: readonly unknown[],
): ResultOver<T> =>
  // The table says what each operation takes, which the types of the core say as well.
  (core[operation] as (...args: readonly unknown[]) => ResultOver<T>)(...args)

/** The arguments of an operation as elements of an arithmetic; labels and options are of none. */
export const lifted = <T>(
  operation: OperationName,
  args: readonly unknown[],
  from: Arithmetic<T>['from'],
): unknown[] => {
  const row = once((z: readonly number[]) => eachAlike(atLimit(z), from))
  const weights = once((t: readonly number[]) => eachAlike(t, from))
  return rowOf(operation).takes.map((kind, i): unknown => {
    const x = args[i]
    switch (kind) {
      case 'label':
      case 'labels':
      case 'options':
        return x
      case 'logits':
        return row(x as number[])
      case 'rows':
        // What a mask hides is no logit, and least of all an infinite one.
        return behind(x as number[][], optionsIn(operation, args), 0).map(row)
      case 'rowsOfWeights':
      case 'rowsOfTargets':
      case 'rowsOfCotangents':
        return (x as number[][]).map(weights)
      default:
        return elements(x as number | number[], from)
    }
  })
}

const optionsIn = (operation: OperationName, args: readonly unknown[]): Partial<BatchOptions> =>
  // The table says that these are options.
  (argument(operation, 'options', args) ?? {}) as Partial<BatchOptions>

/** A number, or each of a list, as an element. */
const elements = <T>(x: number | readonly number[], from: (x: number) => T): T | T[] =>
  typeof x === 'number' ? from(x) : eachAlike(x, from)

/** A function that is computed once of each argument. */
const once = <A, R>(f: (x: A) => R): ((x: A) => R) => {
  const known = new Map<A, R>()
  let last: readonly [A, R] | undefined
  return (x) => {
    if (last?.[0] === x) return last[1]
    const result = known.has(x) ? (known.get(x) as R) : f(x)
    known.set(x, result)
    last = [x, result]
    return result
  }
}

const atLimit = (z: readonly number[]): readonly number[] =>
  z.includes(Infinity) && !z.includes(NaN) ?
    eachAlike(z, (x) => (x === Infinity ? 0 : -Infinity))
  : z

/** Log-sum-exp of no mass, or of infinite mass. */
const massOf = (z: readonly number[]): number | undefined =>
  z.includes(NaN) ? undefined
  : z.includes(Infinity) ? Infinity
  : z.every((x) => x === -Infinity) ? -Infinity
  : undefined

/**
 * The core read in an arithmetic, as an implementation: numbers are lifted, computed with, and
 * rounded once to the format of results. The elementary functions of the arithmetic err by
 * a unit in the last place at most. It follows `allNegInfRow: nan`, `posInfLogit: limit`,
 * `infiniteLogit: limit`, `allIgnoredMean: nan`, `labelOutOfRange: error`,
 * `targetOutOfRange: formula` and `nan: row`.
 */
export const implementationOf = <T>(
  name: string,
  k: Arithmetic<T>,
  declared: DeclaredFormat,
  grouped: Grouping = alike,
): Implementation => {
  const evaluate = evaluator(k, grouped)
  const { results } = numbersOf(declared)
  const operation = (name: OperationName) => {
    const format = results(name)
    const lower = (x: ResultOver<T>): unknown =>
      Array.isArray(x) ?
        eachAlike<ResultOver<T>, unknown>(x, lower)
      : roundNumber(k.toNumber(x), format)
    return (...args: readonly unknown[]) => lower(evaluate(name, args))
  }
  return {
    name,
    format: declared,
    elementary: { ulp: 1 },
    options: optionNames,
    policies: {
      allNegInfRow: 'nan',
      posInfLogit: 'limit',
      infiniteLogit: 'limit',
      allIgnoredMean: 'nan',
      labelOutOfRange: 'error',
      targetOutOfRange: 'formula',
      nan: 'row',
    },
    // The table gives each operation the arguments and the result of its type.
    operations: Object.fromEntries(
      operationNames.map((name) => [name, operation(name)]),
    ) as Required<Implementation['operations']>,
  }
}

/** The core in the formats declared: it reads, computes and answers as they say. */
export const referenceIn = (name: string, format: DeclaredFormat): Implementation => {
  const { arithmetic } = numbersOf(format)
  return implementationOf(
    name,
    arithmetic.name === 'binary64' ? binary64 : rounded(arithmetic),
    format,
    apart,
  )
}

/** Our core in doubles. */
export const reference: Implementation = referenceIn('core:binary64', 'binary64')

/** A format in which a reference computes and answers as well. */
const throughout = (format: FormatName): DeclaredFormat => ({
  logits: format,
  arithmetic: format,
  results: format,
})

/** What the references declare: a narrow format for storage, for arithmetic too, or for logits alone. */
const declared: Readonly<Record<string, DeclaredFormat>> = {
  'core:binary32': 'binary32',
  'core:binary16': 'binary16',
  'core:bfloat16': 'bfloat16',
  'core:binary16-arithmetic': throughout('binary16'),
  'core:bfloat16-arithmetic': throughout('bfloat16'),
  'core:bfloat16-binary32': { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' },
}

/**
 * Every reference that the laws must pass before they judge anyone: in doubles, in each mix of
 * formats above, every operation rounded, and in 50 digits. Marked as pure, so that a page that does not use them need not carry
 * their arithmetics.
 */
export const references: readonly Implementation[] = /* @__PURE__ */ (() => [
  reference,
  ...Object.entries(declared).map(([name, format]) => referenceIn(name, format)),
  implementationOf('core:decimal50', extended(decimal(50, 'nearest')), 'binary64'),
])()
