import type { Fixture } from '../records/fixture.ts'
import { lawsFrom } from '../records/law.ts'
import { fileOf, files } from '../records/names.ts'
import { parseFixture } from '../records/parse.ts'
import { misuse } from '../contract/declaration.ts'
import { fromJson } from '../contract/literal.ts'
import { laws } from '../laws/index.ts'
import { familyOf, type AnyLaw } from '../laws/law.ts'
import { packageFile } from './package-files.ts'

/** The recorded cases that come with this package. */
export const recorded = (): readonly Fixture[] =>
  (read ??= recordedIn((name) => packageFile(`fixtures/${name}`)))
let read: readonly Fixture[] | undefined

/** The recorded cases in files, one an operation. Throws where one is missing or damaged. */
export const recordedIn = (file: (name: string) => string | undefined): readonly Fixture[] =>
  files.map((name) => fixtureFrom(expectText(file(name), name), name))

/**
 * Every law: those that are written, and those of the recorded cases, which come from the files of
 * this package. Throws where Node, or what stands for it, cannot read them.
 */
export const allLaws = (): readonly AnyLaw[] => [...laws, ...recordedLaws()]

/** Every law of a family, or all of them. */
export const lawsOf = (family?: string): readonly AnyLaw[] =>
  family === undefined ? allLaws()
  : family === 'fixture' ? recordedLaws()
  : laws.filter((law) => familyOf(law.id) === family)

const recordedLaws = (): readonly AnyLaw[] => (stated ??= recorded().flatMap(lawsFrom))
let stated: readonly AnyLaw[] | undefined

/**
 * The file as it was written where its digest says so; else the parser tells, entry by entry, what
 * is wrong with it.
 */
const fixtureFrom = (text: string, name: string): Fixture => {
  const { createHash } = process.getBuiltinModule('node:crypto')
  const above = text.slice(0, text.lastIndexOf('  "digest"'))
  if (text !== `${above}  "digest": "${createHash('sha256').update(above).digest('hex')}"\n}\n`)
    return parseFixture(text, `fixtures/${name}`)
  const file = JSON.parse(text) as Fixture
  if (fileOf(file.operation) !== name) return parseFixture(text, `fixtures/${name}`)
  return {
    ...file,
    cases: file.cases.map((it) => ({
      ...it,
      arguments: fromJson(it.arguments) as unknown[],
    })),
  }
}

const expectText = (text: string | undefined, name: string): string => {
  if (text === undefined)
    throw misuse(`fixtures/${name}: expected a file of recorded cases, but there is none`)
  return text
}
