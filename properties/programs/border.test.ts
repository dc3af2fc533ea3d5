import { afterAll, describe, expect, it } from 'vitest'
import type { Foreign } from '../../src/contract/implementation.ts'
import { decoded, encoded, tags } from '../../src/programs/border/codec.ts'
import { implementationOfHomework, type Worker } from '../../src/programs/border/homework.ts'
import { scriptOf } from '../../src/programs/border/script.ts'
import { serve } from '../../src/programs/border/serve.ts'
import { resolved } from '../../src/programs/border/source.ts'

/** A worker as a page might have one: all of it is the border's own. */
const here = (): Worker => {
  const answer = serve(scriptOf)
  return {
    // What it answers is what its orders ask for.
    order: (order) => answer(order) as Promise<never>,
    end: async () => {},
  }
}
const begun: Foreign[] = []
afterAll(() => Promise.all(begun.map(({ program }) => program.close())))
const homework = async (text: string, call = 20_000): Promise<Foreign> => {
  const source = { files: { './a.js': text }, entry: './a.js' }
  const limits = { start: 20_000, call, memory: 2 ** 26, restarts: 1 }
  const it = await implementationOfHomework(source, 'it', limits, here)
  begun.push(it)
  return it
}
/** What a call of softmax comes to, and what it left of its argument. */
const called = async (text: string, call?: number) => {
  const { operations } = await homework(text, call)
  const z = [3, 2]
  try {
    return { result: await operations.softmax?.(z), z }
  } catch (thrown) {
    return { thrown: thrown instanceof Error ? thrown.message : thrown, z }
  }
}

describe('the doubles of a value', () => {
  it.each([
    [[0, -0, NaN, Infinity, 5e-324]],
    [[[1, 2], [], [3]]],
    [[[1, 2], 1, { reduction: 'mean', classWeights: [1, 0.5], ignoreIndex: -100 }]],
    ['a text with 😀'],
    [[undefined, null, true, false, 'x', [['y']]]],
    [{ ['__proto__']: 1, constructor: 2 }],
  ])('are read back as they were: %j', (value) => {
    expect(decoded(encoded(value))).toEqual(value)
  })
  it.each([
    [],
    [9],
    [tags.vector, 2, 1],
    [tags.list, 1e9],
    [tags.text, -1],
    [tags.other, 99],
    [tags.list, 0.5],
  ])('are refused where they are none: %j, %j, %j', (...doubles) => {
    expect(() => decoded(Float64Array.from(doubles))).toThrow(RangeError)
  })
  it('are not read without end', () => {
    expect(() =>
      decoded(new Float64Array(200).fill(1).map((_, i) => (i % 2 ? 1 : tags.list))),
    ).toThrow(RangeError)
  })
})

describe('an import', () => {
  it.each([
    ['./a.js', './b.js', './b.js'],
    ['./lib/a.js', '../b.js', './b.js'],
    ['./lib/a.js', './deep/../c.js', './lib/c.js'],
    ['./a.js', '../b.js', '../b.js'],
    ['./lib/a.js', '../../b.js', '../../b.js'],
    ['./a.js', 'b.js', 'b.js'],
    ['./a.js', '/b.js', '/b.js'],
    ['./a.js', 'file:///b.js', 'file:///b.js'],
  ])('in %s of %s means %s', (from, specifier, path) => {
    expect(resolved(from, specifier)).toBe(path)
  })
})

