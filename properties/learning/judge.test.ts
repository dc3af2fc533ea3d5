import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { laws } from '../../src/laws/index.ts'
import { select } from '../../src/laws/select.ts'
import { judgeLaws } from '../../src/learning/explain/judge-laws.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))
const example = fileURLToPath(new URL('../../examples/teaching/my-laws.js', import.meta.url))
const library = pathToFileURL(fileURLToPath(new URL('../../dist/index.js', import.meta.url))).href

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(['judge', ...args], {
    write: (more) => void (text += more),
    isTerminal: false,
  })
  return { code, text: text.replaceAll(`${folder}/`, '') }
}
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('losslaws judge', () => {
  it('finds a law that is too strict, and the mistakes that the others miss', async () => {
    const { code, text } = await losslaws(example, '--seed', '1')
    expect(code).toBe(1)
    expect(text).toMatch(
      /^valid: 2 of 3 laws accept every correct implementation, core:binary64 and core:decimal50\n/,
    )
    expect(text).toMatch(
      /\nmy\/others-fall rejects core:binary64, which is correct:\n {2}my\/others-fall is broken\n/,
    )
    expect(text).toMatch(
      /\nthorough: \d+ of \d+ mistakes in softmax are caught\n {2}caught .*softmax-no-max-shift/s,
    )
    expect(text).toMatch(/\n {2}missed [^]*softmax-hard-maximum[^]*\n {2}hint {6}\S+: /)
  })
  it('is content with laws that are valid and miss nothing', async () => {
    const all = written(
      'all.js',
      `import { laws } from '${library}'\nexport default laws.filter(({ id, tier }) => /^(softplus\\/(?!slope)|special-values\\/softplus)/.test(id) && tier === 'textbook')`,
    )
    const { code, text } = await losslaws(all, '--seed', '1')
    expect(text).not.toContain('missed')
    expect(text).toMatch(/valid: 5 of 5 laws/)
    expect(code).toBe(0)
  })
  it('gives a law that could not be judged no credit', async () => {
    const throws = written(
      'throws.js',
      `import { laws } from '${library}'
      export const mine = { ...laws[0], id: 'my/law', *claims() { throw new Error('to be written') } }`,
    )
    const { code, text } = await losslaws(throws)
    expect(code).toBe(1)
    expect(text).toContain('valid: 0 of 1')
    expect(text).toContain('to be written')
  })
  it.each([
    [
      'none.js',
      'export const answer = 42',
      'expected none.js to export laws, made by law() of losslaws, but received none\n',
    ],
    ['bad.js', 'export const bad = {', 'bad.js could not be imported: '],
    [
      'no-id.js',
      'export const l = { claims() {} }',
      'no-id.js, a law without id: expected id to be family/sentence, but received undefined\n',
    ],
    [
      'uses.js',
      `export const l = { id: 'a/b', equation: '', proof: '', uses: ['softmacks'], inputs() {}, examples: [], claims() {} }`,
      'uses.js, a/b: expected uses to be a list of operations, but received softmacks\n',
    ],
    [
      'proof.js',
      `export const l = { id: 'a/b', equation: '', uses: [], claims() {} }`,
      'proof.js, a/b: expected proof to be a string, but received undefined\n',
    ],
    [
      'inputs.js',
      `export const l = { id: 'a/b', equation: '', proof: '', claims() {} }`,
      'inputs.js, a/b: expected inputs to be a function, but received undefined\n',
    ],
    [
      'examples.js',
      `export const l = { id: 'a/b', equation: '', proof: '', inputs() {}, claims() {} }`,
      'examples.js, a/b: expected examples to be a list of inputs, but received undefined\n',
    ],
    [
      'twice.js',
      `const l = { id: 'a/b', equation: '', proof: '', uses: ['softmax'], inputs() {}, examples: [], claims() {} }\nexport default [l, { ...l }]`,
      'twice.js: expected every law to have an id of its own, but received a/b twice\n',
    ],
  ])('says in a sentence what is wrong with %s, and exits with 2', async (name, text, message) => {
    expect(await losslaws(written(name, text))).toEqual({
      code: 2,
      text: expect.stringContaining(message),
    })
  })
  it.each([
    [
      ['nowhere.js'],
      'expected the path of a module of laws, but received nowhere.js, where there is no file\n',
    ],
    [[''], 'expected the path of a module of laws, but received nothing, where there is no file\n'],
    [[], 'expected the path of a module of laws, but received none\n'],
    [['a', 'b'], 'expected the path of a module of laws, but received 2\n'],
  ])('refuses %j', async (args, text) => {
    expect(await losslaws(...args)).toEqual({ code: 2, text })
  })
})

describe('our own laws', () => {
  it('are valid, and miss no mistake in the operations that they ask for', async () => {
    const ours = select({
      laws: 'sigmoid/*,log-sigmoid/*,founding/one-versus-rest,special-values/sigmoid-at-infinity',
      tier: 'textbook',
    })
    const judgement = await judgeLaws(ours, { seed: 1, runs: 50 })
    expect(judgement.laws.flatMap(({ rejections }) => rejections)).toEqual([])
    expect(judgement.missed).toEqual([])
    expect(judgement.known.length).toBeGreaterThan(8)
  })
  it('are chosen by several globs', () => {
    expect(select({ laws: 'softmax/value,sigmoid/v*' }, laws).map(({ id }) => id)).toEqual([
      'softmax/value',
      'sigmoid/value',
    ])
  })
})
