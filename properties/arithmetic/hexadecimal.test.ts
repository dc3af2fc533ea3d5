import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHexadecimal, hexadecimal, isHexadecimal } from '../../src/arithmetic/hexadecimal.ts'

describe('a dyadic number in hexadecimal', () => {
  it('is a sign, a mantissa and an exponent', () => {
    const written = [
      { mantissa: 26n, exponent: -4 },
      { mantissa: -26n, exponent: 12 },
      { mantissa: 0n, exponent: 0 },
    ].map(hexadecimal)
    expect(written).toEqual(['0x1ap-4', '-0x1ap12', '0x0p0'])
  })
  it('is read as it was written', () => {
    const exponents = fc.integer({ min: -99_999, max: 99_999 })
    fc.assert(
      fc.property(fc.bigInt(), exponents, (mantissa, exponent) => {
        const text = hexadecimal({ mantissa, exponent })
        expect(isHexadecimal(text)).toBe(true)
        expect(fromHexadecimal(text)).toEqual({ mantissa, exponent })
      }),
    )
  })
  it.each([
    '',
    '1ap-4',
    '0x1a',
    '0x1Ap1',
    '0x1ap',
    '0xp1',
    ' 0x1ap1',
    '0x1ap1 ',
    '0x1ap123456',
    '+0x1p1',
  ])('is not %j', (text) => expect(isHexadecimal(text)).toBe(false))
  it('is text', () => {
    for (const it of [0, null, undefined, ['0x1ap1']]) expect(isHexadecimal(it)).toBe(false)
  })
})
