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

/** Which classes of a row are there: 1, or 0 where one is hidden. */
export type Mask = readonly number[]

/** Rows in which this number stands where a mask hides a logit: once of those that are the same. */
export const behind = (
  rows: readonly (readonly number[])[],
  { mask }: Pick<BatchOptions, 'mask'>,
  x: number,
): readonly (readonly number[])[] => {
  if (mask === undefined) return rows
  const { first, expand } = alike([rows, mask])
  return expand(first.map((n) => at(rows, n).map((z, i) => (mask[n]?.[i] === 0 ? x : z))))
}

/**
 * What temperature T and soft cap c make of a row over an arithmetic k, c tanh(z / (T c)); and
 * -Infinity, without a slope, where its mask hides a class.
 */
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

  return (z: readonly T[], { temperature, softCap }: BatchOptions, mask?: Mask): Shaped<T> => {
    if (temperature === undefined && softCap === undefined && mask === undefined)
      return { logits: z, back: (slopes) => slopes }
    const [by, cap] = [
      temperature === undefined ? undefined : k.from(temperature),
      softCap === undefined ? undefined : k.from(softCap),
    ]
    const groups = alike(mask ? [z, mask] : [z])
    const over = (x: T): T => (by === undefined ? x : k.div(x, by))
    const each = groups.first.map((i) => {
      if (mask?.[i] === 0) return { logit: k.from(-Infinity), of: () => zero }
      const heated = over(at(z, i))
      if (cap === undefined) return { logit: heated, of: over }
      const { value, slope } = tanh(k.div(heated, cap))
      return { logit: k.mul(cap, value), of: (x: T): T => over(k.mul(x, slope)) }
    })
    const slopeOf = groups.expand(each.map(({ of }) => of))
    return {
      logits: groups.expand(each.map(({ logit }) => logit)),
      back: (slopes) => {
        const { first, expand } = alike([slopes, slopeOf])
        return expand(first.map((i) => at(slopeOf, i)(at(slopes, i))))
      },
    }
  }
}
