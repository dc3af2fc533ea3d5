import { alike } from '../arithmetic/alike.ts'
import { formats } from '../arithmetic/format.ts'
import { at as entryAt } from '../arithmetic/sequence.ts'
import { kebab } from '../contract/plain.ts'
import type { OperationName } from '../contract/operations.ts'
import { policies } from '../contract/policies.ts'
import { literal } from '../contract/literal.ts'
import { inRuns, textsFromRuns } from '../contract/runs.ts'
import { isAtMost, isDecimal, isNarrow, isSpecial, nearestTo } from './decimals.ts'
import type { Case, Recorded } from './fixture.ts'
import { argumentsOf, resultInFull, ulpsInFull } from './in-full.ts'
import { countOf, needsOf } from './names.ts'
import { exactIn, formatNames, numberOf, wordOf, wordsOf } from './words.ts'
import { caseFields, hashed } from './write.ts'

/** What is wrong with one field. */
export type Fault = {
  readonly id?: string
  readonly field: string
  readonly expected: string
  readonly received: string
}

/**
 * The first field of a case that contradicts another one, or the rules of the format; its
 * enclosures are taken as given.
 */
export const caseFault = (
  operation: OperationName,
  x: Case,
  notes: Readonly<Record<string, unknown>>,
): Fault | undefined => {
  const id = typeof x?.id === 'string' ? x.id : '?'
  let checked = 'id'
  try {
    for (const [field, expected, received] of faults(
      operation,
      x,
      notes,
      (name) => (checked = name),
    )) {
      return {
        id,
        field,
        expected,
        received: typeof received === 'string' ? received : (literal(received) ?? 'nothing'),
      }
    }
    return undefined
  } catch (error) {
    // Something is of another type than any rule speaks of: null for a list, say.
    if (![TypeError, RangeError, SyntaxError].some((kind) => error instanceof kind)) throw error
    return { id, field: checked, expected: 'what schema.json says', received: 'something else' }
  }
}

type Found = readonly [field: string, expected: string, received: unknown]

function* faults(
  operation: OperationName,
  x: Case,
  notes: Readonly<Record<string, unknown>>,
  at: (field: string) => void,
): Generator<Found> {
  const names = Object.keys(x)
  if (!new RegExp(`^${kebab(operation)}/[a-z]+(-[a-z]+)*/\\d{3}$`).test(String(x.id)))
    yield ['id', `an id of the form ${kebab(operation)}/region/001`, x.id]
  const unknown = names.find((name) => !(caseFields as readonly string[]).includes(name))
  if (unknown !== undefined) yield [unknown, `no fields but ${caseFields.join(', ')}`, 'this one']
  const missing = ['rev', 'flags', 'arguments', 'words', 'exactIn', 'kills', 'hash'].find(
    (name) => !names.includes(name),
  )
  if (missing !== undefined) yield [missing, 'a value', 'nothing']
  if (!Number.isInteger(x.rev) || x.rev < 1) yield ['rev', 'a whole number from 1 on', x.rev]
  if (!isOf(x.flags, 'string') || x.flags.length === 0) yield ['flags', 'a list of flags', x.flags]
  const stray = x.flags.find((flag) => !Object.hasOwn(notes, flag))
  if (stray !== undefined) yield ['flags', `flags that the notes explain`, stray]
  if (x.comment !== undefined && typeof x.comment !== 'string')
    yield ['comment', 'a sentence', x.comment]
  if (!Array.isArray(x.arguments)) yield ['arguments', 'a list', x.arguments]
  at('arguments')
  const args = argumentsOf(x)
  if (!isShort(x.arguments, args)) yield ['arguments', 'runs where entries are alike', x.arguments]
  const words = wordsOf(args)
  if (literal(words) !== literal(x.words))
    yield ['words', `the words of the arguments, ${words.join(' ')}`, x.words]
  if (literal(x.exactIn) !== literal(exactIn(operation, args)))
    yield ['exactIn', literal(exactIn(operation, args)), x.exactIn]
  const needs = needsOf(operation, args)
  if (literal(x.needs ?? []) !== literal(needs)) yield ['needs', literal(needs), x.needs]
  yield* outcomeFaults(operation, x, args, at)
  if (!isOf(x.kills, 'string') || x.kills.length === 0)
    yield ['kills', 'a mistake at least', x.kills]
  const { hash } = hashed(x)
  if (hash !== x.hash) yield ['hash', `${hash}, of the fields as they stand`, x.hash]
}

/** Whether a value is written in runs as they are made. */
const isShort = (x: unknown, inFull: unknown): boolean => literal(inRuns(inFull)) === literal(x)

