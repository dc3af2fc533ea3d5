import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runLine } from '../../src/contract/protocol.ts'
import { leastLength, packed, unpacked, unpackedReply } from '../../src/programs/base64.ts'
import type { Foreign } from '../../src/contract/implementation.ts'
import { hardNumbers } from '../../src/programs/probe.ts'
import { implementationOfProcess, type ProcessLimits } from '../../src/programs/process.ts'
import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify } from '../../src/verdict/verify.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const value = laws.find(({ id }) => id === 'softmax/value') as AnyLaw
const patient: Partial<ProcessLimits> = { start: 60_000, first: 60_000, call: 60_000, grace: 200 }
const programs: Foreign[] = []
afterAll(() => Promise.all(programs.map(({ program }) => program.close())))
const connected = async (words: readonly string[], limits: Partial<ProcessLimits> = {}) => {
  const it = await implementationOfProcess(words, { ...patient, ...limits })
  programs.push(it)
  return it
}
const with_ = (fault: string, limits: Partial<ProcessLimits> = {}) =>
  connected(['node', path('properties/doubles/adapters/packed.mjs'), fault], limits)
const old = (limits: Partial<ProcessLimits> = {}) =>
  connected(
    ['node', path('properties/doubles/adapters/faulty.mjs'), 'knows nothing of base64'],
    limits,
  )
/** A row whose softmax is known to the bit: all logits are equal, or masked. */
const row = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 0 : -Infinity))
const softmaxOf = (n: number) => row(n).map((x) => (x === 0 ? 2 / n : 0))

describe('a vector in base64', () => {
  const hard = [...hardNumbers('binary64'), ...hardNumbers('binary32'), -0, NaN]
  it('comes back to the bit', () => {
    expect(packed(hard)).toEqual({ f64: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/) })
    expect(unpacked(packed(hard))).toEqual(hard)
    expect(unpacked(packed([hard, [1, -0], []]))).toEqual([hard, [1, -0], []])
    expect(packed(Array<number>(64).fill(1))).toEqual({
      f64: 'AAAAAAAA8D8AAAAAAADwPwAAAAAAAPA/'.repeat(21) + 'AAAAAAAA8D8=',
    })
  })
  it('holds labels too, of which none is -0', () => {
    const labels = [-0, ...Array<number>(63).fill(1)]
    const line = runLine(1, 'batchCrossEntropy', [labels.map(() => [0]), labels, {}], packed)
    const { arguments: args } = JSON.parse(line) as { arguments: unknown[] }
    expect(args[1]).toEqual(packed(labels.map((y) => y + 0)))
    expect(unpacked(args[1])).toEqual([0, ...Array<number>(63).fill(1)])
  })
  it('has 64 numbers or more: shorter ones, rows and options stay what they are', () => {
    const options = { reduction: 'mean', classWeights: row(64), ignoreIndex: -100 }
    for (const x of [
      row(63),
      1,
      'word',
      { reduction: 'mean' },
      [[1], [2, 3]],
      [],
      Array(64).fill([]),
    ])
      expect(packed(x)).toEqual(x)
    expect(packed(options)).toEqual({ ...options, classWeights: { f64: expect.any(String) } })
    expect(unpacked(packed([[row(64), row(3)], [0, 1], options]))).toEqual([
      [row(64), row(3)],
      [0, 1],
      options,
    ])
  })
  it.each([
    [
      { f64: 'AAAAAAAA8D8' },
      'f64 to be base64 of A-Z, a-z, 0-9, + and /, padded with =, but received 11 characters, no multiple of 4',
    ],
    [
      { f64: 'AAAA_AAA8D8=' },
      'f64 to be base64 of A-Z, a-z, 0-9, + and /, padded with =, but received "_" at character 4',
    ],
    [{ f64: 'AAAAAAAA' }, '8 bytes a number in f64, but received 6 bytes'],
    [{ f64: [0] }, 'f64 to be a string, but received [0]'],
    [{ f64: null }, 'f64 to be a string, but received null'],
  ])('is not %j', (it, words) => {
    expect(unpackedReply({ seq: 1, result: it }, true).reply).toEqual({
      fault: `was answered in numbers that cannot be read: expected ${words}`,
    })
  })
  it('is in a reply wherever a vector may be, once it was agreed on', () => {
    const message = { seq: 1, result: packed(hard), arguments: [packed(hard)], earlier: 1 }
    const lists = { seq: 1, result: hard, arguments: [hard], earlier: 1 }
    expect(unpackedReply(message, true)).toEqual({ reply: { result: hard }, message: lists })
    expect(unpackedReply(lists, false)).toEqual({ reply: { result: hard }, message: lists })
    expect(unpackedReply(message, false).reply).toEqual({
      fault: expect.stringContaining('expected lists of numbers'),
    })
  })
  it('is shorter than a list can be said to be', () => {
    expect(leastLength([[1, 2], 3, { reduction: 'mean' }])).toBe(10)
  })
})

