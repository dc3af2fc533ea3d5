import { everyCase } from './cases.ts'
import { checker, dot, type Checker } from './checker.ts'
import { columnsInPlace, subjectsOf, type Differentiable } from './differentiable.ts'
import { normals } from './random.ts'

/**
 * |a − n| / (|a| + |n|) at each coordinate of a scalar: a loss, or a vector against a random
 * cotangent. 0/0 agrees.
 */
export const agreesRelatively = (f: Differentiable, turn: number): boolean => {
  const g = f.values([...f.at]).length === 1 ? [1] : normals(`checkers/cs231n/${turn}`)(f.at.length)
  const analytic = f.pullBack([...f.at], g)
  const numeric = columnsInPlace(f, 1e-5).map((column) => dot(column, g))
  return analytic.every((a, j) => {
    const n = numeric[j] ?? NaN
    return a === n || Math.abs(a - n) / (Math.abs(a) + Math.abs(n)) <= 1e-4
  })
}

export const cs231n: Checker = checker({
  name: 'CS231n gradient check',
  of: 'gradients',
  source: 'https://cs231n.github.io/neural-networks-3/#gradcheck',
  rule:
    '|a − n| / (|a| + |n|) ≤ 1e-4 at every coordinate, h = 1e-5: '
    + 'above, the notes say, is too high where there is no kink',
  inputs:
    'standard normal logits in float64: 5 classes, batches of '
    + '4 rows, three of each; vectors against a normal cotangent',
  subjects: subjectsOf(everyCase, agreesRelatively),
})
