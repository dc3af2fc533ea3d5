import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { lawsFrom } from '../../src/records/law.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { jsonNumber } from '../../src/contract/literal.ts'
import { laws } from '../../src/laws/index.ts'
import { knownFrom, textOf } from '../../src/verdict/known-file.ts'
import {
  excuseOf,
  failuresOf,
  surprisesOf,
  updatedBy,
  whyIncomplete,
  type Failure,
  type Known,
  type KnownFailure,
} from '../../src/verdict/known.ts'
import type { FailedCase, Outcome } from '../../src/verdict/outcome.ts'
import { outcomeOf as outcomeOfVerdict } from '../../src/verdict/outcome-of.ts'
import { verify } from '../../src/verdict/verify.ts'
import * as unshifted from '../doubles/unshifted.ts'
import { outcome as outcomeOf, untried, witness } from '../report/outcomes.ts'
import { softmax } from '../records/tiny-fixtures.ts'

const every = [...laws, ...lawsFrom(softmax)]
const sumsToOne: KnownFailure = {
  address: './a.js',
  law: 'softmax/sums-to-one',
  verdict: 'falsified',
  budgets: 4,
  reason: 'no shift',
  link: 'https://example.org/1',
}
const overflow: KnownFailure = {
  address: './a.js',
  law: 'fixture/softmax',
  case: 'softmax/overflow/001',
  verdict: 'falsified',
  ulp: 12.5,
  reason: 'no shift',
}
const crash: KnownFailure = {
  address: './a.js',
  law: 'sigmoid/value',
  verdict: 'errored',
  reason: 'it throws',
}
const known = (...failures: KnownFailure[]): Known => ({ version: 1, seed: 7, runs: 100, failures })
/** An outcome with these failures: of a law, or of its cases. */
const outcome = (law: string, ...failures: Failure[]): Outcome => {
  const cases = failures.flatMap(({ case: id, verdict: status, ulp = 1 }): FailedCase[] =>
    id === undefined ? []
    : status === 'falsified' ? [{ case: id, status, strain: 2, ulp: jsonNumber(ulp) }]
    : [{ case: id, status, reason: 'it threw' }],
  )
  const { budgets = 1 } = failures[0] ?? {}
  const far = { ...witness, strain: jsonNumber(1 + budgets) }
  return outcomeOf(
    law,
    failures.some((it) => it.verdict === 'falsified') ? 'falsified'
    : failures.length > 0 ? 'errored'
    : 'passed',
    {
      address: './a.js',
      ...(failures.some((it) => it.verdict === 'falsified') && { smallest: far, clearest: far }),
      ...(cases.length > 0 && { cases }),
    },
  )
}
const broken = (budgets: number) =>
  outcome('softmax/sums-to-one', { verdict: 'falsified', budgets })
const off = (ulp: number, id = 'softmax/overflow/001'): Failure => ({
  case: id,
  verdict: 'falsified',
  ulp,
})
const named = (id: string) => every.find((law) => law.id === id) ?? every[0]!
const naive = implementationFrom(unshifted, 'unshifted.ts')

describe('the failures of an outcome', () => {
  const failures = async (law: string, implementation: Implementation) =>
    failuresOf(outcomeOfVerdict(await verify(named(law), implementation, { seed: 1 })))
  it('are one of a law, in budgets, and one of each case, in ulp', async () => {
    expect(await failures('softmax/sums-to-one', naive)).toEqual([
      { verdict: 'falsified', budgets: Infinity },
    ])
    const operations: Implementation['operations'] = {
      softmax: (z) =>
        z[0] === 710 ? [1 - 2 ** -20, 0]
        : z[0] === 0 ? (null as never)
        : unshifted.softmax(z),
    }
    expect(await failures('fixture/softmax', { ...naive, operations })).toEqual([
      { case: 'softmax/tie/001', verdict: 'errored' },
      { case: 'softmax/overflow/001', verdict: 'falsified', ulp: 2 ** 33 },
    ])
    const none = { ...naive, operations: { sigmoid: () => null as never } }
    expect(await failures('sigmoid/value', none)).toEqual([{ verdict: 'errored' }])
    expect(await failures('sigmoid/value', naive)).toEqual([])
  })
})

