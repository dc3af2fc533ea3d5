import { formats } from '../arithmetic/format.ts'
import { kebab } from '../contract/plain.ts'
import type { OperationName } from '../contract/operations.ts'
import { policies } from '../contract/policies.ts'
import { literal, numbersIn } from '../contract/literal.ts'
import { isAtMost, isDecimal, isNarrow, isSpecial, nearestTo } from './decimals.ts'
import type { Case, Recorded } from './fixture.ts'
import { countOf, needsOf } from './names.ts'
import { exactIn, formatNames, numberOf, wordOf } from './words.ts'
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
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
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
  const isOf = (list: unknown, type: string): boolean =>
    Array.isArray(list) && list.every((entry) => typeof entry === type)
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
  const words = numbersIn(x.arguments).map((number) => wordOf(number, 'binary64'))
  if (literal(words) !== literal(x.words))
    yield ['words', `the words of the arguments, ${words.join(' ')}`, x.words]
  if (literal(x.exactIn) !== literal(exactIn(operation, x.arguments)))
    yield ['exactIn', literal(exactIn(operation, x.arguments)), x.exactIn]
  const needs = needsOf(operation, x.arguments)
  if (literal(x.needs ?? []) !== literal(needs)) yield ['needs', literal(needs), x.needs]
  yield* outcomeFaults(operation, x, at)
  if (!isOf(x.kills, 'string') || x.kills.length === 0)
    yield ['kills', 'a mistake at least', x.kills]
  const { hash } = hashed(x)
  if (hash !== x.hash) yield ['hash', `${hash}, of the fields as they stand`, x.hash]
}

function* outcomeFaults(
  operation: OperationName,
  x: Case,
  at: (field: string) => void,
): Generator<Found> {
  const given = ['result', 'policy', 'error'].filter((name) => name in x)
  if (given.length !== 1)
    yield ['result', 'a result, a policy or an error', given.join(' and ') || 'none']
  const n = 'error' in x ? 0 : countOf(operation, x.arguments)
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

const isBudget = (ulps: unknown, n: number): boolean =>
  ulps === null
  || (Array.isArray(ulps)
    && ulps.length === n
    && ulps.every((u) => (typeof u === 'number' ? u >= 0 : typeof u === 'string' && isDecimal(u))))

function* resultFaults(
  field: string,
  { lo, hi, ...words }: Recorded,
  n: number,
  { exactIn: names }: Case,
): Generator<Found> {
  const isEnd = (text: unknown): boolean =>
    typeof text === 'string' && (isSpecial(text) || isDecimal(text))
  for (const [name, list] of [
    ['lo', lo],
    ['hi', hi],
  ] as const) {
    if (!Array.isArray(list) || list.length !== n || !list.every(isEnd))
      yield [`${field}.${name}`, `${n} decimal numbers`, list]
  }
  for (const [i, a] of lo.entries()) {
    const b = hi[i] ?? ''
    if (isSpecial(a) || isSpecial(b) ? a !== b : !isAtMost(a, b))
      yield [`${field}.lo`, `an end at most ${b}`, a]
    if (!isSpecial(a) && !isNarrow(a, b))
      yield [`${field}.hi`, `an end within 45 digits of ${a}`, b]
  }
  if (literal(Object.keys(words)) !== literal(names))
    yield [field, `words of ${names.join(', ')}`, Object.keys(words)]
  for (const name of formatNames.filter((name) => names.includes(name))) {
    const list = words[name]
    if (!Array.isArray(list) || list.length !== n) yield [`${field}.${name}`, `${n} words`, list]
    for (const [i, word] of (list ?? []).entries()) {
      const [a = '', b = ''] = [lo[i], hi[i]]
      const value = numberOf(word, name)
      if (value === undefined) yield [`${field}.${name}`, `a word of ${formats[name].name}`, word]
      if (wordOf(nearestTo(a, name), name) !== word)
        yield [`${field}.${name}`, `${wordOf(nearestTo(a, name), name)}, nearest to ${a}`, word]
      if (nearestTo(b, name) !== value && !isSpecial(b))
        yield [`${field}.hi`, `an end that is rounded to ${word} in ${name}`, b]
    }
  }
}
