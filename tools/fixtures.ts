#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { difference } from './recording/compare.ts'
import { generate } from './recording/generate.ts'
import { extended, parseLedger } from './recording/ledger.ts'
import { fileOf } from '../src/records/names.ts'
import { parseFixture } from '../src/records/parse.ts'
import { schemaText } from './recording/schema.ts'
import { textOf } from '../src/records/write.ts'
import { operationNames } from '../src/contract/operations.ts'
import { generator, whenStarted, type Generated } from './generator.ts'
import { killsOf } from './judge-case.ts'

/** What every file should hold, given what was published before. */
const generated = (folder: string): Generated => {
  const ledgerText = read(folder, 'ledger.txt') ?? ''
  const ledger = parseLedger(ledgerText)
  const fixtures = operationNames.map((operation) => generate(operation, killsOf, ledger))
  const cases = fixtures.flatMap((fixture) => fixture.cases)
  const texts = new Map([
    ...fixtures.map((fixture) => [fileOf(fixture.operation), textOf(fixture)] as const),
    ['schema.json', schemaText()],
    ['ledger.txt', extended(ledgerText, cases)],
  ])
  return {
    texts,
    what: `${cases.length} cases in ${texts.size} files`,
    known: 'certified twice, each refutes a mistake and fails no reference',
  }
}

/**
 * What differs, a sentence a file: first what a reader of it would refuse, then what the generator
 * would write otherwise.
 */
export const faultsIn = (folder: string, texts: ReadonlyMap<string, string>): string[] => {
  const stray = readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !texts.has(name) && name !== 'errata.json',
  )
  return [
    ...stray.map((name) => `fixtures/${name}: expected no file of this name, but received one`),
    ...[...texts].flatMap(([name, expected]) => {
      const text = read(folder, name)
      if (text === undefined) return [`fixtures/${name}: expected a file, but received none`]
      if (text === expected) return []
      if (name === 'ledger.txt')
        return [
          `fixtures/${name}: expected the line ${expected.slice(text.length).split('\n')[0] ?? ''}, but received none`,
        ]
      return [damageOf(name, text) ?? difference(`fixtures/${name}`, text, expected)].filter(
        (fault) => fault !== undefined,
      )
    }),
  ]
}

const read = (folder: string, name: string): string | undefined =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined

const damageOf = (name: string, text: string): string | undefined => {
  if (name === 'schema.json') return undefined
  try {
    parseFixture(text, `fixtures/${name}`)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The files of a folder, written or checked; what to say about it, and the exit code. */
export const record = generator({
  name: 'fixtures',
  purpose: 'rewrite every file of fixtures/ from its lists and seeds',
  generated,
  faultsIn,
})

await whenStarted('fixtures', record, 'fixtures')
