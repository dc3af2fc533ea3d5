import { formats } from '../../arithmetic/format.ts'
import { expectIs, isCount, isText, record } from '../../implementation/fields.ts'
import { notHeld, type Entry } from '../entry.ts'
import { lawsOf } from '../recorded.ts'

/**
 * An entry that came through JSON, beside what Vitest says of its test. Throws a Misuse where it is
 * none of ours, or says that a law held which Vitest did not see pass.
 */
export const entryFrom = (given: unknown, outcome: string, file: string): Entry => {
  const it = record(given, file, 'a verdict')
  const {
    address,
    law: id,
    tier,
    status,
    text,
    reason,
    excuse,
    strain,
    error,
    census,
    evidence,
    trial,
  } = it
  const where = `${file}: ${typeof id === 'string' ? id : 'a law'}`
  const expectField = (holds: boolean, field: string, expected: string, received: unknown): void =>
    expectIs(holds, `${where}: ${field}`, expected, received)
  expectField(isText(address), 'address', 'a string', address)
  expectField(isText(text), 'text', 'a string', text)
  expectField(reason === undefined || typeof reason === 'string', 'reason', 'a string', reason)
  expectField(excuse === undefined || typeof excuse === 'string', 'excuse', 'a string', excuse)
  if (id === notHeld) {
    expectField(status === 'errored' && outcome === 'failed', 'status', 'errored', status)
    return given as Entry
  }
  const law = lawsOf().find((one) => one.id === id)
  expectField(law !== undefined, 'law', 'a law of this version of losslaws', id)
  expectField(tier === law?.tier, 'tier', String(law?.tier), tier)
  expectField(
    typeof status === 'string'
      && (excuse === undefined ? ends.get(status) : silent)?.includes(outcome) === true,
    'status',
    `a verdict that ends its test as ${outcome}`,
    status,
  )
  expectField(
    excuse === undefined || status === 'falsified' || status === 'errored',
    'excuse',
    'none beside this verdict',
    excuse,
  )
  if (status === 'passed' || status === 'falsified') {
    expectField(
      isSize(strain) && Number(strain) <= 1 === (status === 'passed'),
      'strain',
      status === 'passed' ? 'at most 1 where the law held' : 'more than 1 where the law is broken',
      strain,
    )
    expectField(isCounts(census), 'census', 'the inputs that were judged', census)
  }
  if (error !== undefined) {
    const { ulp, budget, case: at } = record(error, where, 'an error in ulp')
    expectField(
      isSize(ulp) && isSize(budget) && isText(at),
      'error',
      'an error and a budget in ulp, and a case',
      error,
    )
  }
  expectField(
    evidence === undefined
      || (Array.isArray(evidence)
        && evidence.every(
          (row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'),
        )),
    'evidence',
    'rows of strings',
    evidence,
  )
  const { name, version, format, seed, runs, losslaws, node } = record(
    trial,
    where,
    'what was on trial',
  )
  expectField(
    isText(name)
      && (version === undefined || typeof version === 'string')
      && typeof format === 'string'
      && Object.hasOwn(formats, format),
    'trial',
    'a name, a version and a format',
    trial,
  )
  expectField(
    (seed === undefined || isCount(seed)) && isCount(runs) && isText(losslaws) && isText(node),
    'trial',
    'a seed, a number of inputs, and versions',
    trial,
  )
  // Every part of it that is read later has been looked at above.
  return given as Entry
}

/**
 * What Vitest calls the end of a test that was not run to its end, and of one with each verdict.
 */
const silent = ['skipped', 'pending']
const ends: ReadonlyMap<string, readonly string[]> = new Map([
  ['passed', ['passed']],
  ['falsified', ['failed']],
  ['errored', ['failed']],
  ['skipped', silent],
])

const isSize = (x: unknown): boolean => (typeof x === 'number' && x >= 0) || x === 'Infinity'
const isCounts = (x: unknown): boolean =>
  typeof x === 'object' && x !== null && Object.values(x).every(isCount)
