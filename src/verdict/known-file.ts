import { expectIs, isCount, isText, record } from '../contract/fields.ts'
import { misuse } from '../contract/declaration.ts'
import { literal, parseLiteral } from '../contract/literal.ts'
import type { Known, KnownFailure } from './known.ts'

/** The text of a list of known failures, one a line. */
export const textOf = ({ version, seed, runs, failures }: Known): string => {
  const lines = failures.map(
    ({ address, law, case: id, verdict, ulp, budgets, reason, link }) =>
      `    ${literal({ address, law, case: id, verdict, ulp, budgets, reason, link })}`,
  )
  return `{\n  "version": ${version},\n  "seed": ${seed},\n  "runs": ${runs},\n  "failures": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`
}

/**
 * The list in a text. Throws a Misuse that names the file, the entry and the field where it is
 * none.
 */
export const knownFrom = (text: string, file: string): Known => {
  const { version, seed, runs, failures, ...more } = record(
    parsed(text, file),
    file,
    'a list of known failures',
  )
  expectIs(version === 1, `${file}: version`, '1', version)
  expectIs(isCount(seed), `${file}: seed`, 'a whole number', seed)
  expectIs(isCount(runs) && runs !== 0, `${file}: runs`, 'a whole number of at least 1', runs)
  expectIs(Array.isArray(failures), `${file}: failures`, 'a list', failures)
  expectNone(more, file)
  const list = (failures as unknown[]).map((it, i) => failureFrom(it, `${file}: failure ${i + 1}`))
  const names = list.map(({ address, law, case: id }) => literal([address, law, id]))
  const twice = names.findIndex((name, i) => names.indexOf(name) < i)
  if (twice >= 0)
    throw misuse(
      `${file}: failure ${twice + 1}: expected each law and case once, but received ${names[twice]} again`,
    )
  return { version: 1, seed: seed as number, runs: runs as number, failures: list }
}

const failureFrom = (given: unknown, where: string): KnownFailure => {
  const {
    address,
    law,
    case: id,
    verdict,
    ulp,
    budgets,
    reason,
    link,
    ...more
  } = record(given, where, 'a failure')
  expectIs(isText(address), `${where}: address`, 'a string', address)
  expectIs(isText(law), `${where}: law`, 'the id of a law', law)
  expectIs(id === undefined || isText(id), `${where}: case`, 'the id of a case', id)
  expectIs(
    verdict === 'falsified' || verdict === 'errored',
    `${where}: verdict`,
    'falsified or errored',
    verdict,
  )
  const [used, unused] =
    id === undefined ? (['budgets', 'ulp'] as const) : (['ulp', 'budgets'] as const)
  const worst = { ulp, budgets }
  if (verdict === 'falsified')
    expectIs(
      isSize(worst[used]),
      `${where}: ${used}`,
      'the greatest error, a number above 0 or "Infinity"',
      worst[used],
    )
  else
    expectIs(worst[used] === undefined, `${where}: ${used}`, 'nothing beside errored', worst[used])
  expectIs(
    worst[unused] === undefined,
    `${where}: ${unused}`,
    `nothing (a ${id === undefined ? 'law' : 'case'} is measured in ${used})`,
    worst[unused],
  )
  expectIs(isText(reason), `${where}: reason`, 'a sentence', reason)
  expectIs(link === undefined || isText(link), `${where}: link`, 'an address', link)
  expectNone(more, where)
  return given as KnownFailure
}

const parsed = (text: string, file: string): unknown => {
  try {
    return parseLiteral(text)
  } catch {
    throw misuse(
      `${file}: expected JSON, but received ${text.length === 0 ? 'nothing' : 'something else'}`,
    )
  }
}
const isSize = (x: unknown): boolean => typeof x === 'number' && x > 0
const expectNone = (more: object, where: string): void => {
  const [name] = Object.keys(more)
  if (name !== undefined)
    throw misuse(`${where}: expected no field ${JSON.stringify(name)}, but received it`)
}
