import { formats, type Format, type FormatName } from '../arithmetic/format.ts'
import { literal, type JsonNumber } from './literal.ts'
import { operationNames, type OperationName } from './operations.ts'

/**
 * Which formats an implementation reads, computes in and answers in. A name stands for all three;
 * a narrow one is for storage alone, and means binary32 arithmetic.
 */
export type DeclaredFormat = FormatName | Mix

/** Formats that differ: targets go with the logits unless they are named. */
export type Mix = {
  readonly logits: FormatName
  /** Targets, weights and cotangents. */
  readonly targets?: FormatName
  readonly arithmetic: FormatName
  /** One for all results, or one for each operation and a default. */
  readonly results: FormatName | DeclaredResults
}
/** The format of the results of each operation that is named, and of all others. */
type DeclaredResults = { readonly default: FormatName } & {
  readonly [O in OperationName]?: FormatName
}

/** The same, with nothing left out. */
export type Numbers = {
  /** Of the logits that are asked. Labels are integers, and of no format. */
  readonly logits: Format
  /** Of targets, weights and cotangents. */
  readonly targets: Format
  /** In which everything is computed. */
  readonly arithmetic: Format
  /** In which an operation answers. */
  readonly results: (operation: OperationName) => Format
  /** The greatest number that logits, arithmetic and all results hold. */
  readonly greatest: number
  /**
   * The greatest size of a logit that is asked: any, unless arithmetic or results end before, where
   * gaps and losses would be no more than infinite.
   */
  readonly reach: number
}

export const numbersOf = (declared: DeclaredFormat): Numbers => {
  const { logits, targets = logits, arithmetic, results } = mixOf(declared)
  const resultOf = (operation: OperationName): FormatName =>
    typeof results === 'string' ? results : (results[operation] ?? results.default)
  const narrowest = [logits, arithmetic, ...operationNames.map(resultOf)]
    .map((name) => formats[name])
    .reduce((a, b) => (b.greatest < a.greatest ? b : a))
  return {
    logits: formats[logits],
    targets: formats[targets],
    arithmetic: formats[arithmetic],
    results: (operation) => formats[resultOf(operation)],
    greatest: narrowest.greatest,
    reach:
      narrowest.greatest < formats[logits].greatest ?
        2 ** (narrowest.emax - 1)
      : formats[logits].greatest,
  }
}

const mixOf = (declared: DeclaredFormat): Mix =>
  typeof declared !== 'string' ? declared : (
    {
      logits: declared,
      arithmetic: formats[declared].precision < formats.binary32.precision ? 'binary32' : declared,
      results: declared,
    }
  )

/** What was declared, in a few words: `bfloat16`, or `bfloat16 logits, binary32 arithmetic, …`. */
export const formatInWords = (declared: DeclaredFormat): string => {
  if (typeof declared === 'string') return declared
  const { logits, targets = logits, arithmetic, results } = declared
  return [
    `${logits} logits`,
    ...(targets === logits ? [] : [`${targets} targets`]),
    `${arithmetic} arithmetic`,
    typeof results === 'string' ?
      `${results} results`
    : `${[
        ...operationNames.flatMap((name) => (results[name] ? [`${results[name]} ${name}`] : [])),
        results.default,
      ].join(', ')} results`,
  ].join(', ')
}

/** The same for where there is little room: `bfloat16 → binary32 → bfloat16`, or `bfloat16 throughout`. */
export const formatInShort = (declared: DeclaredFormat): string => {
  if (typeof declared === 'string') return declared
  const { logits, targets = logits, arithmetic, results } = declared
  const answers = typeof results === 'string' ? [results] : Object.values(results)
  const stages = [[logits, targets], [arithmetic], answers].map((names) => [...new Set(names)])
  return new Set(stages.flat()).size === 1 ?
      `${logits} throughout`
    : stages.map((names) => names.join('/')).join(' → ')
}

/** The logits that an implementation is meant for, masks of -Infinity included; else all. */
export type Domain = { readonly logits: readonly [least: number, most: number] }

/** The same as data that JSON keeps, where a bound may be infinite. */
export type WrittenDomain = { readonly logits: readonly [least: JsonNumber, most: JsonNumber] }

/** How far its elementary functions err at most, in units in the last place. */
export type Elementary = { readonly ulp: number }

/** Where elementary functions are not declared, two units in the last place are granted. */
export const defaultElementary: Elementary = { ulp: 2 }

/**
 * Whether logits, one or a row or rows, lie in the domain: masks do, and NaN, of which a policy
 * speaks.
 */
export const isInside = ({ logits: [lo, hi] }: Domain, x: unknown): boolean =>
  typeof x === 'number' ?
    x === -Infinity || Number.isNaN(x) || (x >= lo && x <= hi)
  : (x as readonly unknown[]).every((part) => isInside({ logits: [lo, hi] }, part))

export const domainInWords = ({ logits }: WrittenDomain): string => `logits in ${literal(logits)}`

/** All that is declared of numbers, which is told beside every verdict. */
export const numbersInWords = ({ format, domain, elementary }: DeclaredNumbers): string =>
  [
    formatInWords(format),
    ...(domain === undefined ? [] : [domainInWords(domain)]),
    ...(elementary === undefined ? [] : [`elementary functions to ${elementary.ulp} ulp`]),
  ].join('; ')
type DeclaredNumbers = {
  readonly format: DeclaredFormat
  readonly domain?: WrittenDomain
  readonly elementary?: Elementary
}
