import type { Arithmetic } from '../../arithmetic/arithmetic.ts'
import { at } from '../../arithmetic/sequence.ts'
import type { Classifier } from './network.ts'

/** A point, its label, and how much of the data it stands for: its count, or its probability. */
export type Example<T> = { readonly x: readonly T[]; readonly label: number; readonly weight: T }

/** How far each step goes along the negative gradient, and how many steps there are. */
export type Descent = { readonly rate: number; readonly steps: number }

/** The loss of the examples, averaged by weight. Throws a RangeError where there are none. */
export const meanLoss = <T>(
  k: Arithmetic<T>,
  { loss }: Classifier<T>,
  examples: readonly Example<T>[],
  parameters: readonly T[],
): T => {
  const total = totalWeight(k, examples)
  return k.div(
    examples.map(({ x, label, weight }) => k.mul(weight, loss(parameters, x, label))).reduce(k.add),
    total,
  )
}

/** The gradient of `meanLoss` with respect to the parameters, one entry per parameter. */
export const meanGradient = <T>(
  k: Arithmetic<T>,
  { gradient }: Classifier<T>,
  examples: readonly Example<T>[],
  parameters: readonly T[],
): T[] => {
  const total = totalWeight(k, examples)
  return examples
    .map(({ x, label, weight }) =>
      gradient(parameters, x, label).map((g) => k.mul(k.div(weight, total), g)),
    )
    .reduce((sum, terms) => sum.map((s, i) => k.add(s, at(terms, i))))
}

/**
 * Gradient descent on the mean loss of all examples, with a constant rate: the parameters after so
 * many steps.
 */
export const train = <T>(
  k: Arithmetic<T>,
  classifier: Classifier<T>,
  examples: readonly Example<T>[],
  start: readonly T[],
  { rate, steps }: Descent,
): readonly T[] => {
  let parameters = start
  for (let step = 0; step < steps; step++) {
    const slopes = meanGradient(k, classifier, examples, parameters)
    parameters = parameters.map((p, i) => k.sub(p, k.mul(k.from(rate), at(slopes, i))))
  }
  return parameters
}

/** Throws a RangeError where there is nothing to learn from. */
const totalWeight = <T>(k: Arithmetic<T>, examples: readonly Example<T>[]): T => {
  if (examples.length === 0) throw new RangeError('expected one example or more, but received none')
  return examples.map(({ weight }) => weight).reduce(k.add)
}
