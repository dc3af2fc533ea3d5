import { dot } from './checker.ts'
import { centralDifference, type Differentiable } from './differentiable.ts'
import { normals } from './random.ts'

/**
 * The reverse mode of JAX's check_grads in float64: wᵀJv for normal v and w, by pull-back and by a
 * difference, to 1e-5 + 1e-5 |n|, with a step of 1e-4 v
 * (https://github.com/jax-ml/jax/blob/main/jax/_src/public_test_util.py). The contract has no
 * forward mode.
 */
export const agreesInReverse = (f: Differentiable, turn: number): boolean => {
  const random = normals(`checkers/jax/${turn}`)
  const v = random(f.at.length)
  const moved = centralDifference(f, v, 1e-4)
  const w = random(moved.length)
  const n = dot(moved, w)
  return Math.abs(dot(f.pullBack([...f.at], w), v) - n) <= 1e-5 + 1e-5 * Math.abs(n)
}
