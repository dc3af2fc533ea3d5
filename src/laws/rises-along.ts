import { at } from '../arithmetic/sequence.ts'
import type { Grants } from './budgets/grants.ts'
import { along } from './budgets/relations.ts'
import { spread, type Spread } from './budgets/spread.ts'
import { inner, nearRise, type Claim } from './claim.ts'
import { differenceStep } from './inputs.ts'
import type { Inquiry, Setting } from './law.ts'

/** How a number is asked for at logits, and what it may be off by there. */
type Part<R> = {
  readonly at: (z: readonly number[]) => Inquiry<R>
  readonly budget: (s: Spread, k: Grants) => R
}

/**
 * The claim that a gradient, along a direction, is the central difference of its value, up to the
 * error of cutting off Taylor's series at a step h.
 */
export function* risesAlong(
  about: string,
  {
    logits: z,
    direction: v,
  }: { readonly logits: readonly number[]; readonly direction: readonly number[] },
  setting: Setting,
  {
    value,
    gradient,
    truncation,
  }: {
    readonly value: Part<number>
    readonly gradient: Part<number[]>
    readonly truncation: (h: number, v: readonly number[], s: Spread) => number
  },
): Inquiry<readonly Claim[]> {
  const k = setting.textbook
  const h = differenceStep(setting)
  const [before, after] = [z.map((x, i) => x - h * at(v, i)), z.map((x, i) => x + h * at(v, i))]
  const slopes = yield* gradient.at(z)
  const values = [yield* value.at(after), yield* value.at(before)] as const
  const s = spread(z)
  const budget =
    truncation(h, v, s)
    + (value.budget(spread(before), k) + value.budget(spread(after), k)) / (2 * h)
    + along(v, gradient.budget(s, k))
  return [nearRise(`${about} · v`, inner(slopes, v), values, 2 * h, budget)]
}
