import { describe, expect, it } from 'vitest'
import { inLines, inShell, listed } from '../../src/verdict/text.ts'

describe('ids in lines', () => {
  it('are cut to their last part where they begin as the one before', () => {
    expect(inLines(['softmax/value', 'softmax/ties', 'sigmoid/value', 'alone', 'another'])).toEqual(
      ['softmax/value, ties, sigmoid/value, alone, another'],
    )
    expect(inLines([])).toEqual([])
  })
  it('are written out at the start of a line, of at most 100 characters', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `family/law-number-${i}`)
    const lines = inLines(ids)
    expect(lines.every((line) => line.length <= 100 && line.startsWith('family/'))).toBe(true)
    expect(lines.join(', ').replaceAll('family/', '')).toBe(
      ids.join(', ').replaceAll('family/', ''),
    )
    expect(lines.slice(0, -1).every((line) => line.length > 80)).toBe(true)
  })
})

describe('a word of a command line', () => {
  it('is in quotes where a shell would not take it for one', () => {
    expect(['core:binary64', './my-loss.ts', '[1,2]', "it's", ''].map(inShell)).toEqual([
      'core:binary64',
      './my-loss.ts',
      "'[1,2]'",
      String.raw`'it'\''s'`,
      "''",
    ])
  })
})

describe('parts of a sentence', () => {
  it('are listed with and before the last', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ])
  })
})
