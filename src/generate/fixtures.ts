#!/usr/bin/env node
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { difference } from '../fixtures/compare.ts'
import { generate } from '../fixtures/generate.ts'
import { extended, parseLedger } from '../fixtures/ledger.ts'
import { generateLong } from '../fixtures/long-pack.ts'
import { fileOf } from '../fixtures/names.ts'
import { parseFixture } from '../fixtures/parse.ts'
import { schemaText } from '../fixtures/schema.ts'
import { textOf, textOfLong } from '../fixtures/write.ts'
import { operationNames } from '../implementation/implementation.ts'
import { killsOf, killsOfLong } from './judge-case.ts'

const usage = `npm run fixtures              rewrite every file of fixtures/ from its lists and seeds
npm run fixtures -- --check   say what differs from that, and change nothing

Exit code: 0 all is as it should be, 1 something differs, 2 this command was not understood.
`

/** The files of a folder, written or checked; what to say about it, and the exit code. */
export const record = (args: readonly string[], folder: string, write: (text: string) => void): number => {
  const [option, ...others] = args
  if (others.length > 0 || (option !== undefined && option !== '--check')) {
    write(usage)
    return 2
  }
  try {
    const { texts, count } = generated(read(folder, 'ledger.txt') ?? '')
    if (option === undefined) {
      mkdirSync(folder, { recursive: true })
      for (const [name, text] of texts) writeFileSync(join(folder, name), text)
      write(`wrote ${count} cases in ${texts.size} files\n`)
      return 0
    }
    const faults = faultsIn(folder, texts)
    for (const fault of faults) write(`${fault}\n`)
    if (faults.length === 0) write(`${count} cases in ${texts.size} files are what the generator writes: certified twice, each refutes a mistake and fails no reference\n`)
    return faults.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof Error)) throw error
    write(`${error.message}\n`)
    return 1
  }
}

/** What every file should hold, given what was published before. */
const generated = (ledgerText: string): { readonly texts: ReadonlyMap<string, string>; readonly count: number } => {
  const ledger = parseLedger(ledgerText)
  const fixtures = operationNames.map((operation) => generate(operation, killsOf, ledger))
  const long = generateLong(killsOfLong, ledger)
  const cases = [...fixtures.flatMap((fixture) => fixture.cases), ...long.cases]
  return {
    count: cases.length,
    texts: new Map([
      ...fixtures.map((fixture) => [fileOf(fixture.operation), textOf(fixture)] as const),
      ['long.json', textOfLong(long)],
      ['schema.json', schemaText()],
      ['ledger.txt', extended(ledgerText, cases)],
    ]),
  }
}

/** What differs, a sentence a file: first what a reader of it would refuse, then what the generator would write otherwise. */
export const faultsIn = (folder: string, texts: ReadonlyMap<string, string>): string[] => {
  const stray = readdirSync(folder).filter((name) => name.endsWith('.json') && !texts.has(name) && name !== 'errata.json')
  return [
    ...stray.map((name) => `fixtures/${name}: expected no file of this name, but received one`),
    ...[...texts].flatMap(([name, expected]) => {
      const text = read(folder, name)
      if (text === undefined) return [`fixtures/${name}: expected a file, but received none`]
      if (name === 'ledger.txt') return text === expected ? [] : [`fixtures/${name}: expected the line ${expected.slice(text.length).split('\n')[0] ?? ''}, but received none`]
      return [damageOf(name, text) ?? difference(`fixtures/${name}`, text, expected)].filter((fault) => fault !== undefined)
    }),
  ]
}

const read = (folder: string, name: string): string | undefined => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined)

const damageOf = (name: string, text: string): string | undefined => {
  if (name === 'long.json' || name === 'schema.json') return undefined
  try {
    parseFixture(text, `fixtures/${name}`)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

if (process.argv[1] !== undefined && /generate.fixtures\.[jt]s$/.test(process.argv[1])) {
  process.exitCode = record(process.argv.slice(2), join(process.cwd(), 'fixtures'), (text) => void process.stdout.write(text))
}
