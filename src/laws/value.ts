import type { Format } from '../arithmetic/format.ts'
import {
  rowOf,
  type ArgumentKind,
  type Arguments,
  type OperationName,
  type operations,
  type Result,
} from '../contract/operations.ts'
import type { OptionName, Reduction } from '../contract/options.ts'
import { spread, type Spread } from './budgets/softmax.ts'
import type { Tier } from './law.ts'

/** A law of the form: the operation equals the oracle within this budget. */
export type Value<O extends OperationName> = {
  readonly id: string
  readonly tier: Tier
  /** What each number of the result may be off by. */
  readonly budget: Budget<O>
  /** The arguments that the law speaks of, where it does not speak of all. */
  readonly premise?: (...args: [...Arguments<O>, Format]) => boolean
  /** The argument that names the entry which the law speaks of, where it speaks of one. */
  readonly only?: 'label'
  /** Of a batch: the reduction and the options under which the law asks for it. */
  readonly under?: Reduction
  readonly needs?: readonly OptionName[]
}

/** A function from arguments, logits as their spread, to a budget for each number of the result. */
export type Budget<O extends OperationName> = (...args: [...Spreads<O>, Format]) => Result<O>
type Spreads<O extends OperationName> = SpreadsOf<(typeof operations)[O]['takes'], Arguments<O>>
type SpreadsOf<Kinds extends readonly ArgumentKind[], Args extends readonly unknown[]> = {
  -readonly [K in keyof Kinds]: Kinds[K] extends 'logits' ? Spread
  : Kinds[K] extends 'rows' ? Spread[]
  : K extends keyof Args ? Args[K]
  : never
}

/** A row of the table for readers to whom all operations are alike. */
export type AnyValue = Omit<Value<OperationName>, 'budget' | 'premise'> & {
  readonly budget: AnyBudget
  readonly premise?: (...args: readonly unknown[]) => boolean
}
export type AnyBudget = (...args: readonly unknown[]) => Numbers
/** Numbers in the shape of a result. */
export type Numbers = number | readonly number[] | readonly (readonly number[])[]

/** What a budget grants a result at these arguments. */
export const budgetAt = (
  operation: OperationName,
  budget: AnyBudget,
  args: readonly unknown[],
  format: Format,
): Numbers => budget(...args.map((x, i) => spreads(rowOf(operation).takes[i], x)), format)

const spreads = (kind: ArgumentKind | undefined, x: unknown): unknown =>
  kind === 'logits' ? spread(x as number[])
  : kind === 'rows' ? (x as number[][]).map(spread)
  : x
