import { formats } from '../../src/arithmetic/format.ts'
import { call, checker, type Checker, type Subject } from './checker.ts'
import { uniforms } from './random.ts'
import { valuesAgree } from './value-check.ts'

/**
 * The distance of two floats in steps from one float to the next, the number line being that of
 * their words.
 */
const steps = (x: number, y: number): number =>
  Number.isNaN(x) || Number.isNaN(y) ? NaN : Math.abs(place(x) - place(y))
const place = (x: number): number => {
  const [word = 0] = new Int32Array(Float32Array.of(x).buffer)
  return word < 0 ? -(word + 2 ** 31) : word
}

/** Rows of 6 and of 4 classes, as its tensors of 24 have, within ±9.6. */
const rows = [6, 6, 4, 4, 3, 2].flatMap((n) =>
  ['a', 'b', 'c', 'd'].map((name) =>
    uniforms(`checkers/webnn/${n}/${name}`)(n).map((x) => Math.fround(19.2 * x - 9.6)),
  ),
)

export const webnn: Checker = checker({
  name: 'WPT WebNN softmax',
  of: 'values',
  source: 'https://github.com/web-platform-tests/wpt/tree/master/webnn/conformance_tests',
  rule: `at most 3n + 3 ulp of binary32 (u = 2^-${formats.binary32.precision}) for n classes`,
  inputs: 'rows of 2 to 6 classes, uniform within ±9.6, in float32',
  subjects: rows.map((z): Subject => ({
    uses: ['softmax'],
    passes: valuesAgree(
      (it) => call(it, 'softmax', [...z]),
      (x, y, n) => steps(x, y) <= 3 * n + 3,
    ),
  })),
})
