import type { Format } from '../../../src/arithmetic/format.ts'

/**
 * y, off by so many units in the last place at most, the rounding that follows included: the same
 * at the same argument, and without order among neighbours. As in libraries, 0 and 1 are met
 * exactly, and no sign changes. The functions of V8 err by less than a unit in binary64, where a whole number of units
 * is left.
 */
export const astray = (y: number, argument: number, ulps: number, format: Format): number => {
  if (ulps === 0 || y === 0 || y === 1 || !Number.isFinite(y)) return y
  const units =
    format.precision === 53 ?
      Math.round(noise(argument) * Math.floor(ulps - 1))
    : noise(argument) * (ulps - 0.5)
  const moved = y + units * 2 ** (Math.max(exponentOf(y), format.emin) - format.precision + 1)
  return Math.sign(moved) === Math.sign(y) ? moved : 0
}

const view = new DataView(new ArrayBuffer(8))
const exponentOf = (x: number): number => {
  view.setFloat64(0, x)
  return ((view.getUint16(0) >> 4) & 0x7ff) - 1023
}

/** A number in [-1, 1] that looks random, and is a function of the bits of x. */
const noise = (x: number): number => {
  view.setFloat64(0, x)
  const mixed = Math.imul(view.getInt32(0) ^ Math.imul(view.getInt32(4), 0x85ebca6b), 0xc2b2ae35)
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) / 2 ** 31
}
