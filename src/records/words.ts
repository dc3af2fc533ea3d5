import { formats, type Format, type FormatName } from '../arithmetic/format.ts'
import { mayAsk } from '../contract/asked.ts'
import { numbersIn } from '../contract/literal.ts'
import { inRuns } from '../contract/runs.ts'
import type { OperationName } from '../contract/operations.ts'

export const formatNames = [
  'binary64',
  'binary32',
  'binary16',
  'bfloat16',
] as const satisfies readonly FormatName[]

/** The width of a format's word in bits. */
export const widths: Readonly<Record<FormatName, number>> = {
  binary64: 64,
  binary32: 32,
  binary16: 16,
  bfloat16: 16,
}

/**
 * A number of the format as its word: big-endian, in hexadecimal, and the canonical quiet word for
 * NaN.
 */
export const wordOf = (x: number, name: FormatName): string => {
  const { precision, emax, emin } = formats[name]
  const bits = BigInt(precision - 1)
  const sign = Object.is(x, -0) || x < 0 ? 1n << BigInt(widths[name] - 1) : 0n
  const infinity = BigInt(2 * emax + 1) << bits
  const size = Math.abs(x)
  const magnitude =
    Number.isNaN(x) ? infinity | (1n << (bits - 1n))
    : size === Infinity ? infinity
    : size < formats[name].leastNormal ? BigInt(size / formats[name].least)
    : normal(size, precision, emin)
  return (sign | magnitude).toString(16).padStart(widths[name] / 4, '0')
}

/**
 * The number that a word stands for, or undefined where it is none of the format's canonical words.
 */
export const numberOf = (word: string, name: FormatName): number | undefined => {
  if (!new RegExp(`^[0-9a-f]{${widths[name] / 4}}$`).test(word)) return undefined
  const x = valueOf(BigInt(`0x${word}`), formats[name], widths[name])
  return wordOf(x, name) === word ? x : undefined
}

/** Every number of the arguments of a call in order, as the word of its binary64, in runs. */
export const wordsOf = (args: readonly unknown[]): string[] => {
  let [last, word]: [number, string] = [0, wordOf(0, 'binary64')]
  const words = numbersIn(args).map((x) => {
    if (!Object.is(x, last)) [last, word] = [x, wordOf(x, 'binary64')]
    return word
  })
  // Runs of texts are texts.
  return inRuns(words) as string[]
}

/** The formats that hold a call exactly: its logits, targets and weights; labels are of none. */
export const exactIn = (operation: OperationName, args: readonly unknown[]): FormatName[] =>
  formatNames.filter((name) =>
    mayAsk(operation, args, { numbers: { logits: formats[name], targets: formats[name] } }),
  )

/** The exponent, biased by emax = 1 - emin, above the bits behind the leading one. */
const normal = (size: number, precision: number, emin: number): bigint => {
  view.setFloat64(0, size)
  const exponent = ((view.getUint16(0) >> 4) & 0x7ff) - 1023
  const binary64 = view.getBigUint64(0) & 0xfffffffffffffn
  return exponent === -1023 ? binary64 : (
      (BigInt(exponent - emin + 1) << BigInt(precision - 1)) | (binary64 >> BigInt(53 - precision))
    )
}
const view = new DataView(new ArrayBuffer(8))

const valueOf = (word: bigint, { precision, emin, emax, least }: Format, width: number): number => {
  const bits = BigInt(precision - 1)
  const sign = word >> BigInt(width - 1) ? -1 : 1
  const biased = Number((word >> bits) & BigInt(2 * emax + 1))
  const fraction = Number(word & ((1n << bits) - 1n))
  if (biased === 2 * emax + 1) return fraction === 0 ? sign * Infinity : NaN
  return (
    sign
    * (biased === 0 ?
      fraction * least
    : (1 + fraction * 2 ** (1 - precision)) * 2 ** (biased - 1 + emin))
  )
}
