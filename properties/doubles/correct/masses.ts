import { greatest } from '../../../src/arithmetic/sequence.ts'
import type { Machine } from './machine.ts'
import type { Powers } from './powers.ts'
import type { Sum } from './sums.ts'

/** The sum of e^z as whole e^peak; whole is NaN where the sum has no value. */
export type Mass = { readonly peak: number; readonly whole: number }
/** A way to sum e^z over a row. */
export type MassOf = (k: Machine, powers: ReturnType<Powers>, sum: Sum) => (z: Row) => Mass
type Row = readonly number[]

/** Two passes: the greatest logit, then the sum of what is left of each. */
export const shifted: MassOf = (k, powers, sum) => (z) => {
  const peak = greatest(z)
  return { peak, whole: sum(k, z.map(powers.from(peak))) }
}

/**
 * One pass: where a logit exceeds all before it, their sum is scaled down (Milakov and Gimelshein
 * 2018). A masked logit leaves it as it was, and NaN is its value from there on.
 */
export const online: MassOf = (k, powers) => (z) => {
  let [peak, whole] = [-Infinity, 0]
  for (const x of z) {
    if (x === -Infinity) continue
    if (Number.isNaN(x)) return { peak: NaN, whole: NaN }
    if (x > peak) {
      whole = k.accumulate(peak === -Infinity ? 0 : k.mul(whole, powers.from(x)(peak)), 1)
      peak = x
    } else whole = k.accumulate(whole, powers.from(peak)(x))
  }
  return { peak, whole }
}

/** Blocks of so many logits, each shifted by its own greatest, and merged one after another. */
export const blocks =
  (size: number): MassOf =>
  (k, powers, sum) => {
    const massOfBlock = shifted(k, powers, sum)
    const merged = (a: Mass, b: Mass): Mass => {
      if (b.peak === -Infinity) return a
      const peak = Math.max(a.peak, b.peak)
      const scaled = ({ peak: own, whole }: Mass): number =>
        own === -Infinity ? 0 : k.mul(whole, powers.from(peak)(own))
      return { peak, whole: k.accumulate(scaled(a), scaled(b)) }
    }
    return (z) =>
      z
        .flatMap((_, i) => (i % size === 0 ? [massOfBlock(z.slice(i, i + size))] : []))
        .reduce(merged, { peak: -Infinity, whole: 0 })
  }

/** log(e^a + e^b) from logit to logit: in sequence up to 16 of them, by halves where there are more. */
export const folded: MassOf = (k, powers) => {
  const together = (a: number, b: number): number => {
    if (a === b) return k.accumulate(a, k.read(Math.LN2))
    const peak = Math.max(a, b)
    return k.accumulate(peak, k.log1p(powers.from(peak)(Math.min(a, b))))
  }
  const fold = (z: Row): number =>
    z.length > 16 ?
      together(fold(z.slice(0, z.length >> 1)), fold(z.slice(z.length >> 1)))
    : z.reduce(together)
  return (z) => ({ peak: fold(z), whole: 1 })
}
