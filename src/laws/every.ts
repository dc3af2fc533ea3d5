import { bitsOf, membersOf, type Format } from '../arithmetic/format.ts'
import { endsOf } from './inputs.ts'
import type { Every } from './law.ts'

/** Whether the logits have so few bits that every one of them can be asked. */
export const areFew = (logits: Format): boolean => bitsOf(logits) <= 16

/**
 * Every finite logit that may be asked, -0 beside 0. At infinities and NaN no enclosure of a real
 * number says what is right: the laws on special values do, by the declared policies.
 */
export const everyLogit: Every<number> = {
  inputs: (asked) => {
    if (!areFew(asked.numbers.logits)) return undefined
    const [lo, hi] = endsOf(asked)
    return membersOf(asked.numbers.logits).filter((x) => lo <= x && x <= hi)
  },
}

/** The inputs of a certain form in which every logit stands, each in one or in several. */
export const everyLogitIn = <I>(form: string, inputsAt: (x: number) => readonly I[]): Every<I> => ({
  form,
  inputs: (asked) => {
    const xs = everyLogit.inputs(asked)
    return xs && flattened(xs, inputsAt)
  },
})

function* flattened<I>(xs: Iterable<number>, inputsAt: (x: number) => readonly I[]): Iterable<I> {
  for (const x of xs) yield* inputsAt(x)
}
