import { bigfloat } from '../arithmetic/bigfloat.ts'
import type { Exact } from '../arithmetic/exact.ts'
import { interval, type Interval } from '../arithmetic/interval.ts'
import { extended } from '../arithmetic/extended.ts'
import { recent } from '../arithmetic/recent.ts'
import { losses } from '../core/losses.ts'
import { evaluator } from '../core/reference.ts'

/** 50 digits. The core keeps relative accuracy in the tails, so that no logit gap eats them. */
const bits = 168

/** The arithmetic of the oracle: enclosures that contain the real number, some 50 digits wide. */
export const enclosures = interval(bigfloat(bits, 'down'), bigfloat(bits, 'up'))

/** The core read in enclosures: where the true values lie. */
export const oracle = losses(enclosures)

/**
 * Every operation at its arguments: an enclosure of each number of the result, or NaN or an infinity
 * where it is that.
 */
export const truthOf = recent(evaluator(extended(enclosures)))

/** A double as the enclosure of itself alone. */
export const lift: (x: number) => Interval<Exact> = enclosures.from
export const liftAll = (xs: readonly number[]): Interval<Exact>[] => xs.map(lift)
