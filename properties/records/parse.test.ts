import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extended, parseLedger, revisionOf } from '../../tools/recording/ledger.ts'
import { fileOf } from '../../src/records/names.ts'
import { digestOf } from '../../src/records/write.ts'
import { recorded } from '../../src/trial/all-laws.ts'
import { operationNames } from '../../src/contract/operations.ts'

const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
const ledger = read('ledger.txt')

describe.each(operationNames)('the fixture of %s', (operation) => {
  const text = read(fileOf(operation))
  it('ends with the digest of what stands above', () => {
    expect(text).toContain(`"digest": "${digestOf(text)}"`)
  })
})

describe('the fixtures', () => {
  const files = recorded()
  const cases = files.flatMap((file) => file.cases)
  it('are one for each operation, and 1,500 cases or more in 165 kB an operation or less', () => {
    expect(files.map((file) => file.operation).toSorted()).toEqual(operationNames.toSorted())
    expect(cases.length).toBeGreaterThanOrEqual(1500)
    expect(
      operationNames.reduce((sum, name) => sum + Buffer.byteLength(read(fileOf(name))), 0),
    ).toBeLessThanOrEqual(165_000 * operationNames.length)
  })
  it('have ids of their own, all of them in the ledger with their revision', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    const published = parseLedger(ledger)
    for (const { id, rev } of cases) expect(published.get(id), id).toHaveLength(rev)
    expect(extended(ledger, cases)).toBe(ledger)
  })
  it('name flags that their notes explain, and explain no others', () => {
    for (const { cases, notes } of files)
      expect(Object.keys(notes).toSorted()).toEqual(
        [...new Set(cases.flatMap(({ flags }) => flags))].toSorted(),
      )
  })
  it('refute a mistake with every case', () => {
    expect(cases.filter(({ kills }) => kills.length === 0)).toEqual([])
  })
})

describe('the ledger', () => {
  const [first] = recorded()[0]?.cases ?? []
  it('keeps the revision of numbers that did not change, and counts on where they did', () => {
    if (first === undefined) throw new Error('expected a case')
    expect(revisionOf(parseLedger(ledger), first)).toBe(first.rev)
    expect(revisionOf(parseLedger(ledger), { ...first, words: ['0'] })).toBe(first.rev + 1)
    expect(extended('', [first])).toMatch(new RegExp(`^${first.id} ${first.rev} [0-9a-f]{16}\n$`))
  })
  it.each([
    [
      'softmax one\n',
      'ledger.txt, line 1: expected an id, a revision and a hash, but received "softmax one"',
    ],
    [
      `a 2 ${'0'.repeat(16)}\n`,
      'ledger.txt, line 1, case a, field rev: expected 1, but received 2',
    ],
    [
      `a 1 ${'0'.repeat(16)}\na 2 ${'0'.repeat(16)}\n`,
      'ledger.txt, line 2, case a, field hash: expected numbers that changed, but received the same',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => parseLedger(text)).toThrow(message)
  })
})
