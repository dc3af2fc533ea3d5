import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alike } from '../../src/arithmetic/alike.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { literal, numbersIn } from '../../src/contract/literal.ts'
import { inRuns } from '../../src/contract/runs.ts'
import { difference } from '../../tools/recording/compare.ts'
import { certify, certifyEntries, uncertified } from '../../tools/recording/certify.ts'
import { enclosureOf, inUlps, isSpecial, nearestTo } from '../../src/records/decimals.ts'
import { budgetsAt, budgetsIn, isGranted } from '../../src/records/claims.ts'
import { accurate, textbook } from '../../src/laws/budgets/grants.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import type { Tier } from '../../src/laws/law.ts'
import { complete, generate } from '../../tools/recording/generate.ts'
import { extended, parseLedger, revisionOf } from '../../tools/recording/ledger.ts'
import type { Candidate } from '../../tools/recording/hard-cases/candidate.ts'
import type { Case } from '../../src/records/fixture.ts'
import { argumentsOf, budgetInFull, resultInFull } from '../../src/records/in-full.ts'
import { fileOf, files } from '../../src/records/names.ts'
import { notes } from '../../tools/recording/notes.ts'
import { parseFixture } from '../../src/records/parse.ts'
import { rational } from '../../tools/recording/rational.ts'
import { recordCase } from '../../tools/recording/record-case.ts'
import { sha256 } from '../../src/records/sha256.ts'
import { exactIn, formatNames, numberOf, wordOf } from '../../src/records/words.ts'
import { textOf } from '../../src/records/write.ts'
import { given } from '../../src/contract/given.ts'
import { operationNames } from '../../src/contract/operations.ts'
import { killsOf } from '../../tools/judge-case.ts'
import { laws } from '../../src/laws/index.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { faultsIn, record } from '../../tools/fixtures.ts'
import { isSoak } from '../soak.ts'

/** Whether a case has so many entries that it is recorded anew only in a soak. */
const isVast = (x: Case): boolean => numbersIn(argumentsOf(x)).length > 5000
const makers = { textbook, accurate } as const
const folder = fileURLToPath(new URL('../../fixtures', import.meta.url))
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const all = operationNames.map((operation) =>
  parseFixture(read(fileOf(operation)), fileOf(operation)),
)
const ledger = parseLedger(read('ledger.txt'))

