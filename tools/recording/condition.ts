import { binary64 } from '../../src/arithmetic/binary64.ts'
import { constant, dual, variable } from '../../src/arithmetic/dual.ts'
import { at, greatest, total } from '../../src/arithmetic/sequence.ts'
import { isBatch, rowOf, type OperationName } from '../../src/contract/operations.ts'
import { losses } from '../../src/core/losses.ts'
import { applied, lifted } from '../../src/core/reference.ts'

/**
 * What makes a case hard, in three digits: the gap between the two greatest logits, the greatest
 * logit itself, and kappa, how many times a relative error in the logits counts in the result (in
 * the entry where it counts most). For readers only: inputs are exact, so that kappa widens no
 * budget.
 */
export const conditionOf = (
  operation: OperationName,
  args: readonly unknown[],
  truth: readonly number[],
): Readonly<Record<string, number>> | undefined => {
  const z = Array.isArray(args[0]) ? (args[0] as number[]) : [args[0] as number]
  if (isBatch(operation) || !z.every(Number.isFinite)) return undefined
  const [first = NaN, second = NaN] = z.toSorted((a, b) => b - a)
  const figures = Object.entries({
    gap: first - second,
    offset: Array.isArray(args[0]) ? first : NaN,
    kappa: rowOf(operation).role === 'value' ? kappa(operation, args, z, truth) : NaN,
  })
  const finite = figures
    .filter(([, x]) => Number.isFinite(x))
    .map(([name, x]) => [name, Number(x.toPrecision(3)) + 0])
  return finite.length === 0 ? undefined : Object.fromEntries(finite)
}

const duals = dual(binary64)
const core = losses(duals)

/** max_i sum_j |dy_i/dz_j z_j / y_i|, by dual numbers in doubles. */
const kappa = (
  operation: OperationName,
  args: readonly unknown[],
  z: readonly number[],
  truth: readonly number[],
): number => {
  const [, ...others] = lifted(duals, operation, args)
  const moved = (j: number) =>
    z.map((x, i) => (i === j ? variable(binary64, x) : constant(binary64, x)))
  const slopes = z.map((_, j) => {
    const first = Array.isArray(args[0]) ? moved(j) : at(moved(j), j)
    return [applied(core, operation, [first, ...others])].flat(2).map(({ slope }) => slope)
  })
  return greatest(
    truth.map((y, i) => total(z.map((x, j) => Math.abs((at(at(slopes, j), i) * x) / y)))),
  )
}
