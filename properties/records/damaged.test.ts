import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseFixture } from '../../src/records/parse.ts'

const text = readFileSync(new URL('../../fixtures/softmax.json', import.meta.url), 'utf8')
const first = text.indexOf('    {"id"')
/** The text with the digest of what stands in it now. */
const sealed = (text: string): string => {
  const above = text.slice(0, text.lastIndexOf('  "digest"'))
  return `${above}  "digest": "${createHash('sha256').update(above).digest('hex')}"\n}\n`
}
const said = (damaged: string): string => {
  try {
    parseFixture(damaged, 'fixtures/softmax.json')
    return 'accepted'
  } catch (error) {
    return (error as Error).message
  }
}

describe('a file of cases', () => {
  it('is accepted as it was written', () => {
    expect(said(text)).toBe('accepted')
    expect(said(sealed(text))).toBe('accepted')
  })
  it.each([
    [
      'a head of another layout',
      sealed(text.replace('"operation": ', '"operation":  ')),
      'the one way to write the file',
    ],
    [
      'a case of another layout',
      sealed(text.replace('    {"id"', '     {"id"')),
      'the one way to write it',
    ],
    [
      'fields in another order',
      sealed(text.replace(/("id":"[^"]*"),("rev":\d+)/, '$2,$1')),
      'the one way to write it',
    ],
    [
      'a digest of another',
      text.replace(/"digest": "[0-9a-f]+"/, `"digest": "${'x'.repeat(100)}"`),
      'of the',
    ],
    ['no end', text.slice(0, first + 6), 'a whole file'],
    ['no end of a case', text.slice(0, first + 60), 'a case that can be read'],
    ['no text', '', 'a whole file'],
    ['no object', '7', 'expected'],
  ])('is refused with %s', (_, damaged, words) => {
    expect(said(damaged)).toContain(words)
    expect(said(damaged)).toMatch(/^fixtures\/softmax\.json/)
  })
})
