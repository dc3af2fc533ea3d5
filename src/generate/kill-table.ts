import { given } from '../implementation/given.ts'
import { checkers } from '../checkers/index.ts'
import type { Outcome } from '../checkers/checker.ts'
import { operationNames } from '../contract/operations.ts'
import { reference } from '../implementation/reference.ts'
import { laws } from '../laws/index.ts'
import { familyOf } from '../laws/law.ts'
import { mistakes } from '../mistakes/index.ts'
import type { Mistake } from '../mistakes/mistake.ts'

/**
 * A mistake, the laws that refute it, and what each check of today makes of it, in the order of
 * `checkers`.
 */
export type MistakeRow = {
  readonly id: string
  readonly breaks: readonly string[]
  readonly outcomes: readonly Outcome[]
}

/**
 * A law, the mistakes that it refutes, and the one of them that the fewest other laws of its family
 * refute, with their number.
 */
export type LawRow = {
  readonly id: string
  readonly kills: readonly string[]
  readonly sharpest: { readonly mistake: string; readonly others: number }
  /**
   * Another law that refutes all that this one does, where there is one: of several, the one that
   * refutes least besides.
   */
  readonly coveredBy?: string
}

/**
 * What kills what: from the laws that each mistake names, which the tests prove, and from the
 * checks, which are run.
 */
export const killTable = (): {
  readonly mistakes: readonly MistakeRow[]
  readonly laws: readonly LawRow[]
} => ({
  mistakes: mistakes.map((mistake) => {
    const { implementation, id, breaks } = mistake
    const inDoubt = operationNames.filter(
      (name) => implementation.operations[name] !== reference.operations[name],
    )
    return {
      id,
      breaks: laws.flatMap((law) => (breaks.includes(law.id) ? [law.id] : [])),
      outcomes: checkers.map((checker) => checker.checks(implementation, inDoubt)),
    }
  }),
  laws: laws.map(({ id }) => {
    const killed = killedBy(id)
    const others = ({ breaks }: Mistake): number =>
      breaks.filter((other) => other !== id && familyOf(other) === familyOf(id)).length
    const sharpest = killed.toSorted(
      (a, b) => others(a) - others(b) || a.breaks.length - b.breaks.length,
    )[0]
    if (sharpest === undefined)
      throw new Error(`expected a mistake that ${id} refutes, but received none`)
    const coveredBy = laws
      .filter((other) => other.id !== id && killed.every(({ breaks }) => breaks.includes(other.id)))
      .toSorted((a, b) => killedBy(a.id).length - killedBy(b.id).length)[0]?.id
    return {
      id,
      kills: killed.map((mistake) => mistake.id),
      sharpest: { mistake: sharpest.id, others: others(sharpest) },
      ...given({ coveredBy }),
    }
  }),
})

const killedBy = (law: string): Mistake[] => mistakes.filter(({ breaks }) => breaks.includes(law))
