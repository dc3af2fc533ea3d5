import { isRecord } from '../../contract/declared-numbers.ts'
import { formats } from '../../arithmetic/format.ts'
import { isHexadecimal } from '../../arithmetic/hexadecimal.ts'
import { expectIs, isCount, isText, record } from '../../contract/fields.ts'
import { numberWords } from '../../contract/literal.ts'
import { regions } from '../../laws/region.ts'
import type { Outcome } from '../../verdict/outcome.ts'

/**
 * An outcome that came through JSON; beside it, where Vitest wrote it, how Vitest says that its
 * test ended. Throws a Misuse where it is none, or says that a law held which Vitest did not see
 * pass.
 */
export const outcomeFrom = (given: unknown, file: string, end?: string): Outcome => {
  const it = record(given, file, 'an outcome')
  const { version, status, law, address, reason } = it
  const where = `${file}: ${typeof law === 'string' ? law : 'an outcome'}`
  const expect: Expect = (holds, field, expected) =>
    expectIs(holds, `${where}: ${field}`, expected, it[field])
  expect(version === 1, 'version', '1')
  expectIs(
    typeof status === 'string'
      && (end === undefined ? ends.has(status) : endsOf(status, it).includes(end)),
    `${where}: status`,
    end === undefined ?
      `one of ${[...ends.keys()].join(', ')}`
    : `a verdict that ends its test as ${end}`,
    status,
  )
  if (status === 'untried' || status === 'skipped' || status === 'errored')
    expect(typeof reason === 'string', 'reason', 'a string')
  if (status === 'untried') expect(isText(address), 'address', 'a string')
  else expectTried(it, expect, where)
  // Every part of it that is read later has been looked at above.
  return given as Outcome
}

type Fields = Readonly<Record<string, unknown>>
type Expect = (holds: boolean, field: string, expected: string) => void

const expectTried = (it: Fields, expect: Expect, where: string): void => {
  const { status, law, tier, address, excuse, trial } = it
  expect(isText(law) && law.includes('/'), 'law', 'family/sentence')
  expect(tier === 'textbook' || tier === 'accurate', 'tier', 'textbook or accurate')
  for (const name of ['equation', 'proof']) expect(isString(it[name]), name, 'a string')
  expect(address === undefined || isText(address), 'address', 'a string')
  expect(excuse === undefined || typeof excuse === 'string', 'excuse', 'a string')
  expect(
    excuse === undefined || status === 'falsified' || status === 'errored',
    'excuse',
    'none beside this verdict',
  )
  if (status === 'passed' || status === 'falsified') expectMeasured(it, expect)
  if (status === 'passed') {
    expect(isSize(it['worst']) && Number(it['worst']) <= 1, 'worst', 'at most 1 where the law held')
    for (const name of ['runs', 'seed']) expect(isCount(it[name]), name, 'a whole number')
    expect(Number(it['undecided'] ?? 0) < Number(it['runs']), 'undecided', 'fewer than all inputs')
  }
  if (status === 'falsified')
    for (const name of ['clearest', 'smallest'])
      expect(isWitness(it[name]), name, 'an input, a claim and a strain of more than 1')
  expect(isOr(it['cases'], isListOf(isCase)), 'cases', 'cases that failed')
  expect(isOr(it['fault'], isFault), 'fault', 'a region, and what is true of an answer')
  expect(isOr(it['answer'], isNoAnswer), 'answer', 'what was expected, and what came')
  const { name, version, format, domain, elementary, ...asked } = record(
    trial,
    where,
    'what was checked',
  )
  expect(
    isText(name) && isOr(version, isString) && isFormat(format),
    'trial',
    'a name, a version and a format',
  )
  expect(
    isOr(domain, isDomain) && isOr(elementary, (it) => isRecord(it) && isSize(it['ulp'])),
    'trial',
    'a domain of logits, and an error of elementary functions in ulp',
  )
  const { seed, runs, classes, rows, exhaustive, suite, losslaws, node } = asked
  expect(isOr(exhaustive, isTrue), 'trial', 'exhaustive or not')
  expect(
    [seed, classes, rows].every((it) => isOr(it, isCount))
      && isCount(runs)
      && isCount(suite)
      && isText(losslaws)
      && isText(node),
    'trial',
    'a seed, a number of inputs, the number of laws, and versions',
  )
}