describe('a failure is as listed', () => {
  it('where it is of the same kind and no worse', () => {
    const list = known(sumsToOne, overflow, crash)
    expect(excuseOf(list, broken(4))).toBe('no shift')
    expect(excuseOf(list, broken(3))).toBe('no shift')
    expect(excuseOf(list, outcome('fixture/softmax', off(12.5)))).toBe('no shift')
    expect(excuseOf(list, outcome('sigmoid/value', { verdict: 'errored' }))).toBe('it throws')
  })
  it.each<[string, Outcome]>([
    ['it is worse', broken(4.01)],
    ['it errs in another way', outcome('softmax/sums-to-one', { verdict: 'errored' })],
    [
      'it crashed, and is wrong now',
      outcome('sigmoid/value', { verdict: 'falsified', budgets: 1 }),
    ],
    ['another law fails', outcome('softmax/value', { verdict: 'falsified', budgets: 1 })],
    ['a case beside it fails', outcome('fixture/softmax', off(12.5), off(1, 'softmax/tie/001'))],
    ['it is of somebody else', { ...broken(4), address: './b.js' }],
    ['nothing failed', outcome('softmax/sums-to-one')],
  ])('and not where %s', (_, it) =>
    expect(excuseOf(known(sumsToOne, overflow, crash), it)).toBe(undefined),
  )
})

describe('a failure that came through JSON', () => {
  it('is still off by Infinity', () => {
    // What JSON keeps is an outcome again.
    const merged = JSON.parse(JSON.stringify(broken(Infinity))) as Outcome
    expect(merged).toEqual(broken(Infinity))
    expect(excuseOf(known(sumsToOne), merged)).toBe(undefined)
    expect(excuseOf(known({ ...sumsToOne, budgets: Infinity }), merged)).toBe('no shift')
    expect(surprisesOf(known(sumsToOne), [merged], every, true)).toEqual([
      'softmax/sums-to-one on ./a.js is worse than listed: Infinity budgets instead of 4 budgets',
    ])
  })
})

describe('a run', () => {
  const surprises = (failures: KnownFailure[], run: Outcome[], isWhole = true) =>
    surprisesOf(known(...failures), run, every, isWhole)
  it('is as listed, without a word', () => {
    expect(
      surprises(
        [sumsToOne, overflow, crash],
        [
          broken(2),
          outcome('fixture/softmax', off(1)),
          outcome('sigmoid/value', { verdict: 'errored' }),
        ],
      ),
    ).toEqual([])
  })
  it.each<[KnownFailure, Outcome[], string]>([
    [
      sumsToOne,
      [outcome('softmax/sums-to-one')],
      'softmax/sums-to-one on ./a.js is listed, but holds now',
    ],
    [
      sumsToOne,
      [broken(5.003)],
      'softmax/sums-to-one on ./a.js is worse than listed: 5.01 budgets instead of 4 budgets',
    ],
    [
      sumsToOne,
      [outcome('softmax/sums-to-one', { verdict: 'errored' })],
      'softmax/sums-to-one on ./a.js is worse than listed: errored instead of 4 budgets',
    ],
    [
      sumsToOne,
      [{ ...broken(1), address: './b.js' }],
      'softmax/sums-to-one on ./a.js is listed, but was not checked',
    ],
    [
      sumsToOne,
      [outcome('softmax/value')],
      'softmax/sums-to-one on ./a.js is listed, but was not judged',
    ],
    [
      sumsToOne,
      [outcomeOf('softmax/sums-to-one', 'skipped', { address: './a.js' })],
      'softmax/sums-to-one on ./a.js is listed, but was skipped',
    ],
    [
      { ...sumsToOne, law: 'softmax/sum' },
      [broken(1)],
      'softmax/sum on ./a.js is listed, but there is no such law',
    ],
    [
      { ...sumsToOne, case: 'x', budgets: 0, ulp: 1 },
      [broken(1)],
      'softmax/sums-to-one at x on ./a.js is listed, but the law has no such case',
    ],
    [
      overflow,
      [outcome('fixture/softmax', off(1, 'softmax/tie/001'))],
      'fixture/softmax at softmax/overflow/001 on ./a.js is listed, but holds now',
    ],
    [
      overflow,
      [outcome('fixture/softmax', off(1e6))],
      'fixture/softmax at softmax/overflow/001 on ./a.js is worse than listed: 1000000 ulp instead of 12.5 ulp',
    ],
    [
      { ...overflow, case: 'softmax/overflow/009' },
      [outcome('fixture/softmax')],
      'fixture/softmax at softmax/overflow/009 on ./a.js is listed, but the law has no such case',
    ],
    [
      { address: './a.js', law: 'fixture/softmax', verdict: 'errored', reason: 'r' },
      [outcome('fixture/softmax')],
      'fixture/softmax on ./a.js is listed, but not which of its cases',
    ],
  ])('is not as listed where %#', (failure, run, words) =>
    expect(surprises([failure], run)).toEqual([words]),
  )
  it('says nothing of what it left out, or could not try', () => {
    expect(surprises([sumsToOne], [outcome('softmax/value')], false)).toEqual([])
    expect(surprises([overflow], [outcome('fixture/softmax', { verdict: 'errored' })])).toEqual([])
    expect(surprises([sumsToOne], [untried('./a.js')])).toEqual([])
  })
})

