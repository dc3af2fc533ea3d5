import type { Machine } from './machine.ts'

/** A way to exponentials and logarithms. */
export type Powers = (k: Machine) => {
  /** e^(x - peak) as a function of x. It may have a factor near 1 that depends on the peak alone. */
  readonly from: (peak: number) => (x: number) => number
  /** The natural logarithm. */
  readonly log: (x: number) => number
}

export const natural: Powers = (k) => ({
  from: (peak) => (x) => k.exp(k.sub(x, peak)),
  log: k.log,
})

/** 2^(x log2(e) - peak log2(e)), as processors have powers of 2. */
export const binary: Powers = (k) => {
  const [log2e, ln2] = [k.read(Math.LOG2E), k.read(Math.LN2)]
  return {
    from: (peak) => {
      const shift = k.mul(peak, log2e)
      return (x) => k.exp2(k.sub(k.mul(x, log2e), shift))
    },
    log: (x) => k.mul(k.log2(x), ln2),
  }
}

/**
 * The same with one rounding: the error of peak log2(e) is common to all powers, so that the one at
 * the peak may lie below 1, and the logarithm of a sum that holds it below 0.
 */
export const fused: Powers = (k) => {
  const log2e = k.read(Math.LOG2E)
  return {
    ...binary(k),
    from: (peak) => {
      const shift = -k.mul(peak, log2e)
      return (x) => k.exp2(k.fma(x, log2e, shift))
    },
  }
}
