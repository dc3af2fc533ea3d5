import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { extended, parseLedger, revisionOf } from '../../tools/recording/ledger.ts'
import { fileOf } from '../../src/records/names.ts'
import { literal } from '../../src/contract/literal.ts'
import type { Recorded } from '../../src/records/fixture.ts'
import { argumentsOf, resultInFull } from '../../src/records/in-full.ts'
import { parseFixture } from '../../src/records/parse.ts'
import { digestOf, textOf } from '../../src/records/write.ts'
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
  it('are one for each operation, and 1,500 cases or more in 200 kB an operation or less', () => {
    expect(files.map((file) => file.operation).toSorted()).toEqual(operationNames.toSorted())
    expect(cases.length).toBeGreaterThanOrEqual(1500)
    expect(
      operationNames.reduce((sum, name) => sum + Buffer.byteLength(read(fileOf(name))), 0),
    ).toBeLessThanOrEqual(200_000 * operationNames.length)
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

describe('a case in runs', () => {
  const [file] = recorded()
  const wide = file?.cases.find((x) => literal(x.arguments) === '[["0*32",10]]')
  if (file === undefined || wide === undefined) throw new Error('expected 33 classes')
  const text = textOf(file)
  const line = text.split('\n').find((it) => it.includes(`"${wide.id}"`)) ?? ''
  const sentence = (from: string, to: string): string => {
    try {
      parseFixture(text.replace(line, line.replace(from, to)), 'softmax.json')
      return 'accepted'
    } catch (error) {
      return (error as Error).message.slice(0, 120)
    }
  }
  it('stands for every entry', () => {
    expect(argumentsOf(wide)).toEqual([[...Array<number>(32).fill(0), 10]])
    const { lo, hi, binary64 } = resultInFull((wide as { result: Recorded }).result)
    for (const list of [lo, hi, binary64 ?? []]) {
      expect(list).toHaveLength(33)
      expect(new Set(list).size).toBe(2)
    }
  })
  it.each([
    ['"0*32"', '"0*31",0', 'field arguments: expected runs where entries are alike'],
    ['"0*32"', '"0*31"', 'field words: expected the words of the arguments'],
    ['"0*32"', '"0*99999999"', 'field arguments: expected what schema.json says'],
    ['"0*32"', '"zero*32"', 'field arguments: expected what schema.json says'],
    ['0000000000000000*32', '0000000000000000*31', 'field words: expected the words'],
    ['"binary32":["', '"binary32":["0*7","', 'field result.binary32: expected 33 words'],
    ['687569*32"', '687569*33"', 'field result.lo: expected 33 decimal numbers'],
    ['"240*32"', '"240*31"', 'field budget.textbook.binary64: expected 33 budgets'],
    ['"240*32"', '"240*31",240', 'field budget.textbook.binary64: expected 33 budgets'],
  ])('is refused where %s is %s', (from, to, message) => {
    expect(line).toContain(from)
    expect(sentence(from, to)).toContain(`softmax.json, case ${wide.id}, ${message}`)
  })
})
