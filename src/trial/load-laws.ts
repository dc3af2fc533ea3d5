import { operationNames } from '../contract/operations.ts'
import { misuse } from '../contract/declaration.ts'
import { inOneLine } from '../contract/thrown.ts'
import type { AnyLaw } from '../laws/law.ts'
import { moduleAt } from './module-at.ts'

/**
 * The laws that a module exports, by name, in lists or as its default. Throws a Misuse where there
 * are none, or one is not whole.
 */
export const lawsIn = async (path: string): Promise<readonly AnyLaw[]> => {
  const exported = Object.values(await moduleAt(path, 'laws')).flat()
  const laws = [...new Set(exported.filter(isLawLike))]
  if (laws.length === 0)
    throw misuse(`expected ${path} to export laws, made by law() of losslaws, but received none`)
  for (const law of laws) check(law, path)
  const twice = laws.find(({ id }, i) => laws.findIndex((it) => it.id === id) !== i)
  if (twice !== undefined)
    throw misuse(
      `${path}: expected every law to have an id of its own, but received ${String(twice.id)} twice`,
    )
  // Checked field by field above; what the functions do is what the judgement is about.
  return laws.map((law) => ({ tier: 'textbook', ...law }) as unknown as AnyLaw)
}

type LawLike = Readonly<Record<string, unknown>>
const isLawLike = (x: unknown): x is LawLike => typeof x === 'object' && x !== null && 'claims' in x

const check = (law: LawLike, path: string): void => {
  const name = typeof law['id'] === 'string' ? law['id'] : 'a law without id'
  const expectIs = (holds: boolean, field: string, expected: string): void => {
    if (!holds)
      throw misuse(
        `${path}, ${name}: expected ${field} to be ${expected}, but received ${inOneLine(law[field])}`,
      )
  }
  expectIs(typeof law['id'] === 'string' && law['id'].includes('/'), 'id', 'family/sentence')
  for (const field of ['equation', 'proof'])
    expectIs(typeof law[field] === 'string', field, 'a string')
  for (const field of ['inputs', 'claims'])
    expectIs(typeof law[field] === 'function', field, 'a function')
  expectIs(Array.isArray(law['examples']), 'examples', 'a list of inputs')
  const { uses } = law
  expectIs(
    Array.isArray(uses)
      && uses.length > 0
      && uses.every((it) => operationNames.some((known) => known === it)),
    'uses',
    'a list of operations',
  )
}