describe('the recorded cases', () => {
  it('are at least 1,500, of every operation, in at most 200 kB an operation', () => {
    expect(all.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(1500)
    for (const { cases } of all) expect(cases.length).toBeGreaterThan(50)
    expect(files.reduce((sum, name) => sum + Buffer.byteLength(read(name)), 0)).toBeLessThan(
      200_000 * operationNames.length,
    )
  })
  it.each(files)('of %s are what the schema says', (name) => {
    const validate = new Ajv2020({ strictTuples: false }).compile(
      JSON.parse(read('schema.json')) as object,
    )
    expect(validate(JSON.parse(read(name))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(
      true,
    )
  })
  it('know nothing that the schema does not', () => {
    const validate = new Ajv2020({ strictTuples: false }).compile(
      JSON.parse(read('schema.json')) as object,
    )
    const file = JSON.parse(read('sigmoid.json')) as { cases: Record<string, unknown>[] }
    file.cases[0] = { ...file.cases[0], tolerance: 1e-6 }
    expect(validate(file)).toBe(false)
  })
  it('name laws and mistakes that there are, and between them nearly every mistake in a value', () => {
    const cases = all.flatMap(({ cases }) => cases)
    const rules = new Set(
      cases.flatMap(({ budget = {} }) => Object.values(budget).map(({ rule }) => rule)),
    )
    expect([...rules].filter((rule) => !laws.some(({ id }) => id === rule))).toEqual([])
    const killed = new Set(cases.flatMap(({ kills }) => kills))
    expect([...killed].filter((id) => !mistakes.some((mistake) => mistake.id === id))).toEqual([])
    expect(mistakes.map(({ id }) => id).filter((id) => !killed.has(id))).toEqual([
      'bce-cleans-infinities',
      'dropout-left-on',
      'gradient-scaled-by-its-norm',
      'label-minus-zero-is-no-class',
      'label-poisons-the-batch',
      'loss-in-an-array',
      'softmax-in-place',
      'softmax-refuses-wide-rows',
      'softmax-shares-its-buffer',
      'target-checked-in-the-first-entry',
    ])
  })
  it('give every note to some case', () => {
    expect(
      Object.keys(notes).filter((flag) => !all.some((fixture) => flag in fixture.notes)),
    ).toEqual([])
  })
  it('stand in the ledger with their last revision', () => {
    for (const { cases } of all)
      for (const x of cases) expect(revisionOf(ledger, x), x.id).toBe(x.rev)
  })
  it.each(all)('of $operation are recorded anew as they stand, one of each region', (fixture) => {
    const { operation } = fixture
    const cases = fixture.cases.filter((x) => isSoak || !isVast(x))
    const regionOf = ({ id }: (typeof cases)[number]) => id.split('/')[1]
    for (const region of new Set(cases.map(regionOf))) {
      const some = cases.filter((x) => regionOf(x) === region)
      const x = some[Math.floor(Math.random() * some.length)] ?? expect.unreachable('a case')
      const policy =
        'policy' in x ? x.policy.name
        : 'error' in x ? x.error
        : undefined
      const candidate = {
        region: region ?? '',
        // Only flags that have notes are read.
        flags: x.flags as Candidate['flags'],
        ...given({ comment: x.comment, policy }),
        arguments: argumentsOf(x),
      }
      const recorded = recordCase(operation, x.id, candidate)
      expect(complete(recorded, killsOf(operation, recorded), ledger), x.id).toEqual(x)
    }
  })
  it('grant in each format by name what the laws grant, rounded up to two digits', () => {
    for (const { operation, cases } of all)
      for (const x of cases.filter((_, i) => i % 7 === 0)) {
        const truth =
          'result' in x ? x.result
          : 'policy' in x ? Object.values(x.policy.results).at(-1)
          : undefined
        if (truth === undefined) continue
        for (const [tier, budget] of Object.entries(x.budget ?? {}))
          for (const name of x.exactIn) {
            const [numbers, args] = [numbersOf(name), argumentsOf(x)]
            const written = budgetsIn(budget, truth, name)
            expect(written !== undefined, x.id).toBe(
              isGranted(operation, args, tier as Tier, { numbers }),
            )
            const granted = budgetsAt(operation, args, makers[tier as Tier](numbers))
            const { lo } = resultInFull(truth)
            const each = alike([written ?? [], granted, lo])
            for (const i of each.first) {
              const most = at(written ?? [], i)
              if (isSpecial(at(lo, i))) continue
              expect(most, x.id).toBeGreaterThanOrEqual(at(granted, i))
              expect(most, x.id).toBeLessThanOrEqual(1.1001 * at(granted, i))
            }
          }
      }
  })
  it('are written in the same way twice, and as they stand', () => {
    for (const operation of [
      'logSigmoid',
      'logSigmoid',
      'batchBinaryCrossEntropyGradient',
    ] as const)
      expect(textOf(generate(operation, killsOf, ledger))).toBe(read(fileOf(operation)))
  })
})

describe('a damaged file', () => {
  const text = read('softmax.json')
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.startsWith('    {"id":"softmax/basic/001"'))
  const sentence = (damaged: string, name = 'softmax.json'): string => {
    try {
      parseFixture(damaged, `fixtures/${name}`)
      return 'accepted'
    } catch (error) {
      return (error as Error).message
    }
  }
  const edited = (change: (line: string) => string): string =>
    lines.map((line, i) => (i === first ? change(line) : line)).join('\n')

  it('is refused where it is truncated', () => {
    const place = lines.slice(0, first).join('\n').length + 1
    expect(sentence(text.slice(0, place + 120))).toMatch(
      /^fixtures\/softmax\.json, case softmax\/basic\/001, field words: expected a case that can be read, but received /,
    )
    expect(sentence(lines.slice(0, first + 1).join('\n'))).toMatch(
      /^fixtures\/softmax\.json, case softmax\/basic\/001, field digest: expected a whole file, but received an end at /,
    )
    expect(sentence(lines.toSpliced(first, 1).join('\n'))).toMatch(
      /^fixtures\/softmax\.json, case softmax\/wide\/\d+, field digest: expected [0-9a-f]{64}, of the \d+ cases that end here, but received /,
    )
    expect(sentence('')).toBe(
      'fixtures/softmax.json, field cases: expected a whole file, but received nothing',
    )
  })
  it('is refused where it is reordered', () => {
    expect(
      sentence(
        lines
          .with(first, lines[first + 1] ?? '')
          .with(first + 1, lines[first] ?? '')
          .join('\n'),
      ),
    ).toBe(
      'fixtures/softmax.json, case softmax/basic/001, field id: expected an id that comes after softmax/basic/002, but received one before it',
    )
    expect(
      sentence(edited((line) => line.replace(/("rev":\d+),("flags":\[[^\]]*\])/, '$2,$1'))),
    ).toMatch(
      /^fixtures\/softmax\.json, case softmax\/basic\/001, field rev: expected the one way to write it, but received /,
    )
  })
  it('is refused where it is renamed, or a field of it', () => {
    expect(sentence(text, 'sigmoid.json')).toBe(
      'fixtures/sigmoid.json, case softmax/all-masked/001, field operation: expected the operation of sigmoid.json, but received "softmax"',
    )
    expect(sentence(text, 'mine.json')).toBe(
      'fixtures/mine.json, case softmax/all-masked/001, field operation: expected the file softmax.json, but received "softmax"',
    )
    expect(sentence(edited((line) => line.replace('"words"', '"bits"')))).toMatch(
      /^fixtures\/softmax\.json, case softmax\/basic\/001, field bits: expected no fields but id, rev, /,
    )
    expect(sentence(edited((line) => line.replace('softmax/basic/001', 'softmax/basic/1')))).toBe(
      'fixtures/softmax.json, case softmax/basic/1, field id: expected an id of the form softmax/region/001, but received softmax/basic/1',
    )
  })
  it.each([
    ['rev', (line: string) => line.replace(/"rev":\d+/, '"rev":0')],
    ['flags', (line: string) => line.replace('"Basic"', '"Bbsic"')],
    ['words', (line: string) => line.replace('[[1,0]]', '[[3,0]]')],
    ['words', (line: string) => line.replace('3ff0000000000000","0', '3ff0000000000001","0')],
    ['exactIn', (line: string) => line.replace('"exactIn":["binary64",', '"exactIn":["binary32",')],
    ['result.hi', (line: string) => line.replace('"lo":["0.731', '"lo":["0.730')],
    ['result.lo', (line: string) => line.replace('"hi":["0.731', '"hi":["0.531')],
    ['result.binary32', (line: string) => line.replace('"3f3b26a8"', '"3f3b26a9"')],
    [
      'budget.textbook.binary64',
      (line: string) => line.replace('value","binary64":[', 'value","binary64":[-'),
    ],
    [
      'budget.textbook.binary32',
      (line: string) => line.replace(/value","binary64":(\[[^\]]*\])/, '$&,"binary32":$1'),
    ],
    ['budget.textbook', (line: string) => line.replace('value","binary64":', 'value","binary32":')],
    ['kills', (line: string) => line.replace(/"kills":\[[^\]]*\]/, '"kills":[]')],
    ['hash', (line: string) => line.replace('627436514464016"', '627436514464015"')],
    [
      'hash',
      (line: string) => line.replace(/("binary64":\[)[\d.]+(,[\d.]+\],"binary16")/, '$199$2'),
    ],
  ])('is refused where its %s is not what it was', (field, change) => {
    expect(edited(change)).not.toBe(text)
    expect(sentence(edited(change))).toMatch(
      new RegExp(
        `^fixtures/softmax\\.json, case softmax/basic/001, field ${field.replace('.', '\\.')}: expected .*, but received `,
      ),
    )
  })
  type Json = Record<string, unknown>
  const inFirst = (change: Json) => (file: Json) => ({
    ...file,
    cases: [{ ...(file['cases'] as Json[])[0], ...change }, ...(file['cases'] as Json[]).slice(1)],
  })
  const result = {
    lo: ['0', '1'],
    hi: ['0', '1'],
    binary64: ['0000000000000000', '3ff0000000000000'],
  }
  it.each<readonly [string, (file: Json) => unknown]>([
    ['field cases: expected a whole file', () => [1]],
    ['field format: expected the fields', ({ format: _, ...file }) => file],
    ['field extra: expected the fields', (file) => ({ ...file, extra: 1 })],
    ['field format: expected 2', (file) => ({ ...file, format: 1 })],
    ['field suite: expected a semantic version', (file) => ({ ...file, suite: '1' })],
    ['field operation: expected one of softmax', (file) => ({ ...file, operation: 'hardmax' })],
    [
      'field operation: expected the operation of softmax.json',
      (file) => ({ ...file, operation: 'sigmoid', cases: null }),
    ],
    ['field definition: expected a text', (file) => ({ ...file, definition: 1 })],
    ['field certified: expected a list of texts', (file) => ({ ...file, certified: [1] })],
    ['field notes: expected title', (file) => ({ ...file, notes: { Basic: {} } })],
    ['field notes: expected title', (file) => ({ ...file, notes: null })],
    ['field cases: expected a list', (file) => ({ ...file, cases: 1 })],
    ['field digest: expected a text', (file) => ({ ...file, digest: 1 })],
    [
      'field notes.Unheard: expected a flag that some case has',
      (file) => ({
        ...file,
        notes: { ...(file['notes'] as Json), Unheard: (file['notes'] as Json)['Basic'] },
      }),
    ],
    ['case ?, field id: expected an id of the form', (file) => ({ ...file, cases: [{}] })],
    ['case ?, field id: expected what schema.json says', (file) => ({ ...file, cases: [null] })],
    ['field flags: expected a list of flags', inFirst({ flags: 'Basic' })],
    ['field comment: expected a sentence', inFirst({ comment: 1 })],
    ['field arguments: expected a list', inFirst({ arguments: 1 })],
    ['field needs: expected []', inFirst({ needs: ['posWeight'] })],
    [
      'field result: expected a result, a policy or an error, but received result and policy',
      inFirst({ result }),
    ],
    [
      'field policy: expected results for some of nan, zero, uniform, in this order',
      inFirst({ policy: { name: 'allNegInfRow', results: {} } }),
    ],
    [
      'field policy: expected results for some of ',
      inFirst({ policy: { name: 'mood', results: { good: {} } } }),
    ],
    ['field policy: expected what schema.json says', inFirst({ policy: null })],
    ['field budget: expected one of the textbook tier', inFirst({ budget: {} })],
    ['field budget.textbook.rule: expected the id of a law', inFirst({ budget: { textbook: {} } })],
    [
      'field budget.textbook.binary64: expected',
      inFirst({ budget: { textbook: { rule: 'softmax/value', binary64: [1, 2, 3, 4, 5] } } }),
    ],
    [
      'field budget.textbook.binary64: expected',
      inFirst({ budget: { textbook: { rule: 'softmax/value', binary64: ['many'] } } }),
    ],
  ])('is refused with a sentence about its structure: %s', (message, change) => {
    expect(sentence(JSON.stringify(change(JSON.parse(text) as Json)))).toContain(message)
  })
  it.each<readonly [string, Json]>([
    ['field result.lo: expected 2 decimal numbers', { lo: ['0'] }],
    ['field result.hi: expected 2 decimal numbers', { hi: ['0', 'one'] }],
    ['field result.lo: expected an end at most 0', { lo: ['1', '1'] }],
    ['field result.lo: expected an end at most NaN', { hi: ['NaN', '1'] }],
    ['field result.hi: expected an end within 45 digits of 1', { hi: ['0', '1.1'] }],
    ['field result: expected words of binary64', { binary32: [] }],
    ['field result.binary64: expected 2 words', { binary64: [] }],
    ['field result.binary64: expected a word of binary64', { binary64: ['0', '1'] }],
    [
      'field result.binary64: expected 3ff0000000000000, nearest to 1',
      { binary64: ['0000000000000000', '3ff0000000000001'] },
    ],
    ['field hash: expected', {}],
  ])('is refused with a sentence about a result: %s', (message, change) => {
    expect(
      sentence(
        JSON.stringify({
          ...(JSON.parse(text) as Json),
          cases: [
            {
              id: 'softmax/basic/001',
              rev: 1,
              flags: ['Basic'],
              arguments: [[1e-300, 1]],
              words: ['01a56e1fc2f8f359', '3ff0000000000000'],
              exactIn: ['binary64'],
              result: { ...result, ...change },
              budget: { textbook: { rule: 'softmax/value', binary64: [1, '2e+400'] } },
              kills: ['none'],
              hash: '',
            },
          ],
        }),
      ),
    ).toContain(`case softmax/basic/001, ${message}`)
  })
  it('is refused where an invalid input has another name for its policy', () => {
    const x = {
      id: 'cross-entropy/a/001',
      rev: 1,
      flags: ['LabelOutOfRange'],
      arguments: [[0], 1],
      words: ['0000000000000000', '3ff0000000000000'],
      exactIn: formatNames,
      error: 'mood',
      kills: ['none'],
      hash: '',
    }
    expect(
      sentence(
        JSON.stringify({ ...(JSON.parse(read('cross-entropy.json')) as Json), cases: [x] }),
        'cross-entropy.json',
      ),
    ).toContain('field error: expected labelOutOfRange')
  })
  it('is refused wherever a bit has flipped, with the file and the field, and the case inside of one', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.nat({ max: 6 }), (place, bit) => {
        const flipped =
          text.slice(0, place)
          + String.fromCharCode(text.charCodeAt(place) ^ (1 << bit))
          + text.slice(place + 1)
        const inside = text.slice(0, place).split('\n').at(-1)?.startsWith('    {"id":"softmax')
        expect(sentence(flipped)).toMatch(
          inside ?
            /^fixtures\/softmax\.json, case .+, field .+: expected .*, but received /
          : /^fixtures\/softmax\.json, (case .+, )?field .+: expected .*, but received /,
        )
      }),
      { numRuns: isSoak ? 300 : 30 },
    )
  })
})

