import { alike } from '../arithmetic/alike.ts'
import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions } from '../contract/operations.ts'

/** A row of logits as its loss reads it, and the gradient in the logits that were given. */
export type Shaped<T> = {
  readonly logits: readonly T[]
  /** From the slopes in those that are read. */
  readonly back: (slopes: readonly T[]) => readonly T[]
}

/** What temperature T and soft cap c make of a row over an arithmetic k: c tanh(z / (T c)). */
export const shapedOver = <T>(k: Arithmetic<T>) => {
  const [zero, one, four] = [0, 1, 4].map(k.from) as [T, T, T]

  /**
   * With e = e^-2|x|, tanh |x| = (1 - e) / (1 + e), whose slope is 4e / (1 + e)^2: neither cancels. As
   * both are even or odd, they hold whichever sign x is taken to have.
   */
  const tanh = (x: T): { readonly value: T; readonly slope: T } => {
    const isNegative = k.less(x, zero)
    const twice = k.mul(k.from(isNegative ? 2 : -2), x)
    const e = k.exp(twice)
    const whole = k.add(one, e)
    const value = k.div(k.neg(k.expm1(twice)), whole)
    return {
      value: isNegative ? k.neg(value) : value,
      slope: k.div(k.mul(four, e), k.mul(whole, whole)),
    }
  }

  return (z: readonly T[], { temperature, softCap }: BatchOptions): Shaped<T> => {
    if (temperature === undefined && softCap === undefined)
      return { logits: z, back: (slopes) => slopes }
    const [by, cap] = [
      k.from(temperature ?? 1),
      softCap === undefined ? undefined : k.from(softCap),
    ]
    const { pick, expand } = alike([z])
    const heated = pick(z).map((x) => k.div(x, by))
    const capped = cap && heated.map((x) => tanh(k.div(x, cap)))
    const slope = capped && expand(capped.map(({ slope }) => slope))
    return {
      logits: expand(cap && capped ? capped.map(({ value }) => k.mul(cap, value)) : heated),
      back: (slopes) => {
        const groups = alike(slope ? [slopes, slope] : [slopes])
        return groups.expand(
          groups.first.map((i) => {
            const x = at(slopes, i)
            return k.div(slope ? k.mul(x, at(slope, i)) : x, by)
          }),
        )
      },
    }
  }
}
