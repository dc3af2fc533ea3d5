import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { centralDifference, powerOfTen } from '../../src/calculus/difference.ts'
import { heads, type HeadName } from '../../src/core/heads.ts'
import { losses } from '../../src/core/losses.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import clipsProbability from '../../src/mistakes/cross-entropy-clips-probability.ts'
import { exactOf } from '../../src/calculus/slope.ts'

const apart = (gap: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => (i === 0 ? gap / 2 : -gap / 2))
const engine = heads(binary64)
const { crossEntropy, crossEntropyGradient } = clipsProbability.implementation.operations

/**
 * What the page's own words for a number mean, in terms of the engine alone: nothing here comes
 * from the page.
 */
const meaning = {
  heads: engine,
  lessons,
  apart,
  binary64,
  fifty: bigfloat(168, 'nearest'),
  clipped: { loss: crossEntropy, gradient: crossEntropyGradient },
  sum: (xs: readonly number[]) => xs.reduce((a, b) => a + b),
  pointOf: (name: string, z: number[]) =>
    name === 'softmax' ? engine.softmax.predict(z)
    : name.startsWith('corner ') ? engine.softmax.predict(name.slice(7).split(', ').map(Number))
    : engine.sigmoidThenSoftmax.predict(z),
  raced: (head: HeadName, start: string, n: number, steps: number) => {
    let z: number[] = Array.from({ length: n }, (_, i) =>
      start === 'zero' ? 0
      : i === 0 ? -5
      : 5,
    )
    for (let step = 0; step < steps; step++)
      z = engine[head].gradient(z, 0).map((g, i) => (z[i] ?? NaN) - g)
    return engine[head].loss(z, 0)
  },
  stepError: <T>(k: Arithmetic<T>, order: 2 | 4, offset: number, n: number): number => {
    const z = [1, 2, 3].map((x) => k.from(x + offset))
    const { slope } = centralDifference(
      k,
      (t: T) =>
        losses(k).crossEntropy(
          z.map((x, i) => (i === 0 ? k.add(x, t) : x)),
          0,
        ),
      powerOfTen(k, -n),
      order,
    )
    const fine = bigfloat(400, 'nearest')
    const truth =
      losses(fine).crossEntropyGradient(
        [1, 2, 3].map((x) => fine.from(x + offset)),
        0,
      )[0] ?? fine.from(NaN)
    return Math.abs(fine.toNumber(fine.div(fine.sub(exactOf(k, slope, 60), truth), truth)))
  },
}

/**
 * A number of the page, computed anew from what the page says that it is; x is the key of its row.
 */
export const meant = (of: string, x?: string | number): number => {
  const names = Object.keys(meaning)
  return new Function(...names, 'x', `return ${of}`)(...Object.values(meaning), x) as number
}

/**
 * Whether the page holds the very double, or one as near as the last bits of another browser's exp
 * and log allow.
 */
export const agrees = (of: string, x: unknown, value: number, truth: number): boolean => {
  const [, step] = /stepError\(binary64, 2, \d+, (\w+)\)/.exec(of) ?? []
  const noise = step === undefined ? 0 : 1e-15 * 10 ** Number(step === 'x' ? x : step)
  return (
    Object.is(value, truth)
    || value === truth
    || Math.abs(value - truth) <= noise + (of.startsWith('raced') ? 1e-12 : 8e-16) * Math.abs(truth)
  )
}
