#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { greatest } from '../src/arithmetic/sequence.ts'
import {
  argumentKinds,
  operationNames,
  optionsOf,
  resultKinds,
  rowOf,
  type OperationName,
} from '../src/contract/operations.ts'
import { contract } from '../src/contract/schema.ts'
import { protocolSchemaText } from '../src/contract/protocol-schema.ts'
import { literal } from '../src/contract/literal.ts'
import { generator, whenStarted, type Generated } from './generator.ts'

/** The tables of the contract as others read them: as data, as a schema, and in the guide. */
const generated = (folder: string): Generated => ({
  texts: new Map([
    ['fixtures/protocol/contract.json', `${indented(contract)}\n`],
    ['fixtures/protocol/schema.json', protocolSchemaText()],
    ['docs/guide.md', withTable(read(folder, 'docs/guide.md') ?? '')],
  ]),
  what: `the contract of ${operationNames.length} operations`,
})

/** Every double of the tables survives, an infinity as its word. */
const indented = (x: unknown): string => JSON.stringify(JSON.parse(literal(x)), null, 2)

const withTable = (guide: string): string =>
  guide.replace(
    /(?<=<!-- operations -->\n).*(?=<!-- \/operations -->)/s,
    () => `\`\`\`text\n${operationTable()}\n\`\`\`\n`,
  )

/** One line for all operations of the same arguments and result. */
export const operationTable = (): string => {
  const groups = new Map<string, OperationName[]>()
  for (const name of operationNames)
    groups.set(signatureOf(name), [...(groups.get(signatureOf(name)) ?? []), name])
  const lines = [...groups].map(([signature, names]) => [names.join(', '), signature] as const)
  const width = greatest(lines.map(([names]) => names.length))
  return lines.map(([names, signature]) => `${names.padEnd(width)}  ${signature}`).join('\n')
}

const signatureOf = (operation: OperationName): string => {
  const { takes, gives } = rowOf(operation)
  const args = takes.map((kind) =>
    kind === 'options' ?
      `{ reduction, ${optionsOf(operation).join(', ')} }`
    : `${kind}: ${types[argumentKinds[kind]]}`,
  )
  return `(${args.join(', ')}) => ${types[resultKinds[gives]]}`
}
const types: Readonly<Record<string, string>> = {
  number: 'number',
  vector: 'number[]',
  rows: 'number[][]',
  'number or vector': 'number | number[]',
  'number or rows': 'number | number[][]',
}

const faultsIn = (folder: string, texts: ReadonlyMap<string, string>): string[] =>
  [...texts].flatMap(([name, text]) => {
    const received = read(folder, name)
    return (
      received === undefined ? [`${name}: expected a file, but received none`]
      : received === text ? []
      : [`${name}: expected what npm run contract writes, but received another text`]
    )
  })

const read = (folder: string, name: string): string | undefined =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined

export const writeContract = generator({
  name: 'contract',
  purpose: 'rewrite contract.json, the schema of the protocol and the table of the guide',
  generated,
  faultsIn,
})

await whenStarted('contract', writeContract, '.')
