import {
  rowOf,
  type ArgumentKind,
  type Arguments,
  type OperationName,
  type operations,
  type Result,
} from '../../contract/operations.ts'
import { alike } from '../../arithmetic/alike.ts'
import { recent } from '../../arithmetic/recent.ts'
import * as batches from './batches.ts'
import type { Grants } from './grants.ts'
import * as logits from './logits.ts'
import * as rows from './rows.ts'
import { spread, type Spread } from './spread.ts'

/** A function from arguments, logits as their spread, to a budget for each number of the result. */
type Budget<O extends OperationName> = (...args: [...Spreads<O>, Grants]) => Result<O>
type Spreads<O extends OperationName> = SpreadsOf<(typeof operations)[O]['takes'], Arguments<O>>
type SpreadsOf<Kinds extends readonly ArgumentKind[], Args extends readonly unknown[]> = {
  -readonly [K in keyof Kinds]: Kinds[K] extends 'logits' ? Spread
  : K extends keyof Args ? Args[K]
  : never
}

/** What each operation may be off by: one without a budget is a type error. */
export const budgetFor = { ...rows, ...logits, ...batches } satisfies {
  readonly [O in OperationName]: Budget<O>
}

/** Numbers in the shape of a result. */
export type Entries = number | readonly number[] | readonly (readonly number[])[]

/** What a result at these arguments may be off by, each number of it: absolute. */
export const budgetOf = (
  operation: OperationName,
  args: readonly unknown[],
  k: Grants,
): Entries => {
  // The table gives each budget the arguments of its operation.
  const budget = budgetFor[operation] as (...args: readonly unknown[]) => Entries
  const { takes } = rowOf(operation)
  if (takes[0] !== 'logits') return budget(...args, k)
  const { of, expand } = inGroups(operation, args)
  const each = budget(...of, k)
  return isList(each) ? expand(each as number[]) : each
}

/** The arguments of an operation on a row for each group of classes that are alike. */
const inGroups = recent((operation: OperationName, args: readonly unknown[]) => {
  const { takes } = rowOf(operation)
  const label = args[takes.indexOf('label')] as number | undefined
  const { pick, expand, groupOf, counts } = alike(args.filter(isList), label)
  const picked = args.map((x, i) =>
    takes[i] === 'logits' ? spread(pick(x as number[]), counts)
    : takes[i] === 'label' ? groupOf(label ?? NaN)
    : isList(x) ? pick(x)
    : x,
  )
  return { of: picked, expand }
})

const isList = (x: unknown): x is readonly unknown[] => Array.isArray(x)