describe('an update', () => {
  it('writes down what fails, rounded up, and keeps reasons and what belongs to others', () => {
    const other = { ...sumsToOne, address: './b.js' }
    const { known: found, worse } = updatedBy(
      known(sumsToOne, crash, other),
      [broken(3.99999), outcome('fixture/softmax', off(1.2341)), outcome('sigmoid/value')],
      false,
    )
    expect(worse).toEqual([])
    expect(found.failures).toEqual([
      { ...overflow, ulp: 1.24, reason: 'not explained yet' },
      { ...sumsToOne, budgets: 4 },
      other,
    ])
    for (const failure of found.failures)
      expect(
        excuseOf(
          found,
          outcome(
            failure.law,
            failure.case === undefined ? { verdict: 'falsified', budgets: 3.99999 } : off(1.2341),
          ),
        ),
      ).toBeDefined()
  })
  it('raises no ceiling, unless that is accepted', () => {
    expect(updatedBy(known(sumsToOne), [broken(40)], false)).toEqual({
      known: known(sumsToOne),
      worse: [
        'softmax/sums-to-one on ./a.js is worse than listed: 40 budgets instead of 4 budgets',
      ],
    })
    expect(updatedBy(known(sumsToOne), [broken(Infinity)], true)).toEqual({
      known: known({ ...sumsToOne, budgets: Infinity }),
      worse: [],
    })
    expect(updatedBy(known(sumsToOne), [broken(0.5)], false).known.failures).toEqual([
      { ...sumsToOne, budgets: 0.5 },
    ])
  })
  it('waits for a run that judged everything, but for what is known to err', () => {
    expect(
      whyIncomplete(known(), [broken(1), outcome('sigmoid/value', { verdict: 'errored' })]),
    ).toBe('sigmoid/value on ./a.js could not be judged')
    expect(whyIncomplete(known(), [untried('./a.js')])).toBe('trial on ./a.js could not be judged')
    expect(whyIncomplete(known(crash), [outcome('sigmoid/value', { verdict: 'errored' })])).toBe(
      undefined,
    )
    expect(
      whyIncomplete(known(), [
        outcome('fixture/softmax', { case: 'softmax/tie/001', verdict: 'errored' }),
      ]),
    ).toBe(undefined)
  })
})

