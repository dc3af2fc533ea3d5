import { formats } from '../../arithmetic/format.ts'
import { misuse } from '../../implementation/module.ts'
import { literal } from '../../implementation/wire.ts'
import { notHeld, type Entry } from '../entry.ts'
import { lawsOf } from '../recorded.ts'

/**
 * An entry that came through JSON, beside what Vitest says of its test. Throws a Misuse where it is none of ours, or says
 * that a law held which Vitest did not see pass.
 */
export const entryFrom = (given: unknown, outcome: string, file: string): Entry => {
  const it = record(given, file, 'a verdict')
  const { address, law: id, tier, status, text, reason, excuse, strain, error, census, evidence, trial } = it
  const where = `${file}: ${typeof id === 'string' ? id : 'a law'}`
  const expectIs = (holds: boolean, what: string, expected: string, received: unknown): void => {
    if (!holds) throw misuse(`${where}: ${what}: expected ${expected}, but received ${received === undefined ? 'nothing' : literal(received).slice(0, 60)}`)
  }
  expectIs(isText(address), 'address', 'a string', address)
  expectIs(isText(text), 'text', 'a string', text)
  expectIs(reason === undefined || typeof reason === 'string', 'reason', 'a string', reason)
  expectIs(excuse === undefined || typeof excuse === 'string', 'excuse', 'a string', excuse)
  if (id === notHeld) {
    expectIs(status === 'errored' && outcome === 'failed', 'status', 'errored', status)
    return given as Entry
  }
  const law = lawsOf().find((one) => one.id === id)
  expectIs(law !== undefined, 'law', 'a law of this version of losslaws', id)
  expectIs(tier === law?.tier, 'tier', String(law?.tier), tier)
  expectIs(typeof status === 'string' && (excuse === undefined ? ends.get(status) : silent)?.includes(outcome) === true, 'status', `a verdict that ends its test as ${outcome}`, status)
  expectIs(excuse === undefined || status === 'falsified' || status === 'errored', 'excuse', 'none beside this verdict', excuse)
  if (status === 'passed' || status === 'falsified') {
    expectIs(isSize(strain) && (Number(strain) <= 1) === (status === 'passed'), 'strain', status === 'passed' ? 'at most 1 where the law held' : 'more than 1 where the law is broken', strain)
    expectIs(isCounts(census), 'census', 'the inputs that were judged', census)
  }
  if (error !== undefined) {
    const { ulp, budget, case: at } = record(error, where, 'an error in ulp')
    expectIs(isSize(ulp) && isSize(budget) && isText(at), 'error', 'an error and a budget in ulp, and a case', error)
  }
  expectIs(evidence === undefined || (Array.isArray(evidence) && evidence.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'))), 'evidence', 'rows of strings', evidence)
  const { name, version, format, seed, runs, losslaws, node } = record(trial, where, 'what was on trial')
  expectIs(isText(name) && (version === undefined || typeof version === 'string') && typeof format === 'string' && Object.hasOwn(formats, format), 'trial', 'a name, a version and a format', trial)
  expectIs((seed === undefined || isCount(seed)) && isCount(runs) && isText(losslaws) && isText(node), 'trial', 'a seed, a number of inputs, and versions', trial)
  // Every part of it that is read later has been looked at above.
  return given as Entry
}

/** What Vitest calls the end of a test that was not run to its end, and of one with each verdict. */
const silent = ['skipped', 'pending']
const ends: ReadonlyMap<string, readonly string[]> = new Map([['passed', ['passed']], ['falsified', ['failed']], ['errored', ['failed']], ['skipped', silent]])

/** The fields of an object. Throws a Misuse where it is none. */
export const record = (x: unknown, where: string, expected: string): Readonly<Record<string, unknown>> => {
  if (typeof x !== 'object' || x === null || Array.isArray(x)) throw misuse(`${where}: expected ${expected}, but received ${x === undefined ? 'nothing' : literal(x).slice(0, 60)}`)
  return x as Readonly<Record<string, unknown>>
}
const isText = (x: unknown): x is string => typeof x === 'string' && x.length > 0
const isCount = (x: unknown): boolean => Number.isSafeInteger(x) && (x as number) >= 0
const isSize = (x: unknown): boolean => (typeof x === 'number' && x >= 0) || x === 'Infinity'
const isCounts = (x: unknown): boolean => typeof x === 'object' && x !== null && Object.values(x).every(isCount)
