import type * as fc from 'fast-check'
import type { Domain, Numbers } from '../contract/numbers.ts'
import type { Arguments, OperationName, Result } from '../contract/operations.ts'
import type { OptionName } from '../contract/options.ts'
import type { Policies, PolicyName } from '../contract/policies.ts'
import type { Grants } from './budgets/grants.ts'
import type { Claim } from './claim.ts'
import type { Shapes } from './shapes.ts'

/**
 * A question to the implementation. A raw one hands over these very arguments and takes the very
 * result, unchecked.
 */
export type Call = {
  readonly operation: OperationName
  readonly args: readonly unknown[]
  readonly raw?: true
}

/** What happened at a raw call: the very result, or what was thrown, in words. */
export type Answer = { readonly returned: unknown } | { readonly threw: string }

/**
 * Textbook: right, to a few roundings, for logits moved by a few roundings, as any backward stable
 * algorithm is. Accurate: right for the very logits, as the best algorithm is.
 */
export type Tier = 'textbook' | 'accurate'

/** Which numbers are asked: in which formats, and where the logits lie. */
export type Asked = {
  readonly numbers: Numbers
  /** Where nothing is declared, every logit may be asked. */
  readonly domain?: Domain
  /** How far rows and batches reach, where that is not as far as usual. */
  readonly most?: Shapes
  /** The batch options that may be given, where that is not any. */
  readonly options?: readonly OptionName[]
}

/**
 * Draws inputs that may be asked: readable ones, which make clear witnesses, or raw ones from the
 * whole domain.
 */
export type Inputs<I> = (asked: Asked, style: 'readable' | 'raw') => fc.Arbitrary<I>

/** Inputs of one order of size, and at how many of them a law is tried for a hundred others. */
export type Sweep<I> = { readonly runs: number; readonly inputs: fc.Arbitrary<I> }

/** Inputs of a law that are few enough to judge each of them. */
export type Every<I> = {
  /**
   * Which of its inputs these are, as words behind them: `with logits [x, 0]`; where they are all
   * that it has, nothing.
   */
  readonly form?: string
  /** Each of them that may be asked; nothing where the formats have too many. */
  inputs(asked: Asked): Iterable<I> | undefined
}

/** What a law may rely on while it makes its claims. */
export type Setting = Asked & {
  /** What is declared, and the defaults of what has one. */
  readonly policies: Policies
  /** What budgets are made of, in each tier. */
  readonly textbook: Grants
  readonly accurate: Grants
  /** The operations that the implementation has, and the batch options that it knows. */
  readonly offered: readonly OperationName[]
  readonly options: readonly OptionName[]
}

/** What an implementation must declare to be judged. */
export type Demands = {
  /** The batch options that it supports. */
  readonly needs?: readonly OptionName[]
  /** The policy that it follows. */
  readonly policy?: PolicyName
  /** The choices of that policy that the law applies to, if not to all. */
  readonly choices?: readonly string[]
}

/**
 * A true sentence about the operations. It asks an implementation, and states where the answers
 * must lie.
 */
export type Law<I> = Demands & {
  /** `family/sentence`, such as `softmax/sums-to-one`. */
  readonly id: string
  readonly tier: Tier
  readonly equation: string
  /** Why it holds, in one line. */
  readonly proof: string
  readonly uses: readonly OperationName[]
  /**
   * Whether it is about what a call does beside its result, which a program shows only where it
   * tells.
   */
  readonly effects?: true
  readonly inputs: Inputs<I>
  /** Wide rows and many of them, from one order of size to the next, tried last. */
  readonly sweeps?: (asked: Asked) => readonly Sweep<I>[]
  /** Known hard inputs, tried first; those that may not be asked are left out. */
  readonly examples: readonly I[]
  /**
   * Whether the examples are all the inputs that it has: each of them is judged, and none is drawn.
   */
  readonly recorded?: true
  /** What must be declared at this input, beside what must be declared at all. */
  demands?(input: I): Demands
  /** What an exhaustive trial judges one by one, where formats are narrow. */
  readonly every?: Every<I>
  /** The inputs that it applies to, besides being numbers that may be asked. */
  domain?(input: I, asked: Asked): boolean
  /** Asks the operations at the input, and says where their answers must lie. */
  claims(input: I, setting: Setting): Inquiry<readonly Claim[]>
}

/**
 * A computation that asks calls, one by one or several of which none waits for another, and returns
 * A: the same law judges sync, async and remote implementations.
 */
export type Inquiry<A> = Generator<Call | readonly Call[], A, unknown>

/** A law as data for lists and drivers, which hand it only inputs of its own. */
export type AnyLaw = Law<unknown>

/** The law that a statement makes; its tier is textbook unless it says otherwise. */
export const law = <I>(statement: Omit<Law<I>, 'tier'> & { readonly tier?: Tier }): AnyLaw =>
  ({ tier: 'textbook', ...statement }) as Law<I> as AnyLaw

/**
 * The answer of one operation, as `yield* ask('softmax', z)` within the claims of a law. The driver
 * has checked its shape, which is why its type may be named here.
 */
export function* ask<O extends OperationName>(
  operation: O,
  ...args: Frozen<Arguments<O>>
): Inquiry<Result<O>> {
  return (yield { operation, args }) as Result<O>
}

/**
 * The answers of one operation at several arguments, of which none waits for the answer to another.
 */
export function* askEach<O extends OperationName>(
  operation: O,
  each: readonly Frozen<Arguments<O>>[],
): Inquiry<Result<O>[]> {
  return (yield each.map((args) => ({ operation, args }))) as Result<O>[]
}

/** What comes of one call with these very arguments, uncopied: whatever it returned, or threw. */
export function* askRaw(operation: OperationName, ...args: readonly unknown[]): Inquiry<Answer> {
  return (yield { operation, args, raw: true }) as Answer
}

/** T with every list in it readonly. */
type Frozen<T> = { readonly [K in keyof T]: T[K] extends readonly unknown[] ? Frozen<T[K]> : T[K] }

/** The family of a law: the part of its id before the stroke. */
export const familyOf = (id: string): string => id.slice(0, id.indexOf('/'))