describe('npm run fixtures', () => {
  const copy = mkdtempSync(join(tmpdir(), 'losslaws-fixtures-'))
  beforeAll(() => cpSync(folder, copy, { recursive: true }))
  afterAll(() => rmSync(copy, { recursive: true }))
  const said = async (...args: string[]): Promise<readonly [number, string]> => {
    let words = ''
    const code = await record(args, copy, (text) => (words += text))
    return [code, words]
  }
  it.runIf(isSoak)(
    'says nothing but good of the files as they are, after certifying all of them again',
    { timeout: 600_000 },
    async () => {
      expect(await said('--check')).toEqual([
        0,
        expect.stringMatching(/^4\d{3} cases in 24 files are what the generator writes/),
      ])
    },
  )
  it('says each fault in its own sentence', () => {
    const texts = new Map([...files, 'schema.json', 'ledger.txt'].map((name) => [name, read(name)]))
    expect(faultsIn(copy, texts)).toEqual([])
    const change = (name: string, from: string | RegExp, to: string): void =>
      writeFileSync(join(copy, name), read(name).replace(from, to))
    change('softmax.json', /"rev":\d+/, '"rev":9')
    change('sigmoid.json', '"definition": "sigmoid', '"definition": "Sigmoid')
    change('ledger.txt', /\n[^\n]*\n$/, '\n')
    writeFileSync(join(copy, 'sotfmax.json'), '{}')
    rmSync(join(copy, 'schema.json'))
    expect(faultsIn(copy, texts)).toEqual([
      'fixtures/sotfmax.json: expected no file of this name, but received one',
      expect.stringMatching(
        /^fixtures\/softmax\.json, case softmax\/all-masked\/001, field hash: expected [0-9a-f]{16}, of the fields as they stand, but received /,
      ),
      expect.stringMatching(/^fixtures\/sigmoid\.json, case .*, field digest: /),
      'fixtures/schema.json: expected a file, but received none',
      expect.stringMatching(
        /^fixtures\/ledger\.txt: expected the line [a-z/-]+\/\d{3} \d [0-9a-f]{16}, but received none$/,
      ),
    ])
  })
  it('says where a file differs from what would be written, in cases, their fields, and the head', () => {
    const text = read('sigmoid.json')
    const lines = text.split('\n')
    const place = lines.findIndex((line) => line.startsWith('    {"id"'))
    const [, id, rev] = /"id":"([^"]*)","rev":(\d+)/.exec(lines[place] ?? '') ?? []
    expect(difference('f', text, text)).toBeUndefined()
    expect(difference('f', lines.toSpliced(place, 1).join('\n'), text)).toBe(
      `f, case ${id}, field id: expected this case, but received none`,
    )
    expect(difference('f', text, lines.toSpliced(place, 1).join('\n'))).toBe(
      `f, case ${id}, field id: expected the text that the generator writes, but received one more`,
    )
    expect(difference('f', text.replace(/"rev":\d+/, '"rev":9'), text)).toBe(
      `f, case ${id}, field rev: expected ${rev}, but received 9`,
    )
    expect(difference('f', lines.with(place, '    {"id":"' + id + '",').join('\n'), text)).toBe(
      `f, case ${id}, field id: expected ${id}, but received none`,
    )
    expect(difference('f', text.replace('"suite": "2', '"suite": "3'), text)).toBe(
      'f, field suite: expected {"suite":"2.0.0"}, but received {"suite":"3.0.0"}',
    )
    expect(difference('f', `${text}\n`, text)).toBe(
      'f, field cases: expected the text that the generator writes, but received other lines, or in another order',
    )
  })
  it('writes and checks nothing on top of a ledger that is broken', async () => {
    writeFileSync(join(copy, 'ledger.txt'), 'softmax/basic/001 2 0123456789abcdef\n')
    for (const args of [[], ['--check']])
      expect(await said(...args)).toEqual([
        1,
        'ledger.txt, line 1, case softmax/basic/001, field rev: expected 1, but received 2\n',
      ])
  })
  it('knows one option', async () => {
    expect(await said('--chekc')).toEqual([2, expect.stringContaining('--check')])
  })
})

