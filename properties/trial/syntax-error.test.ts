import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { syntaxErrorOf } from '../../src/trial/syntax-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-syntax-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What is said of a file that Vite could not read. */
const said = (name: string, text: string) => {
  const id = join(folder, name)
  writeFileSync(id, text)
  return syntaxErrorOf({ __vitest_rollup_error__: { id } })
}

describe('a file that cannot be parsed', () => {
  it.each([
    ['mine.js', 'export const softmax = (z) => {\n  return z.map((x => x)\n}\n', '3:1: '],
    ['typed.ts', 'export const softmax = (z: number[]): number[] =>\n  z z\n', '2:4: '],
    ['first.mjs', 'const const', '1:7: '],
  ])('%s is told with line and column', async (name, text, place) => {
    const words = await said(name, text)
    expect(words).toContain(`${relative('', join(folder, name))}:${place}`)
    expect(words).toMatch(/: \S/)
  })
  it('is not told where it is sound, or no file is named', async () => {
    expect(await said('sound.ts', 'export const one: number = 1\n')).toBeUndefined()
    for (const error of [undefined, null, 'no', new Error('no'), { __vitest_rollup_error__: {} }])
      expect(await syntaxErrorOf(error)).toBeUndefined()
  })
})
