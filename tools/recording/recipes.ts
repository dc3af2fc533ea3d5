import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import type { FormatName } from '../../src/arithmetic/format.ts'
import { at, greatest } from '../../src/arithmetic/sequence.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { certifyEntries } from './certify.ts'
import type { Budget, Recorded } from '../../src/records/fixture.ts'
import { budgetsOf } from './record-case.ts'
import { sha256OfBytes } from '../../src/records/sha256.ts'
import { exactIn } from '../../src/records/words.ts'

/**
 * Logits that are too many to ship: z_i = ((multiplier i + increment) mod modulus - subtract) /
 * divisor, but z_i = x for each [i, x] of `set`.
 */
export type Recipe = {
  readonly n: number
  readonly multiplier: number
  readonly increment: number
  readonly modulus: number
  readonly subtract: number
  readonly divisor: number
  readonly set: readonly (readonly [index: number, value: number])[]
}

/** A call on such logits: with a label, or of which some entries are told. */
export type LongCall = {
  readonly operation: OperationName
  readonly recipe: Recipe
  readonly label?: number
  readonly entries?: readonly number[]
}

/** A long vector's case: what its numbers hash to, and what must come of them. */
export type LongCase = { readonly id: string; readonly rev: number } & LongCall & {
    /** The SHA-256 of the logits, 8 bytes each, big-endian. */
    readonly digest: string
    readonly exactIn: readonly FormatName[]
    readonly result: Recorded
    readonly budget: { readonly textbook: Budget; readonly accurate?: Budget }
    readonly kills: readonly string[]
    readonly hash: string
  }
/** What other layers and earlier versions know of a long case. */
export type UncountedLong = Omit<LongCase, 'rev' | 'kills' | 'hash'>

export const logitsOf = ({
  n,
  multiplier,
  increment,
  modulus,
  subtract,
  divisor,
  set,
}: Recipe): number[] => {
  const z = Array.from(
    { length: n },
    (_, i) => (((multiplier * i + increment) % modulus) - subtract) / divisor,
  )
  for (const [i, x] of set) z[i] = x
  return z
}

export const argumentsOf = ({ recipe, label }: LongCall): readonly unknown[] => [
  logitsOf(recipe),
  ...(label === undefined ? [] : [label]),
]

/**
 * A long case, certified. Equal logits are summed once, times their number: no other algebra is
 * needed.
 */
export const recordLong = (id: string, call: LongCall): UncountedLong => {
  const args = argumentsOf(call)
  const z = logitsOf(call.recipe)
  const names = exactIn(call.operation, args)
  const result = certifyEntries((k) => evaluateLong(k, call, z), names)
  const budget = budgetsOf(call.operation, args, result, names, call.entries)
  return { id, ...call, digest: digestOfNumbers(z), exactIn: names, result, budget }
}

/**
 * The core's identities about the greatest logit, over the different ones and how many there are of
 * each.
 */
export const evaluateLong = <T extends object>(
  k: Arithmetic<T>,
  { operation, label = 0, entries = [] }: LongCall,
  z: readonly number[],
): T[] => {
  const counts = new Map<number, number>()
  for (const x of z) counts.set(x, (counts.get(x) ?? 0) + 1)
  const peak = greatest([...counts.keys()])
  const weight = (x: number): T => k.exp(k.sub(k.from(x), k.from(peak)))
  const terms = [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([x, count]) => k.mul(k.from(x === peak ? count - 1 : count), weight(x)))
  const excess = terms.reduce(k.add, k.from(0))
  switch (operation) {
    case 'softmax':
      return entries.map((i) => k.div(weight(at(z, i)), k.add(k.from(1), excess)))
    case 'logSumExp':
      return [k.add(k.from(peak), k.log1p(excess))]
    case 'crossEntropy':
      return [k.add(k.sub(k.from(peak), k.from(at(z, label))), k.log1p(excess))]
    default:
      throw new Error(`expected softmax, logSumExp or crossEntropy, but received ${operation}`)
  }
}

const digestOfNumbers = (z: readonly number[]): string => {
  const bytes = new DataView(new ArrayBuffer(8 * z.length))
  z.forEach((x, i) => bytes.setFloat64(8 * i, x))
  return sha256OfBytes(new Uint8Array(bytes.buffer))
}