describe('a case', () => {
  const [ours] = all[0]?.cases.filter((x) => x.id === 'softmax/basic/001') ?? []
  const x = ours ?? expect.unreachable('a case')
  const refusing = (change: object) => () => killsOf('softmax', { ...x, ...change } as typeof x)
  it('refutes mistakes, and is refused where it would refute a reference', () => {
    expect(killsOf('softmax', x)).toEqual(x.kills)
    expect(refusing({ result: { lo: ['0.5', '0.5'], hi: ['0.5', '0.5'] } })).toThrow(
      'case softmax/basic/001, field budget: expected core:binary64 to hold, but received: an answer outside the budget',
    )
    expect(refusing({ arguments: [7] })).toThrow(
      'expected core:binary64 to hold, but received: softmax(7) threw',
    )
    expect(refusing({ budget: undefined })()).toEqual([])
  })
})

describe('the ledger', () => {
  const [old] = all[0]?.cases ?? []
  const x = { ...(old ?? expect.unreachable('a case')), rev: 1 }
  const line = `${x.id} 1 `
  it('keeps the revision of numbers that are the same, and counts on where they differ', () => {
    const known = extended('', [x])
    expect(extended(known, [x])).toBe(known)
    expect(revisionOf(parseLedger(known), { ...x, comment: 'Another word.' })).toBe(1)
    const moved = { ...x, arguments: [[1, 2]] }
    expect(revisionOf(parseLedger(known), moved)).toBe(2)
    expect(extended(known, [{ ...moved, rev: 2 }])).toMatch(
      new RegExp(`^${x.id} 1 [0-9a-f]{16}\n${x.id} 2 [0-9a-f]{16}\n$`),
    )
  })
  it('takes no run for a change: what counts is the numbers that it stands for', () => {
    const times = <A>(entry: A): A[] => Array<A>(33).fill(entry)
    const decisive = {
      arguments: [times(-Infinity), times([0, 1])],
      words: times('0'.repeat(16)),
      result: { lo: times('0.5'), hi: times('0.5') },
      budget: {
        textbook: { rule: 'softmax/value', binary64: times(27), binary32: times('1e+400') },
      },
    }
    const wide = { id: 'softmax/wide/001', rev: 1, ...decisive }
    const short = inRuns(wide) as typeof wide
    expect(short).toMatchObject({
      arguments: [['-Infinity*33'], ['[0,1]*33']],
      words: ['0000000000000000*33'],
    })
    expect(short.budget.textbook).toMatchObject({ binary64: ['27*33'], binary32: ['1e+400*33'] })
    expect([argumentsOf(short), budgetInFull(short.budget.textbook)]).toEqual([
      wide.arguments,
      wide.budget.textbook,
    ])
    const hash = createHash('sha256').update(literal(decisive)).digest('hex').slice(0, 16)
    for (const x of [wide, short]) expect(extended('', [x])).toBe(`${wide.id} 1 ${hash}\n`)
  })
  it.each([
    [
      `${line}0123\n`,
      `ledger.txt, line 1: expected an id, a revision and a hash, but received ${JSON.stringify(`${line}0123`)}`,
    ],
    [
      `${x.id} 2 0123456789abcdef\n`,
      `ledger.txt, line 1, case ${x.id}, field rev: expected 1, but received 2`,
    ],
    [
      `${line}0123456789abcdef\n${line}0123456789abcdee\n`,
      `ledger.txt, line 2, case ${x.id}, field rev: expected 2, but received 1`,
    ],
    [
      `${line}0123456789abcdef\n${x.id} 2 0123456789abcdef\n`,
      `ledger.txt, line 2, case ${x.id}, field hash: expected numbers that changed, but received the same`,
    ],
  ])('refuses what does not follow: %j', (text, message) => {
    expect(() => parseLedger(text)).toThrow(message)
  })
})

