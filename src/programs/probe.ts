import { formats, type Format, type FormatName } from '../arithmetic/format.ts'
import { shown } from '../contract/plain.ts'
import { literal } from '../contract/literal.ts'

/**
 * Numbers of a format that careless plumbing damages: zeros, subnormals, the ends of the range,
 * neighbours of 1, no numbers.
 */
export const hardNumbers = (name: FormatName): number[] => {
  const format = formats[name]
  const ulp = 2 ** (1 - format.precision)
  const positive = [
    0,
    format.least,
    3 * format.least,
    format.leastNormal - format.least,
    format.leastNormal,
    format.leastNormal * (1 + ulp),
    1 - ulp / 2,
    1,
    1 + ulp,
    2 - ulp,
    inFormat(0.1, format),
    inFormat(1 / 3, format),
    inFormat(Math.PI, format),
    inFormat(Math.E, format),
    1 / ulp - 1,
    1 / ulp,
    format.greatest / 2,
    format.greatest - 2 ** (format.emax - format.precision + 1),
    format.greatest,
    Infinity,
  ]
  return [...positive.flatMap((x) => [x, -x]), NaN]
}

/**
 * What became of the numbers on their way there and back, as lists or in base64, where they did not
 * come back as they were.
 */
export const damageIn = (
  sent: readonly number[],
  received: unknown,
  format: FormatName,
  isPacked = false,
): string | undefined => {
  if (!Array.isArray(received))
    return `came back with ${shown(literal(received ?? null))} instead of a list`
  if (received.length !== sent.length)
    return `came back with ${received.length === 1 ? '1 number' : `${received.length} numbers`} instead of ${sent.length}`
  const i = sent.findIndex((x, i) => !Object.is(x, received[i]))
  if (i < 0) return undefined
  const [x, y] = [sent[i] ?? NaN, received[i] as unknown]
  const remedy =
    format !== 'binary32' && sent.every((x, i) => Object.is(Math.fround(x), received[i])) ?
      `numbers pass through binary32, though the format is said to be ${format}`
    : isPacked ? 'in base64 a number is 8 bytes, the least byte first'
    : remedyFor(x, y, format)
  return `brought ${literal(x)} back as ${shown(literal(y))}: ${remedy}`
}

/** What usually does this to a number. */
const remedyFor = (x: number, y: unknown, name: FormatName): string => {
  const { leastNormal } = formats[name]
  if (typeof y === 'string')
    return 'a number was written as a string; only NaN, Infinity, -Infinity and -0 are strings'
  if (typeof y !== 'number')
    return 'NaN, Infinity, -Infinity and -0 are the strings "NaN", "Infinity", "-Infinity" and "-0", both ways'
  if (x === 0) return 'a zero lost its sign; write -0 as the string "-0"'
  if (y === 0 && Math.abs(x) < leastNormal) return 'a subnormal number was flushed to zero'
  return 'write numbers in shortest round-trip form (repr in Python, %.17g in C), and read them with a correct parser'
}

/** The member of the format next to x towards zero. */
const inFormat = (x: number, { precision }: Format): number => {
  const unit = 2 ** (Math.floor(Math.log2(x)) - precision + 1)
  return Math.floor(x / unit) * unit
}
