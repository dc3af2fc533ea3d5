import {
  exact,
  magnitude,
  plus,
  powerOfTwo,
  sum,
  times,
  zero,
  type Exact,
} from '../arithmetic/exact.ts'
import { at, greatest, total } from '../arithmetic/sequence.ts'
import { inner } from '../laws/claim.ts'
import { leastDouble, lengthOf, type GivenSlopes } from './given-slope.ts'

/** What each entry of a gradient in doubles may be off by, where the one who asks has said it. */
export type Granted = { readonly relative?: number; readonly absolute?: number }

/**
 * The slopes of a gradient in doubles. An entry is granted what was asked for, or what the best code
 * loses: what it moves by where x moves by a unit roundoff, and what a sum of as many terms as there
 * are entries loses, each with an exponential and a quotient, as in the accurate tier of the laws.
 * Plain code loses up to 1e-12 of an entry, what it flushes to zero, and what numbers as large as 1
 * or x lose when they cancel, as p - 1 and lse - z do: so does the textbook tier. An entry is taken for
 * what is left of them where it is no less than their last place, and a slope where its error scatters.
 */
export const slopesOfDoubles = (
  g: readonly number[],
  x: readonly number[],
  { relative, absolute }: Granted,
  conditions: () => readonly Exact[],
  scatters?: (v: readonly number[]) => boolean,
): GivenSlopes => {
  const sizes = g.map((entry) => (Number.isFinite(entry) ? magnitude(exact(entry)) : zero))
  const isAsked = relative !== undefined || absolute !== undefined
  const units = (n: number): Exact => exact(n * unitRoundoff)
  const [part, each] =
    isAsked ? [exact(relative ?? 0), exact(absolute ?? 0)] : [units(g.length + 8), zero]
  const granted = sizes.map((size) => sum([times(part, size), each, leastDouble]))
  const cancelled = times(units(g.length + 32), exact(greatest(x.map(Math.abs), 1)))
  const lost = sizes.map((size, i) =>
    sum([times(exact(1e-12), size), mayBeLeft(at(g, i)) ? cancelled : zero, leastNormal]),
  )
  const along = (v: readonly number[], errors: readonly Exact[]): Exact =>
    sum(v.map((c, i) => (c === 0 ? zero : magnitude(times(exact(c), at(errors, i))))))
  let known: readonly Exact[] | undefined
  return {
    entries: g,
    slope: (v) => {
      const least = along(v, lost)
      return {
        value: slopeOf(g, v),
        slack: along(v, granted),
        ...(isAsked ? {} : { moved: () => times(part, along(v, (known ??= conditions()))) }),
        doubt: zero,
        lost: least,
        ...(scatters && {
          scattered: {
            lost: plus(least, times(cancelled, lengthOf(v))),
            isSeen: () => scatters(v),
          },
        }),
      }
    },
  }
}

const unitRoundoff = 2 ** -53
const leastNormal = powerOfTwo(-1022)

/**
 * Whether an entry may be what is left where numbers of size one cancel, as in p - 1: zero, or no less
 * than their last place, in a mean of a thousand rows or so.
 */
const mayBeLeft = (entry: number): boolean => entry === 0 || Math.abs(entry) >= 2 ** -63

/** The slope of a gradient along a direction, to which entries beside it add nothing, NaN or not. */
const slopeOf = (g: readonly number[], v: readonly number[]): number | Exact => {
  const moving = v.flatMap((c, i) => (c === 0 ? [] : [i]))
  const [entries, speeds] = [g, v].map((numbers) => moving.map((i) => at(numbers, i))) as [
    number[],
    number[],
  ]
  const slope = inner(entries, speeds)
  return typeof slope === 'number' ? total(entries.map((c, i) => c * at(speeds, i))) : slope
}
