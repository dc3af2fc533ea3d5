import { describe, expect, it } from 'vitest'
import { formatInShort, numbersInWords, type DeclaredFormat } from '../../src/contract/numbers.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { trialOf } from '../../src/trial/trial-of.ts'

describe('what is declared of numbers', () => {
  const mix: DeclaredFormat = {
    logits: 'bfloat16',
    targets: 'binary32',
    arithmetic: 'binary32',
    results: { default: 'bfloat16', crossEntropy: 'binary32', logSumExp: 'binary32' },
  }
  it('is told in words', () => {
    expect(numbersInWords({ format: 'binary64' })).toBe('binary64')
    expect(
      numbersInWords({ format: mix, domain: { logits: [-1e4, 1e4] }, elementary: { ulp: 1 } }),
    ).toBe(
      'bfloat16 logits, binary32 targets, binary32 arithmetic, binary32 logSumExp, '
        + 'binary32 crossEntropy, bfloat16 results; logits in [-10000,10000]; '
        + 'elementary functions to 1 ulp',
    )
  })
  it('is named in short, from logits through arithmetic to results', () => {
    expect(formatInShort('bfloat16')).toBe('bfloat16')
    expect(formatInShort({ logits: 'bfloat16', arithmetic: 'bfloat16', results: 'bfloat16' })).toBe(
      'bfloat16 throughout',
    )
    expect(formatInShort({ logits: 'bfloat16', arithmetic: 'binary32', results: 'bfloat16' })).toBe(
      'bfloat16 → binary32 → bfloat16',
    )
    expect(formatInShort(mix)).toBe('bfloat16/binary32 → binary32 → bfloat16/binary32')
  })
  it('survives JSON in a trial, where a domain is open too', () => {
    const declared = {
      format: mix,
      domain: { logits: [-Infinity, 80] },
      elementary: { ulp: 1 },
      softmax: (z: number[]) => z,
    } as const
    const trial = trialOf(implementationFrom(declared, 'a'))
    expect(JSON.parse(JSON.stringify(trial))).toEqual(trial)
    expect(numbersInWords(trial)).toContain('; logits in ["-Infinity",80]; ')
  })
})
