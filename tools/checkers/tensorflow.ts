import { everyCase } from './cases.ts'
import { checker, type Checker } from './checker.ts'
import { jacobians, subjectsOf, type Differentiable } from './differentiable.ts'

/** The greatest absolute difference between the two Jacobians, at a step that is a power of two. */
export const agreesNearly = (f: Differentiable): boolean => {
  const { analytic, numeric } = jacobians(f, 1 / 1024)
  return analytic.every((row, i) =>
    row.every((a, j) => Math.abs(a - (numeric[i]?.[j] ?? NaN)) < 1e-4),
  )
}

export const computeGradient: Checker = checker({
  name: 'TensorFlow compute_gradient',
  of: 'gradients',
  source: 'https://www.tensorflow.org/api_docs/python/tf/test/compute_gradient',
  rule:
    'max |a − n| < 1e-4 over the Jacobian, h = 1/1024: it returns the two, and who calls it '
    + 'sets the bound; 5e-8, as its tests of softmax cross-entropy set, rejects our core here',
  inputs: 'standard normal logits in float64: 5 classes, batches of 4 rows, three of each',
  subjects: subjectsOf(everyCase, agreesNearly),
})