const expectMeasured = (
  { all, census, undecided, unasked, error, likeness }: Fields,
  expect: Expect,
): void => {
  expect(
    isOr(all, isAll),
    'all',
    'how many inputs were judged until none was left, and of which form',
  )
  expect(isRecord(census) && Object.values(census).every(isCount), 'census', judged)
  expect(isOr(undecided, isCount), 'undecided', 'a whole number')
  expect(
    isOr(unasked, (it) => isRecord(it) && isText(it['reason']) && isCount(it['inputs'])),
    'unasked',
    'a reason and a number of inputs',
  )
  expect(
    isOr(error, (it) => {
      return isRecord(it) && isSize(it['ulp']) && isSize(it['budget']) && isText(it['case'])
    }),
    'error',
    'an error and a budget in ulp, and a case',
  )
  expect(isOr(likeness, isLikeness), 'likeness', 'an operation, mistakes and a number of probes')
}
const judged = 'the inputs that were judged'

/**
 * How Vitest ends the test of an outcome: one that is excused is skipped, and so is accuracy that
 * is lost, unless one is strict.
 */
const endsOf = (status: string, { excuse, tier }: Fields): readonly string[] =>
  excuse !== undefined ? silent
  : status === 'falsified' && tier === 'accurate' ? [...silent, 'failed']
  : (ends.get(status) ?? [])
const silent = ['skipped', 'pending']
const ends: ReadonlyMap<string, readonly string[]> = new Map([
  ['passed', ['passed']],
  ['falsified', ['failed']],
  ['errored', ['failed']],
  ['skipped', silent],
  ['untried', ['failed']],
])

const isWitness = (x: unknown): boolean =>
  isRecord(x)
  && x['input'] !== undefined
  && isCount(x['refuted'])
  && isSize(x['strain'])
  && Number(x['strain']) > 1
  && isOr(x['claim'], isClaim)
const isClaim = (x: unknown): boolean =>
  isRecord(x)
  && isString(x['about'])
  && (isNumber(x['value']) || isHexadecimal(x['value']))
  && isWithin(x['within'])
const isWithin = (x: unknown): boolean =>
  isRecord(x)
  && ('only' in x ?
    isNumber(x['only']) && isOr(x['or'], isNumber)
  : isHexadecimal(x['budget']) && isOr(x['lo'], isHexadecimal) && isOr(x['hi'], isHexadecimal))
const isFault = (x: unknown): boolean =>
  isRecord(x)
  && regions.some((region) => region === x['region'])
  && isOr(x['operation'], isText)
  && isOr(x['changes'], isTrue)
  && isOr(x['code'], (it) => isRecord(it) && isText(it['language']) && isText(it['text']))
  && isOr(x['truth'], (it) => isRecord(it) && isClaim(it['claim']) && isSize(it['strain']))
const isNoAnswer = (x: unknown): boolean =>
  isRecord(x) && ['about', 'expected', 'got'].every((name) => isString(x[name]))
const isAll = (x: unknown): boolean =>
  isRecord(x)
  && isCount(x['inputs'])
  && isOr(x['form'], isText)
  && isOr(x['isInDomain'], isTrue)
  && isOr(x['failing'], isCount)
const isCase = (x: unknown): boolean =>
  isRecord(x)
  && isText(x['case'])
  && (x['status'] === 'falsified' ?
    isSize(x['strain']) && isSize(x['ulp'])
  : x['status'] === 'errored' && isString(x['reason']))
const isLikeness = (x: unknown): boolean =>
  isRecord(x) && isText(x['operation']) && isListOf(isText)(x['mistakes']) && isCount(x['probes'])

/** The name of a format, as reports have it that know no other; or the formats of a mix. */
const isFormat = (x: unknown): boolean =>
  isName(x)
  || (isRecord(x)
    && isName(x['logits'])
    && isOr(x['targets'], isName)
    && isName(x['arithmetic'])
    && (isName(x['results']) || isResults(x['results'])))
const isResults = (x: unknown): boolean =>
  isRecord(x) && isName(x['default']) && Object.values(x).every(isName)
const isName = (x: unknown): boolean => isString(x) && Object.hasOwn(formats, x)
const isDomain = (x: unknown): boolean =>
  isRecord(x)
  && Array.isArray(x['logits'])
  && x['logits'].length === 2
  && x['logits'].every(isNumber)

const isTrue = (x: unknown): boolean => x === true
const isString = (x: unknown): x is string => typeof x === 'string'
const isNumber = (x: unknown): boolean =>
  typeof x === 'number' || numberWords.some((word) => word === x)
const isSize = (x: unknown): boolean => (typeof x === 'number' && x >= 0) || x === 'Infinity'
const isOr = (x: unknown, is: (x: unknown) => boolean): boolean => x === undefined || is(x)
const isListOf =
  (is: (x: unknown) => boolean) =>
  (x: unknown): boolean =>
    Array.isArray(x) && x.every(is)
