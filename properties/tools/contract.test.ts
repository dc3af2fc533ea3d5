import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { operationTable, writeContract } from '../../tools/contract.ts'
import { parseLiteral } from '../../src/contract/literal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('npm run contract', () => {
  it('finds nothing to change', async () => {
    let words = ''
    expect(await writeContract(['--check'], root, (text) => (words += text))).toBe(0)
    expect(words).toBe(
      `the contract of ${operationNames.length} operations are what the generator writes\n`,
    )
  })
  it('writes the tables as data that others can read', () => {
    const text = readFileSync(`${root}fixtures/protocol/contract.json`, 'utf8')
    const contract = parseLiteral(text) as Readonly<Record<string, object>>
    expect(Object.keys(contract['operations'] ?? {})).toEqual(operationNames)
    expect(contract['options']).toMatchObject({ posWeight: { legal: { most: Infinity } } })
  })
  it('puts every operation on one line of the table', () => {
    const names = operationTable()
      .split('\n')
      .flatMap((line) => line.slice(0, line.indexOf('  ')).split(', '))
    expect(names.toSorted()).toEqual(operationNames.toSorted())
  })
})
