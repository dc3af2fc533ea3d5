import type { FormatName } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { numbersIn } from '../../src/contract/literal.ts'
import { rowOf, type OperationName } from '../../src/contract/operations.ts'
import type { policies, PolicyName } from '../../src/contract/policies.ts'
import type { Outcome, Recorded } from '../../src/records/fixture.ts'
import { countOf } from '../../src/records/names.ts'
import { certify, certifyEntries } from './certify.ts'

/** What must come of a call: its result, or that of each choice of a policy, or its refusal. */
export const outcomeOf = (
  operation: OperationName,
  args: readonly unknown[],
  names: readonly FormatName[],
  policy: PolicyName | undefined,
): Outcome => {
  if (policy === undefined) return { result: certify(operation, args, names) }
  if (policy === 'labelOutOfRange') return { error: policy }
  return {
    policy: {
      name: policy,
      results: Object.fromEntries(
        Object.entries(makersOf(operation)[policy] ?? {}).map(([choice, make]) => [
          choice,
          make(operation, args, names),
        ]),
      ),
    },
  }
}

type Maker = (
  operation: OperationName,
  args: readonly unknown[],
  names: readonly FormatName[],
) => Recorded

/** p(i) / q(n) in each of n entries. */
const entries =
  (p: (i: number, args: readonly unknown[]) => number, q: (n: number) => number): Maker =>
  (operation, args, names) => {
    const n = countOf(operation, args)
    return certifyEntries(
      (k) =>
        Array.from({ length: n }, (_, i) => {
          const x = p(i, args)
          return Number.isNaN(x) ? x : k.div(k.from(x), k.from(q(n)))
        }),
      names,
    )
  }
const one = () => 1
const nan = entries(() => NaN, one)
const zero = entries(() => 0, one)
/** The result in which a target that is no probability is NaN: its own entry, or what sums them. */
const nanFromTargets: Maker = (operation, args, names) => {
  const isLegal = (t: number): boolean => t >= 0 && t <= 1
  const spoilt = (x: unknown): unknown =>
    Array.isArray(x) ? x.map(spoilt)
    : isLegal(x as number) ? x
    : NaN
  const place = rowOf(operation).takes.findIndex((kind) => kind === 'target' || kind === 'targets')
  return certify(operation, args.with(place, spoilt(args[place])), names)
}
const uniform = entries(one, (n) => n)
/** NaN at infinite logits, and 0 at all others. */
const mixed = entries((i, args) => (at(numbersIn(args), i) === Infinity ? NaN : 0), one)

type Makers = {
  readonly [P in PolicyName]?: Readonly<Partial<Record<(typeof policies)[P][number], Maker>>>
}
const makersOf = (operation: OperationName): Makers =>
  rowOf(operation).role === 'value' ? values : slopes

/**
 * What each choice makes of a value. One that leaves open which of several values it is, such as NaN
 * or the limit, has no result.
 */
const values: Makers = {
  allNegInfRow: { nan, zero, uniform },
  posInfLogit: { nan, limit: certify, mixed },
  infiniteLogit: { limit: certify },
  allIgnoredMean: { nan, zero },
  targetOutOfRange: { nan: nanFromTargets, formula: certify },
  nan: { row: certify },
}

/** The same of a gradient or a pull-back: what is constant has the slope 0. */
const slopes: Makers = {
  allNegInfRow: { zero, uniform: zero },
  posInfLogit: { limit: zero },
  infiniteLogit: { limit: certify },
  allIgnoredMean: { zero },
  targetOutOfRange: { nan: nanFromTargets, formula: certify },
}
