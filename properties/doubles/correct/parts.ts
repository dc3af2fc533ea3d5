import { at } from '../../../src/arithmetic/sequence.ts'
import type { Machine } from './machine.ts'
import { shifted, type Mass, type MassOf } from './masses.ts'
import { natural, type Powers } from './powers.ts'
import { sequential, type Sum } from './sums.ts'

/** How an algorithm goes about its work. What is left out is what most people write. */
export type Algorithm = {
  readonly sum?: Sum
  readonly powers?: Powers
  readonly mass?: MassOf
  /** -log p_y as (m - z_y) + log S, or as lse - z_y. */
  readonly loss?: 'gap' | 'lse'
  /** p as e^(z - m) / S, as e^(z - m) (1 / S), or as e^(z - lse). */
  readonly probabilities?: 'quotient' | 'reciprocal' | 'lse'
  /** 1 / (1 + e^-x), or (1 + tanh(x / 2)) / 2. */
  readonly sigmoid?: 'exp' | 'tanh'
  /** max(x, 0) + log1p(e^-|x|), or with log(1 + e^-|x|). */
  readonly softplus?: 'log1p' | 'log'
  /** BCE as t softplus(-x) + (1 - t) softplus(x), or as max(x, 0) - x t + log1p(e^-|x|). */
  readonly binary?: 'weighted' | 'torch'
  /** A mean over N as a quotient, as a product with 1/N, or as a sum of quotients. */
  readonly mean?: 'quotient' | 'reciprocal' | 'terms'
  /** A VJP as g times the gradient, or as the difference of terms that g multiplies. */
  readonly pull?: 'gradient' | 'terms'
  /** What a label that is no class gives. */
  readonly label?: 'error' | 'nan'
  /** What a target outside [0, 1] gives: what the formula does, unless said. */
  readonly target?: 'error' | 'nan'
  /** softmax where a logit is +Infinity: what comes of it, or the limit. */
  readonly infinite?: 'limit'
}

/** An algorithm on a machine, with nothing left out. */
export type Parts = {
  readonly k: Machine
  readonly algorithm: Algorithm
  readonly powers: ReturnType<Powers>
  readonly sum: (xs: readonly number[]) => number
  /** log sum_j e^(z_j), infinite where the greatest logit is. */
  readonly logSumExp: (z: readonly number[]) => number
  readonly softmax: (z: readonly number[]) => number[]
  /** -log p_i for every class of a row. */
  readonly surprises: (z: readonly number[]) => (i: number) => number
}

export const partsOf = (k: Machine, algorithm: Algorithm): Parts => {
  const { sum = sequential, mass = shifted, loss = 'gap', probabilities = 'quotient' } = algorithm
  const powers = (algorithm.powers ?? natural)(k)
  const massOf = mass(k, powers, sum)

  const logSumExp = (z: readonly number[]): number => {
    const { peak, whole } = massOf(z)
    return Math.abs(peak) === Infinity ? peak : k.add(peak, powers.log(whole))
  }
  const known = (z: readonly number[]): Mass => ({ peak: logSumExp(z), whole: 1 })
  const softmax = (z: readonly number[]): number[] => {
    const { peak, whole } = (probabilities === 'lse' ? known : massOf)(z)
    const exps = z.map((x) => powers.from(peak)(x))
    if (probabilities === 'quotient') return exps.map((e) => k.div(e, whole))
    const share = k.div(1, whole)
    return exps.map((e) => k.mul(e, share))
  }
  const surprises = (z: readonly number[]) => {
    const { peak, whole } = (loss === 'lse' ? known : massOf)(z)
    const floor = powers.log(whole)
    return (i: number): number => k.add(k.sub(peak, at(z, i)), floor)
  }
  return {
    k,
    algorithm,
    powers,
    sum: (xs) => sum(k, xs),
    logSumExp,
    softmax: algorithm.infinite ? (z) => softmax(atLimit(z)) : softmax,
    surprises,
  }
}

/** Logits of +Infinity are equal, and the others out of their reach. */
const atLimit = (z: readonly number[]): readonly number[] =>
  z.includes(Infinity) && !z.some(Number.isNaN) ? z.map((x) => (x === Infinity ? 0 : -Infinity)) : z
