import { describe, expect, it } from 'vitest'
import { answersFrom, requestsFor, seqOf } from '../../src/records/answers.ts'
import { tell } from '../../src/report/terminal.ts'
import { judge } from '../../src/trial/answers.ts'
import { reference } from '../../src/core/reference.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { softmax as naive } from '../doubles/unshifted.ts'
import type { DeclaredFormat } from '../../src/contract/numbers.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import type { Case } from '../../src/records/fixture.ts'
import { fixture, softmax, tiny } from './tiny-fixtures.ts'

type Request = {
  readonly seq: string
  readonly operation: 'softmax'
  readonly arguments: [number[]]
}
const requests = (files = tiny as readonly (typeof softmax)[]): Request[] =>
  requestsFor(files)
    .slice(1, -1)
    .map((line) => parseLiteral(line) as Request)
const header = (more: object = {}) =>
  literal({
    version: 1,
    name: 'theirs',
    format: 'binary64',
    operations: ['softmax'],
    options: [],
    policies: {},
    ...more,
  })

/** What a program says to every request for softmax, as the lines of its file. */
const answered = (
  reply: (z: number[], seq: string) => object = (z) => ({ result: naive(z) }),
): string[] =>
  requests([softmax]).map((it) => literal({ seq: it.seq, ...reply(it.arguments[0], it.seq) }))
const right = answered((z) => ({ result: reference.operations.softmax?.(z) }))

/** What is said of a file of answers, and the exit code. */
const judged = async (...lines: string[]) => {
  let text = ''
  const collected = await judge(tiny, answersFrom(lines.join('\n'), 'answers.jsonl', tiny))
  const code = tell(collected, { write: (more) => void (text += more), isTerminal: false })
  return {
    code,
    text,
    status: Object.fromEntries(
      collected.outcomes
        .filter((it) => it.status !== 'untried' && it.law === 'fixture/softmax')
        .map(({ status }, i) => [softmax.cases[i]?.id, status]),
    ),
  }
}

describe('the requests', () => {
  it('are the lines that a program would be sent, with nothing of what is expected', () => {
    expect(requestsFor([softmax])).toEqual([
      '{"command":"start","version":1}',
      '{"command":"run","seq":"softmax/tie/001#1","operation":"softmax","arguments":[[0,0]]}',
      '{"command":"run","seq":"softmax/overflow/001#1","operation":"softmax","arguments":[[710,0]]}',
      '{"command":"run","seq":"softmax/gap/001#2","operation":"softmax","arguments":[[1,0]]}',
      '{"command":"run","seq":"softmax/special/001#1","operation":"softmax","arguments":[["NaN",0]]}',
      '{"command":"run","seq":"softmax/masked/001#1","operation":"softmax","arguments":[["-Infinity","-Infinity"]]}',
      '{"command":"stop"}',
    ])
  })
  it('are those that a format holds', () => {
    expect(requestsFor([softmax], 'bfloat16').length).toBe(requestsFor([softmax]).length - 1)
  })
  it('are those whose logits and targets are held, each by its own format; a label by any', () => {
    const asked = (operation: OperationName, args: readonly unknown[], format: DeclaredFormat) =>
      requestsFor([fixture(operation, [{ ...softmax.cases[0], arguments: args } as Case])], format)
        .length === 3
    const wide = { logits: 'bfloat16', targets: 'binary32', arithmetic: 'binary32' } as const
    const mix: DeclaredFormat = { ...wide, results: 'binary32' }
    const classes = Array.from({ length: 258 }, () => 0)
    expect(asked('crossEntropy', [classes, 257], 'bfloat16')).toBe(true)
    expect(asked('crossEntropy', [[257], 0], 'bfloat16')).toBe(false)
    expect(asked('crossEntropy', [[257], 0], mix)).toBe(false)
    expect(asked('softCrossEntropy', [[1], [257]], 'bfloat16')).toBe(false)
    expect(asked('softCrossEntropy', [[1], [257]], mix)).toBe(true)
    expect(asked('softmaxVjp', [[1], [0.1]], mix)).toBe(false)
    expect(asked('binaryCrossEntropy', [257, 1], mix)).toBe(false)
    const batch = (options: object) => [[classes], [257], { reduction: 'mean', ...options }]
    expect(asked('batchCrossEntropy', batch({ ignoreIndex: 257 }), 'bfloat16')).toBe(true)
    expect(asked('batchCrossEntropy', batch({ labelSmoothing: 1 / 257 }), 'bfloat16')).toBe(false)
    expect(asked('batchCrossEntropy', batch({ classWeights: [257] }), 'bfloat16')).toBe(false)
    expect(asked('batchCrossEntropy', batch({ classWeights: [257] }), mix)).toBe(true)
  })
  it('tell every entry that a run stands for', () => {
    const wide = { ...softmax.cases[0], arguments: [['0*99', 1]] } as Case
    expect(requests([fixture('softmax', [wide])])[0]?.arguments).toEqual([
      [...Array<number>(99).fill(0), 1],
    ])
  })
  it('are named by case and revision', () => {
    expect(softmax.cases.map(seqOf)).toContain('softmax/gap/001#2')
    expect(new Set(requests().map(({ seq }) => seq)).size).toBe(requests().length)
  })
})