describe('certification', () => {
  it('gives points where the result is rational, and 46 digits elsewhere', () => {
    expect(certify('softmax', [[3, 3, 3, 3]], ['binary64']).lo).toEqual([
      '0.25',
      '0.25',
      '0.25',
      '0.25',
    ])
    expect(
      certify(
        'softCrossEntropyGradient',
        [
          [0, 0, 0],
          [0.25, 0.25, 0.25],
        ],
        ['binary64'],
      ),
    ).toEqual({
      lo: ['0', '0', '0'],
      hi: ['0', '0', '0'],
      binary64: Array(3).fill('0000000000000000'),
    })
    const { lo, hi } = certify('logSumExp', [[0, 0]], ['binary64'])
    expect([lo, hi]).toEqual([
      ['0.69314718055994530941723212145817656807550013436'],
      ['0.69314718055994530941723212145817656807550013437'],
    ])
  })
  it('takes more digits where they are wanted, and says so where there are never enough', () => {
    const near = (tiny: number) =>
      certifyEntries((k) => [k.add(k.from(1 + 2 ** -24), k.exp(k.from(tiny)))], ['binary32'])
    expect(near(-500)).toMatchObject({ binary32: ['3f800001'] })
    expect(near(-500).lo[0]?.length).toBeGreaterThan(200)
    expect(() =>
      certifyEntries(
        (k) => [
          k.sub(
            k.exp(k.add(k.from(1), k.exp(k.from(1)))),
            k.mul(k.exp(k.from(1)), k.exp(k.exp(k.from(1)))),
          ),
        ],
        ['binary64'],
      ),
    ).toThrow('expected 880 digits')
  })
  it('believes no engine alone', () => {
    const lying = (factor: number) =>
      certifyEntries(
        (k) => [k.mul(k.exp(k.from(1)), k.from(k.name.includes('decimal') ? factor : 1))],
        ['binary64'],
      )
    expect(lying(1).binary64).toEqual(['4005bf0a8b145769'])
    expect(() => lying(1 + 2 ** -52)).toThrow(uncertified('').constructor as ErrorConstructor)
    expect(() => lying(1 + 2 ** -52)).toThrow('expected two enclosures that overlap')
    expect(() => certifyEntries((k) => [k.name.includes('decimal') ? NaN : k.from(1)], [])).toThrow(
      'expected two engines to agree',
    )
  })
})

