import { formats, roundNumber } from '../../../src/arithmetic/format.ts'
import { at } from '../../../src/arithmetic/sequence.ts'
import { formatNames } from '../../../src/records/words.ts'

/**
 * Uniform numbers in [0, 1) from a name, the same everywhere: xorshift32 (Marsaglia, 2003), 24 bits
 * of each state.
 */
export const generator = (name: string): (() => number) => {
  let state =
    [...`losslaws/${name}`].reduce(
      (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193),
      0x811c9dc5,
    ) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 8) & 0xffffff) / 2 ** 24
  }
}

/** Numbers of a format, each in turn, in (-reach, reach), with all the bits that it has. */
export const drawnNumbers = (
  random: () => number,
  count: number,
  reach: number,
  turn: number,
): number[] => {
  const format = formats[at(formatNames, turn % formatNames.length)]
  return Array.from({ length: count }, () =>
    roundNumber((2 * (random() + random() * 2 ** -24) - 1) * reach, format),
  )
}

/** Vectors of two to four logits: close together, saturated, far apart. */
export const drawnLogits = (name: string, count: number): number[][] => {
  const random = generator(name)
  return Array.from({ length: count }, (_, k) =>
    drawnNumbers(random, 2 + Math.floor(random() * 3), at([3, 30, 300], k % 3), k),
  )
}

/** Weights in [0, 1], of 8 bits, so that every format holds them. */
export const drawnWeights = (random: () => number, count: number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * 129) / 128)

/** Signed entries in eighths. */
export const drawnCotangent = (random: () => number, count: number): number[] =>
  Array.from({ length: count }, () => (Math.floor(random() * 65) - 32) / 8)