describe('a list of known failures', () => {
  const text = textOf(known(sumsToOne, { ...overflow, ulp: Infinity }, crash))
  it('is written one failure a line, and read back', () => {
    expect(text).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "seed": 7,
        "runs": 100,
        "failures": [
          {"address":"./a.js","law":"softmax/sums-to-one","verdict":"falsified","budgets":4,"reason":"no shift","link":"https://example.org/1"},
          {"address":"./a.js","law":"fixture/softmax","case":"softmax/overflow/001","verdict":"falsified","ulp":"Infinity","reason":"no shift"},
          {"address":"./a.js","law":"sigmoid/value","verdict":"errored","reason":"it throws"}
        ]
      }
      "
    `)
    expect(knownFrom(text, 'known.json')).toEqual(
      known(sumsToOne, { ...overflow, ulp: Infinity }, crash),
    )
    expect(knownFrom(textOf(known()), 'known.json')).toEqual(known())
  })
  it.each([
    ['', 'known.json: expected JSON, but received nothing'],
    [text.slice(0, -10), 'known.json: expected JSON, but received something else'],
    ['[]', 'known.json: expected a list of known failures, but received []'],
    [
      text.replace('"version": 1', '"version": 2'),
      'known.json: version: expected 1, but received 2',
    ],
    [
      text.replace('"seed": 7', '"seed": -1'),
      'known.json: seed: expected a whole number, but received -1',
    ],
    [
      text.replace('"runs": 100', '"runs": 0'),
      'known.json: runs: expected a whole number of at least 1, but received 0',
    ],
    [
      text.replace('"seed": 7', '"seed": 7, "sead": 7'),
      'known.json: expected no field "sead", but received it',
    ],
    [
      '{"version":1,"seed":1,"runs":1}',
      'known.json: failures: expected a list, but received nothing',
    ],
    [
      text.replace('"law":"softmax/sums-to-one"', '"law":3'),
      'known.json: failure 1: law: expected the id of a law, but received 3',
    ],
    [
      text.replace('"address":"./a.js",', ''),
      'known.json: failure 1: address: expected a string, but received nothing',
    ],
    [
      text.replace('falsified', 'failed'),
      'known.json: failure 1: verdict: expected falsified or errored, but received "failed"',
    ],
    [
      text.replace('"budgets":4', '"budgets":-4'),
      'known.json: failure 1: budgets: expected the greatest error, a number above 0 or "Infinity", but received -4',
    ],
    [
      text.replace('"budgets":4', '"budgets":4,"ulp":4'),
      'known.json: failure 1: ulp: expected nothing (a law is measured in budgets), but received 4',
    ],
    [
      text.replace('"ulp":"Infinity"', '"budgets":1'),
      'known.json: failure 2: ulp: expected the greatest error, a number above 0 or "Infinity", but received nothing',
    ],
    [
      text.replace('"verdict":"errored"', '"verdict":"errored","budgets":1'),
      'known.json: failure 3: budgets: expected nothing beside errored, but received 1',
    ],
    [
      text.replace('"reason":"no shift",', ''),
      'known.json: failure 1: reason: expected a sentence, but received nothing',
    ],
    [
      text.replace('"link":"', '"link":7,"l":"'),
      'known.json: failure 1: link: expected an address, but received 7',
    ],
    [
      text.replace('"case":"softmax/overflow/001"', '"case":""'),
      'known.json: failure 2: case: expected the id of a case, but received ""',
    ],
    [
      text.replace('"reason":"it throws"', '"reason":"it throws","because":1'),
      'known.json: failure 3: expected no field "because", but received it',
    ],
    [
      textOf(known(crash, crash)),
      'known.json: failure 2: expected each law and case once, but received ["./a.js","sigmoid/value",null] again',
    ],
    [
      '{"version":1,"seed":1,"runs":1,"failures":[1]}',
      'known.json: failure 1: expected a failure, but received 1',
    ],
  ])('is refused in a sentence where it is none: %#', (given, message) => {
    expect(() => knownFrom(given, 'known.json')).toThrow(
      expect.objectContaining({ name: 'Misuse', message }),
    )
  })
})

describe('losslaws verify --known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'losslaws-known-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'known.json')
  const address = fileURLToPath(new URL('../doubles/unshifted.ts', import.meta.url))
  const losslaws = async (...args: string[]) => {
    let text = ''
    const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
    return { code, text: text.replaceAll(address, './unshifted.ts').replaceAll(file, 'known.json') }
  }
  const list = () => knownFrom(readFileSync(file, 'utf8'), file)
  const rewrite = (change: (it: Known) => Known) => writeFileSync(file, textOf(change(list())))

  it(
    'is green where everything fails as an update wrote it down, and red where not',
    { timeout: 120_000 },
    async () => {
      expect(
        await losslaws('known', 'update', address, '--known', file, '--seed', '3', '--runs', '20'),
      ).toMatchObject({
        code: 0,
        text: expect.stringMatching(/\nknown.json: \d+ known failures\n$/),
      })
      const { seed, runs, failures } = list()
      expect([seed, runs]).toEqual([3, 20])
      expect(failures).toContainEqual({
        address,
        law: 'softmax/sums-to-one',
        verdict: 'falsified',
        budgets: Infinity,
        reason: 'not explained yet',
      })

      const asListed = await losslaws('verify', address, '--known', file)
      expect(asListed.text).toMatch(
        /^\.\/unshifted\.ts {2}\d+ held {2}\d+ known to fail {2}\d+ skipped\n/,
      )
      expect(asListed.text).toContain('seed 3, 20 inputs')
      expect(asListed.code).toBe(0)

      const first = failures[0] as KnownFailure
      rewrite((it) => ({
        ...it,
        failures: [
          ...it.failures.slice(1),
          { address, law: 'hygiene/deterministic', verdict: 'falsified', budgets: 1, reason: 'r' },
        ],
      }))
      const changed = await losslaws('verify', address, '--known', file)
      expect(changed.code).toBe(1)
      expect(changed.text).toContain(`  law       ${first.law}: `)
      expect(changed.text).toContain(
        'hygiene/deterministic on ./unshifted.ts is listed, but holds now\n',
      )
      expect(
        await losslaws('verify', address, '--known', file, '--laws', 'softmax/sums-to-one'),
      ).toMatchObject({ code: 0 })
    },
  )
  it(
    'is not raised by an update, unless that is accepted; and reasons are kept',
    { timeout: 120_000 },
    async () => {
      const listed: KnownFailure = {
        address,
        law: 'softmax/sums-to-one',
        verdict: 'falsified',
        budgets: 2,
        reason: 'no shift',
        link: 'https://example.org/1',
      }
      rewrite((it) => ({ ...it, failures: [listed] }))
      const refused = await losslaws('known', 'update', address, '--known', file)
      expect(refused.code).toBe(1)
      expect(refused.text).toContain(
        'softmax/sums-to-one on ./unshifted.ts is worse than listed: Infinity budgets instead of 2 budgets (--accept-worse lists it so)\n',
      )
      expect(list().failures).toContainEqual(listed)
      expect(
        await losslaws('known', 'update', address, '--known', file, '--accept-worse'),
      ).toMatchObject({ code: 0 })
      expect(list().failures).toContainEqual({ ...listed, budgets: Infinity })
      expect([list().seed, list().runs]).toEqual([3, 20])
    },
  )
  it('reports known failures to other machines as skipped', async () => {
    const report = join(folder, 'junit.xml')
    expect(
      (
        await losslaws(
          'verify',
          address,
          '--known',
          file,
          '--laws',
          'softmax/sums-to-one',
          '--reporter',
          'junit',
          '--output-file',
          report,
        )
      ).code,
    ).toBe(0)
    expect(readFileSync(report, 'utf8')).toMatch(/failures="0"[^]*<skipped/)
  })
  it.each([
    [
      ['verify', address, '--known', join(folder, 'none.json')],
      'expected a list of known failures, but',
    ],
    [['known', 'update', address], 'expected --known and a file to write, but received none\n'],
    [['known', 'update', '--known', file], 'expected an address to check, but received none\n'],
    [['known', 'forget', address], 'expected known update, but received forget\n'],
    [['known'], 'expected known update, but received nothing\n'],
    [
      ['known', 'update', address, '--known', file, '--laws', 'softmax/*'],
      '--laws: expected a whole trial to update what is known, but received a part of it\n',
    ],
    [
      ['known', 'update', address, '--known', file, '--tier', 'textbook'],
      '--tier: expected a whole trial',
    ],
    [
      ['known', 'update', address, '--known', file, '--shard', '1/2'],
      '--shard: expected a whole trial',
    ],
  ])('says in a sentence what is wrong with %#', async (args, words) => {
    const { code, text } = await losslaws(...args)
    expect(code).toBe(2)
    expect(text).toContain(words)
    expect(text).toMatch(/^.+\n$/)
  })
  it('leaves the file as it was where the trial could not be run', async () => {
    const none = join(folder, 'new.json')
    const { code, text } = await losslaws('known', 'update', 'core:binary65', '--known', none)
    expect([code, text]).toEqual([
      2,
      expect.stringContaining('was left as it was: trial on core:binary65 could not be judged\n'),
    ])
    expect(existsSync(none)).toBe(false)
  })
})