describe('a rational number', () => {
  it('is not known where an exponential is', () => {
    const [one, third] = [rational.from(1), rational.div(rational.from(1), rational.from(3))]
    expect(rational.add(third, rational.add(third, third))).toEqual({ p: 1n, q: 1n })
    const unknown = rational.exp(one)
    for (const x of [
      unknown,
      rational.mul(unknown, rational.from(0)),
      rational.div(one, unknown),
      rational.max(one, unknown),
      rational.max(unknown, one),
      rational.step(unknown),
    ])
      expect(x.q).toBe(0n)
    expect(rational.isZero(rational.sub(unknown, unknown))).toBe(false)
    expect(
      [
        rational.log(one),
        rational.exp(rational.from(0)),
        rational.expm1(rational.from(0)),
        rational.log1p(rational.from(0)),
      ].map(rational.toNumber),
    ).toEqual([0, 1, 0, 0])
    expect(rational.toNumber(unknown)).toBeNaN()
    expect(
      [rational.from(-2), rational.from(0), one].map((x) => rational.toNumber(rational.step(x))),
    ).toEqual([0, 0.5, 1])
    expect([
      rational.toNumber(rational.max(rational.from(-1), third)),
      rational.toNumber(rational.div(one, rational.from(-2))),
    ]).toEqual([1 / 3, -0.5])
    expect(rational.toNumber(rational.neg(rational.max(one, third)))).toBe(-1)
  })
})

