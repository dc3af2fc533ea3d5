import { at } from '../../arithmetic/sequence.ts'
import type { Arguments, OperationName, Result } from '../../contract/operations.ts'
import type { Exhibit } from '../../mistakes/mistake.ts'

/**
 * A lesson: predict, run, explain, change something, answer. It is data, which a terminal and a
 * page show alike; every number in its sentences was computed by the core or by a mistake of the
 * gallery, and every trial is held anew.
 */
export type Lesson = {
  readonly number: number
  /** Kebab-case, such as `sigmoid-then-softmax`. */
  readonly id: string
  readonly question: string
  /** What lies on the table before anything is run. */
  readonly scene: string
  readonly predict: Question
  /**
   * Laws that hold, and on whom: among them those that a faulty head keeps, and that tell nothing
   * of it.
   */
  readonly holds: readonly Trial[]
  /** A law that is broken, and by which mistake. */
  readonly breaks: Trial
  readonly refutation: Refutation
  /** The numbers of a picture. */
  readonly table: Table
  readonly change: Change
  /** Asked at the end, and again some days later. */
  readonly exit: Question
  /** What the learner can now say of the founding question. */
  readonly answer: string
}

/** A question whose answer is a number. */
export type Question = {
  readonly ask: string
  readonly answer: number
  /** How far a prediction may be off and still be right. */
  readonly within: number
}

/** A law before an implementation, by id and name: `softmax/log-odds` on `core:binary64`. */
export type Trial = { readonly law: string; readonly on: string }

/** A common belief, what is actually so and why, and what to do. */
export type Refutation = {
  readonly thought: string
  readonly fact: string
  readonly because: string
  readonly instead: string
}

export type Table = {
  readonly about: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly number[])[]
}

/** One input of a law, to be judged and then altered by the reader. */
export type Change = Trial & {
  readonly say: string
  readonly at: unknown
  readonly status: 'passed' | 'falsified'
}

export const isRight = ({ answer, within }: Question, prediction: number): boolean =>
  Math.abs(prediction - answer) <= within

/** A number in so many significant digits, without trailing zeros. */
export const shown = (x: number, digits = 6): string => String(Number(x.toPrecision(digits)))

/** Numbers in brackets. */
export const list = (xs: readonly number[], digits = 6): string =>
  `[${xs.map((x) => shown(x, digits)).join(', ')}]`

/**
 * What a mistake makes of its arguments. Those of the gallery have every operation and answer at
 * once, which is why the result may be named here.
 */
export const made = <O extends OperationName>(
  { implementation }: Exhibit,
  operation: O,
  ...args: Arguments<O>
): Result<O> =>
  (implementation.operations[operation] as (...args: Arguments<O>) => Result<O>)(...args)

/** Scores after so many steps of size 1 down a gradient, from where they began. */
export const descended = (
  gradient: (z: number[]) => readonly number[],
  start: readonly number[],
  steps: number,
): number[] => {
  let z = [...start]
  for (let step = 0; step < steps; step++) {
    const g = gradient(z)
    z = z.map((x, i) => x - at(g, i))
  }
  return z
}
