import type { Implementation } from '../../contract/implementation.ts'
import { numbersIn } from '../../contract/literal.ts'
import type { OperationName } from '../../contract/operations.ts'
import { policies } from '../../contract/policies.ts'
import { shapeOf, type Shape } from '../../contract/shape.ts'
import { reference } from '../../core/reference.ts'

/**
 * Homework that computes nothing: each answers in the shape that the table of operations asks for,
 * and declares of every policy what suits it.
 */
export const nonsenseOf = (operations: readonly OperationName[]): readonly Implementation[] => [
  answering('zeros', operations, () => 0, 'zero'),
  answering('ones', operations, () => 1),
  answering('halves', operations, () => 0.5),
  answering('equal shares', operations, (_, { of }) => 1 / of, 'uniform'),
  answering('the identity', operations, (logits, { i }) => logits[i] ?? 0),
  answering('NaN', operations, () => NaN, 'nan'),
]

/** An entry of a vector: which it is, and of how many. */
type Place = { readonly i: number; readonly of: number }

const answering = (
  name: string,
  operations: readonly OperationName[],
  entry: (logits: readonly number[], place: Place) => number,
  choice?: string,
): Implementation => ({
  ...reference,
  name,
  policies: {
    ...reference.policies,
    // A choice of a policy's own list.
    ...(Object.fromEntries(
      Object.entries(policies)
        .filter(([, choices]) => choices.some((it) => it === choice))
        .map(([policy]) => [policy, choice]),
    ) as Implementation['policies']),
  },
  // The shape is that of each operation, which their types say one by one.
  operations: Object.fromEntries(
    operations.map((operation) => [
      operation,
      (...args: unknown[]) => inShape(shapeOf(operation, args), args[0], entry),
    ]),
  ) as Implementation['operations'],
})

const inShape = (
  shape: Shape,
  logits: unknown,
  entry: (logits: readonly number[], place: Place) => number,
): unknown => {
  const vector = (of: number, from: unknown): number[] =>
    Array.from({ length: of }, (_, i) => entry(numbersIn(from), { i, of }))
  if (shape === 'number') return vector(1, logits)[0]
  if ('vector' in shape) return vector(shape.vector, logits)
  return shape.rows.map((of, n) => vector(of, (logits as readonly unknown[])[n]))
}
