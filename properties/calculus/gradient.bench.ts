import { bench, describe } from 'vitest'
import { losses } from '../../src/core/losses.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import type { ScalarFunction, VectorFunction } from '../../src/calculus/derivatives.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'

const decimals = (digits: number) => decimal(digits, 'nearest')

/** Each takes seconds to minutes: once is enough to see how the cost grows. */
const once = { time: 0, iterations: 1, warmupTime: 0, warmupIterations: 0 }

const loss: ScalarFunction = (k, z) => losses(k).crossEntropy(z, 0)
const gradient: VectorFunction = (k, z) => losses(k).crossEntropyGradient(z, 0)
const logits = (n: number): number[] => Array.from({ length: n }, (_, i) => ((i * 37) % 64) / 8 - 4)
const direction = (n: number): number[] =>
  Array.from({ length: n }, (_, i) => ((i * 29) % 16) / 8 - 1)

describe('the gradient of cross-entropy along one direction, at 50 digits, with a number of classes', () => {
  for (const n of [3, 10, 100, 1000])
    bench(
      `${n}`,
      () => void gradientCheck(loss, gradient, logits(n), { along: [direction(n)] }),
      once,
    )
})
describe('every entry of it, at 50 digits, decimal.js, with a number of classes', () => {
  for (const n of [3, 10, 100])
    bench(
      `${n}`,
      () =>
        void gradientCheck(loss, gradient, logits(n), {
          arithmetic: decimals,
          along: 'coordinates',
        }),
      once,
    )
})
describe('every entry of it, at 50 digits, bigfloat, with a number of classes', () => {
  for (const n of [3, 10, 100])
    bench(
      `${n}`,
      () => void gradientCheck(loss, gradient, logits(n), { along: 'coordinates' }),
      once,
    )
})
describe('it as a whole, at 50 digits, bigfloat, with a number of classes', () => {
  for (const n of [3, 10, 100, 1000])
    bench(`${n}`, () => void gradientCheck(loss, gradient, logits(n)), once)
})
