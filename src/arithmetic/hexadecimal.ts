import { magnitude, type Exact } from './exact.ts'

/** A dyadic number to its last bit, as C and IEEE 754 write it: 0x3p-2 is 3/4. */
export type Hexadecimal = `${'' | '-'}0x${string}p${number}`

export const hexadecimal = (x: Exact): Hexadecimal =>
  `${x.mantissa < 0n ? '-' : ''}0x${magnitude(x).mantissa.toString(16)}p${x.exponent}`

/** The number so written, mantissa and exponent as they were. */
export const fromHexadecimal = (text: Hexadecimal): Exact => {
  const [, minus, mantissa = '0', exponent] = pattern.exec(text) ?? []
  const size = BigInt(`0x${mantissa}`)
  return { mantissa: minus === '-' ? -size : size, exponent: Number(exponent) }
}

/** Whether a text is so written, with an exponent that no file could abuse. */
export const isHexadecimal = (x: unknown): x is Hexadecimal =>
  typeof x === 'string' && pattern.test(x)

const pattern = /^(-?)0x([\da-f]+)p(-?\d{1,5})$/
