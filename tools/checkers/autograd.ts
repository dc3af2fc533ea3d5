import { everyCase } from './cases.ts'
import { checker, dot, type Checker } from './checker.ts'
import { centralDifference, subjectsOf, type Differentiable } from './differentiable.ts'
import { normals } from './random.ts'

/**
 * wᵀJv for normal v and w, by pull-back and by the difference over a whole step of 1e-6: absolute
 * or relative 1e-6.
 */
export const agreesProjected = (f: Differentiable, turn: number): boolean => {
  const random = normals(`checkers/autograd/${turn}`)
  const v = random(f.at.length)
  const moved = centralDifference(f, v, 5e-7)
  const w = random(moved.length)
  const [a, b] = [dot(f.pullBack([...f.at], w), v), dot(moved, w)]
  return Math.abs(a - b) < 1e-6 || Math.abs(a - b) / Math.abs(a + b) < 1e-6
}

export const checkGrads: Checker = checker({
  name: 'autograd check_grads',
  of: 'gradients',
  source: 'https://github.com/HIPS/autograd/blob/master/autograd/test_util.py',
  rule:
    '|a − n| < 1e-6 or |a − n| / |a + n| < 1e-6 for wᵀJv with normal v, '
    + 'w and a step of 1e-6; first order, since the contract has no second',
  inputs:
    'standard normal logits in float64: 5 classes, batches '
    + 'of 4 rows, three of each, one direction each',
  subjects: subjectsOf(everyCase, agreesProjected),
})
