import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))

let modules = 0
/** What `losslaws gradcheck` says of a module with this text. */
const checked = async (source: string, ...args: string[]) => {
  const file = join(folder, `${++modules}.mjs`)
  writeFileSync(file, source)
  let text = ''
  const code = await main(['gradcheck', file, ...args], {
    write: (more) => void (text += more),
    isTerminal: false,
  })
  return { code, text: text.replaceAll(file, 'it.mjs') }
}

const loss = `export const loss = (z) => {
  const m = Math.max(...z)
  return m - z[0] + Math.log(z.reduce((s, x) => s + Math.exp(x - m), 0))
}
const softmax = (z) => { const e = z.map((x) => Math.exp(x - Math.max(...z))); const s = e.reduce((a, b) => a + b); return e.map((x) => x / s) }
`
const right = `${loss}export const gradient = (z) => softmax(z).map((p, i) => p - (i === 0 ? 1 : 0))
`
const wrong = `${loss}export const gradient = softmax
`
const overArithmetic = `export const loss = (k, [x, y]) => k.mul(x, k.exp(y))
export const gradient = (k, [x, y]) => [k.exp(y), k.mul(x, k.exp(y))]
export const points = [[1, 2], [0, -3]]
`

describe('losslaws gradcheck', () => {
  it('judges a gradient in doubles by the digits that its loss has', async () => {
    const { code, text } = await checked(right, '--at', '[1,-1,3]')
    expect([code, text.split('\n').slice(0, 3)]).toEqual([
      0,
      [
        'at [1,-1,3]: the gradient is right: 3 of 3 slopes agree with differences',
        '  f is computed in doubles, which is as far as its differences tell',
        '  along [1,0,0]: passed',
      ],
    ])
    expect((await checked(wrong, '--at', '[1,-1,3]')).code).toBe(1)
  })
  it('judges a loss over an arithmetic at 50 digits, at every point of the module', async () => {
    const { code, text } = await checked(overArithmetic)
    expect(code).toBe(0)
    expect(text.match(/^at .*$/gm)).toEqual([
      'at [1,2]: the gradient is right: 2 of 2 slopes agree with differences',
      'at [0,-3]: the gradient is right: 2 of 2 slopes agree with differences',
    ])
  })
  it('takes accuracy that is lost for no error, unless it is strict', async () => {
    const cancelling = `export const loss = (k, [x]) => k.log1p(k.exp(k.neg(x)))
export const gradient = ([x]) => [1 / (1 + Math.exp(-x)) - 1]
`
    const { code, text } = await checked(cancelling, '--at', '[16]')
    expect(text).toContain('along [1]: lost accuracy')
    expect(code).toBe(0)
    expect((await checked(cancelling, '--at', '[16]', '--strict')).code).toBe(1)
    expect((await checked(cancelling, '--at', '[16]', '--relative', '1e-8')).text).toContain(
      'is right',
    )
    expect((await checked(cancelling.replace('- 1]', '- 1.001]'), '--at', '[16]')).code).toBe(1)
  })
  it('asks many entries along a few directions, and each on demand', async () => {
    const square = `export const loss = (k, x) => x.map((c) => k.mul(c, c)).reduce(k.add)
export const gradient = (k, x) => x.map((c) => k.add(c, c))
`
    const at = JSON.stringify(Array.from({ length: 40 }, (_, i) => i / 8))
    const few = await checked(square, '--at', at)
    expect(few.text).toContain('4 of 4 slopes')
    expect((await checked(square, '--at', at, '--all')).text).toContain('40 of 40 slopes')
  })
  it('takes a gradient in a typed array', async () => {
    const typed = right.replace('(z) => softmax(z)', '(z) => new Float64Array(softmax(z)')
    const source = typed.replace(/\n$/, ')\n')
    expect((await checked(source, '--at', '[1,-1,3]')).code).toBe(0)
  })
  it('takes slopes by another method on demand', async () => {
    const by = async (method: string) =>
      (await checked(overArithmetic, '--method', method, '--at', '[1,2]')).text.match(
        /precision .*?,/,
      )?.[0]
    expect([await by('central'), await by('complex-step'), await by('taylor')]).toEqual([
      'precision  order 6 against 8,',
      'precision  complex step,',
      'precision  order 6 against 8,',
    ])
  })
  it.each([
    [
      right,
      [],
      'it.mjs: expected --at and a point, or an export points that lists some, but received undefined',
    ],
    [
      right,
      ['--at', 'here'],
      '--at: expected a point written as JSON, such as [1,0.5], but received here',
    ],
    [right, ['--at', '[]'], 'expected the point x to be one number or more, but received []'],
    [
      right,
      ['--at', '[1,2]', '--relative', 'some'],
      '--relative: expected a number of at least 0, but received some',
    ],
    [
      right,
      ['--at', '[1,2]', '--method', 'forward'],
      '--method: expected central, complex-step, taylor, but received forward',
    ],
    [
      right,
      ['--at', '[1,2]', '--digits', '3'],
      '--digits: expected a whole number of at least 10, but received 3',
    ],
    [
      loss,
      ['--at', '[1,2]'],
      'it.mjs: expected it to export gradient(x) or gradient(k, x), but received undefined',
    ],
    [
      'export const gradient = (x) => x',
      ['--at', '[1]'],
      'it.mjs: expected it to export loss(x) or loss(k, x), but received undefined',
    ],
    [
      `${loss}export const gradient = () => [1]`,
      ['--at', '[1,2]'],
      'it.mjs, at [1,2]: expected 2 entries of the gradient, but received 1',
    ],
    [
      'export const loss = () => {}; export const gradient = (x) => x',
      ['--at', '[1]'],
      'it.mjs, at [1]: expected loss(x) to be a finite number, but received undefined',
    ],
    [
      'export const loss = async () => 1; export const gradient = (x) => x',
      ['--at', '[1]'],
      'it.mjs, at [1]: expected loss(x) to be a finite number, but received a promise: loss and gradient must answer at once',
    ],
    [
      `${loss}export const gradient = () => ['1']`,
      ['--at', '[1]'],
      'it.mjs, at [1]: expected gradient(x) to be an array of numbers, but received an array with something else in it',
    ],
    [
      'export const loss = () => { throw new Error("no weights are loaded") }; export const gradient = (x) => x',
      ['--at', '[1]'],
      'it.mjs, at [1]: Error: no weights are loaded',
    ],
    [
      'export const loss = (k, [x]) => k.log(x); export const gradient = (k, [x]) => [x]',
      ['--at', '[-1]'],
      'it.mjs, at [-1]: expected a number above 0, but received -1',
    ],
  ])('says in a sentence what is wrong: %#', async (source, args, text) => {
    expect(await checked(source, ...args)).toEqual({ code: 2, text: `${text}\n` })
  })
})