describe('the engine of a homework', () => {
  it('takes lists, rows and options, and gives numbers, lists, typed arrays and promises of them', async () => {
    const { operations } = await homework(`
      export const softmax = (z) => Float32Array.from(z)
      export const sigmoid = async (x) => -x
      export const batchCrossEntropy = (rows, labels, options) =>
        rows.map((row, n) => row.length * 100 + labels[n] * 10 + (options.reduction === 'none') + options.classWeights.length)
      export const batchCrossEntropyGradient = (rows) => rows.map((row) => Float64Array.from(row))`)
    const options = { reduction: 'none', classWeights: [1, 1] } as const
    expect(await operations.softmax?.([0.5, NaN, -0])).toEqual([0.5, NaN, -0])
    expect(await operations.sigmoid?.(0)).toBe(-0)
    expect(
      await operations.batchCrossEntropy?.(
        [
          [1, 2],
          [3, 4],
        ],
        [0, 1],
        options,
      ),
    ).toEqual([203, 213])
    expect(
      await operations.batchCrossEntropyGradient?.(
        [
          [1, 2],
          [3, 4],
        ],
        [0, 1],
        options,
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
  })
  it.each([
    ['an entry', 'z[1] = 9', [3, 9]],
    ['its length', 'z.push(7)', [3, 2, 7]],
    ['its order, behind a toJSON', 'z.sort(); z.toJSON = () => [3, 2]', [2, 3]],
    ['a getter', 'Object.defineProperty(z, 0, { get: () => 8 })', [8, 2]],
    ['what it puts off', 'Promise.resolve().then(() => { z[0] = 7 })', [7, 2]],
  ])('tells what a call did to its argument: %s', async (_, text, z) => {
    expect(await called(`export const softmax = (z) => { ${text}; return [1, 0] }`)).toEqual({
      result: [1, 0],
      z,
    })
  })
  it('tells that an earlier result was written over', async () => {
    const { operations } = await homework(
      'const all = new Float64Array(2); export const softmax = (z) => { all.set(z); return all }',
    )
    const first = await operations.softmax?.([1, 2])
    expect(first).toEqual([1, 2])
    await operations.softmax?.([3, 4])
    expect(first).toEqual([3, 4])
  })
  it.each([
    ['z.map(String)', ['3', '2']],
    ['z.length', 2],
    ['undefined', undefined],
    ['null', null],
    ['({ then: (done) => done([1, 0]) })', {}],
    ['[, 1]', [undefined, 1]],
    ['[[[[1]]]]', [[{}]]],
    ['[true, 1n, Symbol()]', [true, 0n, Symbol.for('of a homework')]],
  ])('gives what is no answer as what it is: %s', async (text, result) => {
    expect(await called(`export const softmax = (z) => ${text}`)).toMatchObject({ result })
  })
  it.each([
    ['throw new RangeError("far")', 'RangeError: far'],
    ['throw 7', '7'],
    ['throw null', 'null'],
    ['throw { message: 1 }', 'something that cannot be shown'],
    ['for (;;);', 'did not answer within 500 ms'],
    ['return new Promise(() => {})', 'gave a promise that nothing is left to keep'],
    ['return Promise.reject(new Error("later"))', 'Error: later'],
    [
      'return new Array(2 ** 32 - 1)',
      /^returned, or left in its arguments, more than \d+ numbers$/,
    ],
    [
      'return [Object.defineProperty([], 0, { get() { throw new Error("no") } })]',
      /^returned what cannot be read: Error: no$/,
    ],
    ['const all = []; for (;;) all.push(new Float64Array(1e6))', 'took more than 64 MiB of memory'],
    ['return softmax(z)', 'InternalError: stack overflow'],
  ])('tells how a call failed: %s', async (text, message) => {
    const limit = text.startsWith('for') ? 500 : undefined
    const { thrown } = await called(`export function softmax(z) { ${text} }`, limit)
    expect(thrown).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
  })
  it('tells where it cannot be read', async () => {
    const told = async (text: string) =>
      serve(scriptOf)({
        source: { files: { './a.js': 'export * from "./b.js"', './b.js': text }, entry: './a.js' },
        names: [],
        limits: { start: 20_000, call: 20_000, memory: 2 ** 26 },
      })
    expect(await told('const x =\n  1 +;')).toEqual({
      refused: expect.stringMatching(/^SyntaxError: /) as string,
      place: { path: './b.js', line: 2, column: 6 },
    })
    expect(await told('throw new RangeError("far")')).toEqual({ refused: 'RangeError: far' })
  })
  it('does not answer where what it puts off has taken all memory', async () => {
    const { thrown } = await called(`export function softmax(z) {
      const again = () => Promise.resolve().then(again)
      again()
      return z
    }`)
    expect(thrown).toBe('took more than 64 MiB of memory')
  })
  it('has nothing but its language', async () => {
    const names =
      'process require module fetch setTimeout setInterval queueMicrotask WebSocket Worker postMessage navigator performance std os print scriptArgs load'
    const { result } = await called(
      `export const softmax = () => '${names}'.split(' ').filter((name) => name in globalThis)`,
    )
    expect(result).toEqual([])
  })
  it('has no way from a value of ours to a function of ours', async () => {
    const { result } = await called(`export const softmax = (z) => {
      const own = Function('return this')()
      return [z.constructor === Array, Object.getPrototypeOf(z) === Array.prototype, z.constructor.constructor('return this')() === own]
    }`)
    expect(result).toEqual([true, true, true])
  })
})