describe.concurrent('a program that agrees on base64', () => {
  it.each([['has no fault'], ['answers in text']])(
    'and %s, is asked rows of any length',
    async (fault) => {
      const { operations } = await with_(fault)
      for (const n of [2, 64, 1000, 262_144])
        expect(await operations.softmax?.(row(n)), `${n}`).toEqual(softmaxOf(n))
    },
  )
  it.each([
    ['loses a byte', 'expected 8 bytes a number in f64, but received 511 bytes'],
    [
      'forgets the padding',
      'expected f64 to be base64 of A-Z, a-z, 0-9, + and /, padded with =, but received 683 characters, no multiple of 4',
    ],
    [
      'writes base64 for addresses',
      'expected f64 to be base64 of A-Z, a-z, 0-9, + and /, padded with =, but received "-" at character 0',
    ],
    ['writes numbers under f64', 'expected f64 to be a string, but received [0.03125,0,0.03125,'],
  ])('but %s, is told so at that call, and answers others', async (fault, words) => {
    const { operations } = await with_(fault)
    const error = await Promise.resolve(operations.softmax?.(row(64))).then(
      () => expect.fail(),
      String,
    )
    expect(error).toContain(`Unanswered: was answered in numbers that cannot be read: ${words}`)
    expect(await operations.softmax?.(row(2))).toEqual(softmaxOf(2))
  })
  it('but has their bytes the other way round, cannot be tried', async () => {
    await expect(with_('has the bytes the other way round')).rejects.toThrow(
      / was asked to echo numbers of binary64, and brought "-0" back as 6\.3e-322: in base64 a number is 8 bytes, the least byte first$/,
    )
  })
  it('may be written in Python', async () => {
    const { operations } = await connected(['python3', path('examples/adapters/python/adapter.py')])
    for (const n of [2, 64, 1000, 2 ** 18])
      expect(await operations.softmax?.(row(n)), `${n}`).toEqual(softmaxOf(n))
  })
})

describe.concurrent('a program that does not', () => {
  it('is asked lists, as before', async () => {
    const { operations } = await old()
    expect(await operations.softmax?.(row(1024))).toEqual(softmaxOf(1024))
  })
  it('yet answers in it, cannot be tried', async () => {
    await expect(with_('answers in base64 without a word')).rejects.toThrow(
      'was answered in numbers that cannot be read: expected lists of numbers, as its first line says no "numbers":"base64", but received f64',
    )
  })
})

describe.concurrent('a line that would be too long', () => {
  const long = { ...value, examples: [Array<number>(12_000).fill(0.1234567890123456), [0, 0]] }
  const runs = { seed: 1, runs: 1 }
  it.each([
    ['that knows nothing of longer ones', () => old(), 65_536],
    ['that reads no longer ones', () => with_('reads short lines'), 65_536],
  ] as const)('is not sent to a program %s, and counted', async (_, start, most) => {
    const it = await start()
    const verdict = await verify(long, it, runs)
    expect(explain(verdict)).toMatch(
      new RegExp(
        `^softmax/value held on 2 inputs .*; 1 not asked: requests of more than ${most} bytes, which is the maxLine of the program$`,
      ),
    )
    expect(verdict).toMatchObject({ runs: 2, unasked: { inputs: 1 } })
    const none = { ...long, examples: long.examples.slice(0, 1), recorded: true } as const
    expect(explain(await verify(none, it, runs))).toMatch(
      /^softmax\/value was skipped: requests of more than 65536 bytes/,
    )
    expect(explain(await verify({ ...none, examples: long.examples }, it, runs))).toMatch(
      /^softmax\/value held on 1 input .*; 1 not asked: requests/,
    )
  })
  it('is not read from a program, and counted', async () => {
    const it = await with_('answers at length', { maxLine: 2 ** 20 })
    const wide = { ...value, examples: [Array<number>(64).fill(0), [0, 0]] }
    expect(explain(await verify(wide, it, runs))).toMatch(
      /^softmax\/value held on 2 inputs .*; 1 not asked: answers of more than 1048576 bytes, which is the maxLine of losslaws$/,
    )
    // It runs still, and was not started again.
    expect(await it.operations.softmax?.(row(2))).toEqual(softmaxOf(2))
  })
})