function* outcomeFaults(
  operation: OperationName,
  x: Case,
  args: readonly unknown[],
  at: (field: string) => void,
): Generator<Found> {
  const given = ['result', 'policy', 'error'].filter((name) => name in x)
  if (given.length !== 1)
    yield ['result', 'a result, a policy or an error', given.join(' and ') || 'none']
  const n = 'error' in x ? 0 : countOf(operation, args)
  at(given[0] ?? 'result')
  if ('error' in x && x.error !== 'labelOutOfRange') yield ['error', 'labelOutOfRange', x.error]
  if ('policy' in x) {
    const { name, results } = x.policy
    const choices = Object.hasOwn(policies, name) ? policies[name] : []
    const recorded = Object.keys(results)
    if (
      recorded.length === 0
      || literal(recorded) !== literal(choices.filter((choice) => choice in results))
    )
      yield ['policy', `results for some of ${choices.join(', ')}, in this order`, recorded]
    for (const [choice, result] of Object.entries(results))
      yield* resultFaults(`policy.results.${choice}`, result, n, x)
  }
  if ('result' in x) yield* resultFaults('result', x.result, n, x)
  if ('error' in x) return
  at('budget')
  if (x.budget?.textbook === undefined) yield ['budget', 'one of the textbook tier', x.budget]
  for (const [tier, { rule, ...of }] of Object.entries(x.budget ?? {})) {
    if (typeof rule !== 'string') yield [`budget.${tier}.rule`, 'the id of a law', rule]
    const named = Object.keys(of)
    const inOrder = x.exactIn.filter((format) => format in of)
    if (named[0] !== x.exactIn[0] || literal(named) !== literal(inOrder))
      yield [`budget.${tier}`, `formats of exactIn, in this order, from the first on`, named]
    for (const [i, [name, ulps]] of Object.entries(of).entries()) {
      if (!isBudget(ulps, n)) yield [`budget.${tier}.${name}`, `${n} budgets, or null`, ulps]
      if (i > 0 && literal(ulps) === literal(Object.values(of)[i - 1]))
        yield [`budget.${tier}.${name}`, 'budgets that differ from those before', ulps]
    }
  }
}

const isBudget = (ulps: unknown, n: number): boolean => {
  if (ulps === null) return true
  if (!isOf(ulps, 'number', 'string')) return false
  const each = ulpsInFull(ulps as (number | string)[])
  return (
    each.length === n
    && each.every((u) => (typeof u === 'number' ? u >= 0 : isDecimal(u)))
    && isShort(ulps, each)
  )
}

/** Whether it is a list whose entries are each of one of these types. */
const isOf = (list: unknown, ...types: readonly string[]): list is readonly unknown[] =>
  Array.isArray(list) && list.every((entry) => types.includes(typeof entry))

function* resultFaults(
  field: string,
  recorded: Recorded,
  n: number,
  { exactIn: names }: Case,
): Generator<Found> {
  for (const name of ['lo', 'hi'] as const)
    yield* listFaults(`${field}.${name}`, recorded[name], n, 'decimal numbers', isEnd)
  const { lo, hi, ...words } = resultInFull(recorded)
  const { pick, first } = alike([lo, hi, ...Object.values(words)])
  const ends = first.map((i) => [entryAt(lo, i), entryAt(hi, i)] as const)
  for (const [a, b] of ends) {
    if (isSpecial(a) || isSpecial(b) ? a !== b : !isAtMost(a, b))
      yield [`${field}.lo`, `an end at most ${b}`, a]
    if (!isSpecial(a) && !isNarrow(a, b))
      yield [`${field}.hi`, `an end within 45 digits of ${a}`, b]
  }
  if (literal(Object.keys(words)) !== literal(names))
    yield [field, `words of ${names.join(', ')}`, Object.keys(words)]
  for (const name of formatNames.filter((name) => names.includes(name))) {
    yield* listFaults(`${field}.${name}`, recorded[name], n, 'words', () => true)
    for (const [i, word] of pick(words[name] ?? []).entries()) {
      const [a, b] = entryAt(ends, i)
      const value = numberOf(word, name)
      if (value === undefined) yield [`${field}.${name}`, `a word of ${formats[name].name}`, word]
      if (wordOf(nearestTo(a, name), name) !== word)
        yield [`${field}.${name}`, `${wordOf(nearestTo(a, name), name)}, nearest to ${a}`, word]
      if (nearestTo(b, name) !== value && !isSpecial(b))
        yield [`${field}.hi`, `an end that is rounded to ${word} in ${name}`, b]
    }
  }
}

const isEnd = (text: string): boolean => isSpecial(text) || isDecimal(text)

/** Whether a field is a list of n texts of a kind, in runs. */
function* listFaults(
  field: string,
  list: unknown,
  n: number,
  what: string,
  isOfKind: (text: string) => boolean,
): Generator<Found> {
  const texts = isOf(list, 'string') ? textsFromRuns(list as string[]) : []
  if (texts.length !== n || !texts.every(isOfKind) || !isShort(list, texts))
    yield [field, `${n} ${what}`, list]
}
