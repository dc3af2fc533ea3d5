import { describe, expect, it } from 'vitest'
import { at, greatest, indexOfGreatest, least, total } from '../../src/arithmetic/sequence.ts'

const long = Array.from({ length: 300_000 }, (_, i) => i % 1000)

describe('a list of 300,000 numbers', () => {
  it('has a greatest and a least number', () => {
    expect([greatest(long), least(long)]).toEqual([999, 0])
  })
  it('has a sum', () => expect(total(long)).toBe(300 * 499_500))
  it('tells where its greatest number stands first', () => expect(indexOfGreatest(long)).toBe(999))
})

describe('a short list', () => {
  it('reaches no further than the bound that it is given', () => {
    expect([greatest([-2, -1], 0), least([1, 2], 0)]).toEqual([0, 0])
    expect([greatest([]), least([])]).toEqual([-Infinity, Infinity])
  })
  it('hides no NaN', () => expect([greatest([1, NaN, 2]), least([NaN, 1])]).toEqual([NaN, NaN]))
  it('names the index that it does not have', () => {
    expect(() => at([1, 2], 2)).toThrow('expected an index below 2, but received 2')
  })
})