describe('answers', () => {
  it('that are right hold, and what is not offered is skipped', async () => {
    expect(await judged(header(), ...right)).toMatchObject({
      code: 0,
      text: 'theirs  5 held  4 skipped\n  numbers: binary64\n  skipped: no crossEntropy 2, no policy allNegInfRow 1, no batchCrossEntropy 1\n  inputs: recorded cases 5\n',
    })
    const { code, text } = await judged(header({ policies: { allNegInfRow: 'nan' } }), ...right)
    expect({ code, text }).toEqual({
      code: 0,
      text: 'theirs  6 held  3 skipped\n  numbers: binary64\n  skipped: no crossEntropy 2, no batchCrossEntropy 1\n  inputs: recorded cases 6\n',
    })
  })
  it('that are wrong are explained, case by case', async () => {
    const { code, text } = await judged(header(), ...answered())
    expect(code).toBe(1)
    expect(text).toMatchInlineSnapshot(`
      "fixture/softmax is broken
        law       softmax, as everybody knows
        input     "softmax/overflow/001"
        claim     softmax([710,0])[0]
        expected  1 ± 8.7e-13
        got       NaN
        why       each result was computed twice, by one engine and by another.

      theirs  4 held  1 broken  4 skipped  (1 large offset)
        numbers: binary64
        skipped: no crossEntropy 2, no policy allNegInfRow 1, no batchCrossEntropy 1
        inputs: recorded cases 5
      "
    `)
  })
  it('in another format are judged in that format, where it holds the case', async () => {
    const { code, text } = await judged(
      header({ format: 'bfloat16' }),
      ...right.filter((line) => !line.includes('overflow')),
    )
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^theirs {2}4 held {2}4 skipped\n/),
    })
  })
  it('that were not given are errored, and never passed', async () => {
    const { code, text, status } = await judged(header(), right[0] ?? '')
    expect([code, status]).toEqual([
      2,
      {
        'softmax/tie/001': 'passed',
        'softmax/overflow/001': 'errored',
        'softmax/gap/001': 'errored',
        'softmax/masked/001': 'skipped',
        'softmax/special/001': 'errored',
      },
    ])
    expect(text).toContain(
      'fixture/softmax could not be judged: these cases were not answered:\n  softmax/overflow/001, softmax/gap/001, softmax/special/001\n',
    )
    expect(await judged(header())).toMatchObject({ code: 2 })
  })
  it('may be an error, where one is expected', async () => {
    const label = (...replies: object[]) =>
      judged(
        header({ operations: ['crossEntropy'], policies: { labelOutOfRange: 'error' } }),
        ...replies.map((reply, i) =>
          literal({ seq: `cross-entropy/label/00${i + 1}#1`, ...reply }),
        ),
      )
    expect(await label({ error: 'IndexError: 2' }, { error: 'IndexError: -1' })).toMatchObject({
      code: 0,
    })
    expect(await label({ error: 'IndexError: 2' }, { result: 0.7 })).toMatchObject({ code: 1 })
    // What was not answered is no error that was expected.
    expect(await label({ error: 'IndexError: 2' })).toMatchObject({ code: 2 })
    expect(await label({ error: 'IndexError: 2' }, {})).toMatchObject({ code: 2 })
  })
  it('may be left out with a reason, which is counted', async () => {
    const { code, text } = await judged(
      header(),
      ...answered((z) =>
        z[0] === 710 ? { skipped: 'too large' } : { result: reference.operations.softmax?.(z) },
      ),
    )
    expect([code, text]).toEqual([0, expect.stringContaining('too large 1')])
    expect(await judged(header(), ...answered(() => ({ skipped: 'not today' })))).toMatchObject({
      code: 4,
    })
  })
  it.each([
    [
      'an error',
      { error: 'OverflowError: math range error' },
      'threw OverflowError: math range error',
    ],
    ['another shape', { result: [1] }, 'returned an array of 1'],
    ['null', { result: null }, 'returned null'],
    ['words', { result: ['half', 'half'] }, 'returned an array of 2 with "half" in it'],
  ])('with %s break the law', async (_, reply, words) => {
    const { code, text, status } = await judged(
      header(),
      literal({ seq: 'softmax/tie/001#1', ...reply }),
      ...right.slice(1),
    )
    expect([code, status['softmax/tie/001']]).toEqual([1, 'errored'])
    expect(text).toMatch(/^fixture\/softmax is broken\n/)
    expect(text).toContain(`\n  got       ${words}\n`)
  })
  it.each([
    ['nothing', {}, 'softmax/tie/001 was answered in line 2 with no result, error or skipped'],
    [
      'two things',
      { result: [0.5, 0.5], error: 'no' },
      'softmax/tie/001 was answered in line 2 with result and error',
    ],
  ])('with %s are errored', async (_, reply, words) => {
    const { code, text, status } = await judged(
      header(),
      literal({ seq: 'softmax/tie/001#1', ...reply }),
      ...right.slice(1),
    )
    expect([code, status['softmax/tie/001']]).toEqual([2, 'errored'])
    expect(text).toContain(`fixture/softmax could not be judged: ${words}\n`)
  })
  it.each([
    [
      'half a line',
      '{"seq":"softmax/tie/001#1","resu',
      'line 7: expected an object in JSON, where NaN and the infinities are strings, but received {"seq":"softmax/tie/001#1","resu',
    ],
    [
      'a bare NaN',
      '{"seq":"softmax/tie/001#1","result":[NaN,1]}',
      'line 7: expected an object in JSON',
    ],
    ['a list', '[1]', 'line 7: expected an object in JSON'],
    [
      'an unknown case',
      '{"seq":"softmax/tie/009#1","result":[1]}',
      'line 7: expected the seq of a request, but received "softmax/tie/009#1"',
    ],
    [
      'a revision that has gone',
      '{"seq":"softmax/gap/001#1","result":[1]}',
      'line 7: expected the seq of a request, but received "softmax/gap/001#1"',
    ],
    [
      'a number for a seq',
      '{"seq":1,"result":[1]}',
      'line 7: expected the seq of a request, but received 1',
    ],
    ['no seq', '{"result":[1]}', 'line 7: expected the seq of a request, but received null'],
    ['a second answer', right[0] ?? '', 'softmax/tie/001 was answered again in line 7'],
    [
      'an operation that is not offered',
      '{"seq":"cross-entropy/label/001#1","result":1}',
      'answers.jsonl: line 7: expected an operation that line 1 names, but received an answer of crossEntropy\n',
    ],
  ])('with %s are no success', async (name, line, words) => {
    const { code, text } = await judged(header(), ...right, line, '')
    expect(text).toContain(words)
    expect(code, name).toBe(2)
  })
  it.each([
    [
      '',
      'answers.jsonl: its first line: expected {"version":1,"name":…,"format":…,"operations":[…],"options":[…],"policies":{…}}, but received nothing',
    ],
    ['{"version":2}', 'but received {"version":2}'],
    [
      header({ operations: [] }),
      'answers.jsonl: its first line: expected a list of operations, but received []',
    ],
    [
      header({ operations: ['softmacks'] }),
      'answers.jsonl: its first line: expected one of softmax, logSoftmax',
    ],
    [
      header({ format: 'binary128' }),
      'answers.jsonl: its first line: format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received "binary128"',
    ],
    [
      header({ policies: { allNegInfRow: 'perhaps' } }),
      'answers.jsonl: its first line: policy allNegInfRow: expected one of nan, zero, uniform',
    ],
    [
      header({ options: ['speed'] }),
      'answers.jsonl: its first line: an option: expected one of mask',
    ],
  ])('that begin with %s are refused', (line, message) => {
    expect(() => answersFrom(line, 'answers.jsonl', tiny)).toThrow(
      expect.objectContaining({ name: 'Misuse', message: expect.stringContaining(message) }),
    )
  })
})
