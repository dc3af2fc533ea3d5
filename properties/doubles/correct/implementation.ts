import { formats, roundNumber } from '../../../src/arithmetic/format.ts'
import type { Implementation } from '../../../src/contract/implementation.ts'
import { numbersOf } from '../../../src/contract/numbers.ts'
import { operationNames, rowOf, type OperationName } from '../../../src/contract/operations.ts'
import { optionNames } from '../../../src/contract/options.ts'
import type { Policies } from '../../../src/contract/policies.ts'
import { given } from '../../../src/contract/given.ts'
import { batchOperations } from './batches.ts'
import { logitOperations } from './logits.ts'
import { machine, narrow, type Habits, type Machine } from './machine.ts'
import { folded, online } from './masses.ts'
import { partsOf, type Algorithm } from './parts.ts'
import { rowOperations } from './rows.ts'

/** An implementation as it is declared, with how it computes. */
export type Design = Pick<Implementation, 'name' | 'format' | 'domain' | 'elementary'>
  & Algorithm & { readonly habits?: Habits }

/** The operations as a design has them: read, computed and rounded into the format of results. */
export const implementation = (design: Design): Implementation => {
  const { name, format, domain, elementary, habits = {} } = design
  const { arithmetic, results } = numbersOf(format)
  const k = machine(arithmetic.name, habits)
  const parts = partsOf(k, design)
  const [rows, logits] = [rowOperations(parts), logitOperations(parts)]
  const { binaryCrossEntropy: loss, binaryCrossEntropyGradient: slope } = logits
  const operations: { readonly [O in OperationName]?: (...args: never[]) => unknown } = {
    ...rows,
    ...logits,
    binaryCrossEntropy: (x: number, target: number) => loss(x, target),
    binaryCrossEntropyGradient: (x: number, target: number) => slope(x, target),
    ...batchOperations(parts, rows, logits),
  }
  const { fault } = habits
  const storing = (operation: OperationName) => {
    const width = results(operation)
    const isFaulty = fault?.place === 'stores' && formats[fault.format].precision < width.precision
    const kept = isFaulty ? narrow(fault.format) : (x: number) => x
    return (x: number): number => roundNumber(kept(x), width)
  }
  return {
    name,
    format,
    ...given({ domain, elementary }),
    options: optionNames,
    policies: policiesOf(design),
    // The table gives each operation the arguments and the result of its type.
    operations: Object.fromEntries(
      operationNames
        .filter((operation) => operation in operations)
        .map((operation) => [
          operation,
          (...args: never[]) =>
            mapped(operations[operation]?.(...read(k, operation, args)), storing(operation)),
        ]),
    ) as Implementation['operations'],
  }
}

/** What comes of infinities, as the algorithm has it: one that knows log S gives [0, NaN] for [0, ∞]. */
const policiesOf = (design: Design): Policies => ({
  allNegInfRow: 'nan',
  posInfLogit:
    design.infinite
    ?? (design.mass === online || design.mass === folded || design.probabilities === 'lse' ?
      'mixed'
    : 'nan'),
  infiniteLogit: design.binary === 'torch' ? 'nan' : 'limit',
  allIgnoredMean: 'nan',
  labelOutOfRange: design.label ?? 'error',
  targetOutOfRange: design.target ?? 'formula',
})

/** The arguments as the machine reads them; labels and options are no numbers of a format. */
const read = (k: Machine, operation: OperationName, args: readonly unknown[]): never[] =>
  args.map((x, i) =>
    ['label', 'labels', 'options'].includes(rowOf(operation).takes[i] ?? '') ? x : (
      mapped(x, k.read)
    ),
  ) as never[]

/** A number, or each of a list, or of a list of lists. */
const mapped = (x: unknown, f: (x: number) => number): unknown =>
  Array.isArray(x) ? x.map((part) => mapped(part, f)) : f(x as number)