describe('a word', () => {
  it.each(formatNames)('of %s stands for one number, and a number for one word', (name) => {
    const { greatest, least, leastNormal } = formats[name]
    for (const x of [
      0,
      -0,
      1,
      -1.5,
      greatest,
      -greatest,
      least,
      leastNormal,
      leastNormal - least,
      Infinity,
      -Infinity,
    ])
      expect(numberOf(wordOf(x, name), name)).toBe(x)
    expect(numberOf(wordOf(NaN, name), name)).toBeNaN()
    expect(numberOf('x', name)).toBeUndefined()
    expect(numberOf('f'.repeat(wordOf(0, name).length), name)).toBeUndefined()
  })
  it('is that of the hardware', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const view = new DataView(new ArrayBuffer(8))
        view.setFloat64(0, x)
        expect(wordOf(x, 'binary64')).toBe(view.getBigUint64(0).toString(16).padStart(16, '0'))
        view.setFloat32(0, x)
        expect(wordOf(Math.fround(x), 'binary32')).toBe(
          view.getUint32(0).toString(16).padStart(8, '0'),
        )
      }),
    )
    expect(['binary16', 'bfloat16'].map((name) => wordOf(1.5, name as 'binary16'))).toEqual([
      '3e00',
      '3fc0',
    ])
  })
  it('is found for a decimal number at a tie, and next to one', () => {
    expect([
      nearestTo('1.0009765625', 'binary16'),
      nearestTo('1.00048828125', 'binary16'),
      nearestTo('1.000488281250000000000000000000000000000000000001', 'binary16'),
    ]).toEqual([1 + 2 ** -10, 1, 1 + 2 ** -10])
    expect([
      nearestTo('-1e-500', 'binary64'),
      nearestTo('1e-500', 'binary64'),
      nearestTo('1e400', 'binary64'),
      nearestTo('-Infinity', 'binary16'),
    ]).toEqual([-0, 0, Infinity, -Infinity])
    expect(
      exactIn('batchBinaryCrossEntropy', [[1, 257], [0, 1], { reduction: 'sum', posWeight: 1 }]),
    ).toEqual(['binary64', 'binary32', 'binary16'])
  })
  it('counts a budget that no double holds', () => {
    expect(inUlps(1e-15, enclosureOf('0', '0'), formats.binary64)).toBe('2.1e+308')
    expect(inUlps(2 ** -52, enclosureOf('1', '1'), formats.binary64)).toBe(1)
    expect(inUlps(1e-15, enclosureOf('1', '1'), formats.binary64)).toBe(4.6)
  })
})

describe('sha256', () => {
  it('agrees with that of Node', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(
          createHash('sha256')
            .update(Buffer.from(new TextEncoder().encode(text)))
            .digest('hex'),
        )
      }),
    )
  })
})

describe('the folder', () => {
  it('holds the files that its README tells of, and no others', () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      [...files, 'README.md', 'ledger.txt', 'protocol', 'schema.json'].toSorted(),
    )
    expect(read('README.md')).toContain(
      `${all.reduce((n, { cases }) => n + cases.length, 0)}`.replace(/(\d)(\d{3})$/, '$1,$2'),
    )
  })
})
