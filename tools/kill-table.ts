import { given } from '../src/contract/given.ts'
import { correct } from '../properties/doubles/correct/index.ts'
import { formats } from '../src/arithmetic/format.ts'
import type { Implementation } from '../src/contract/implementation.ts'
import { numbersOf } from '../src/contract/numbers.ts'
import { checkers } from './checkers/index.ts'
import type { Outcome } from './checkers/checker.ts'
import { operationNames, type OperationName } from '../src/contract/operations.ts'
import { reference } from '../src/core/reference.ts'
import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'
import type { Exhibit, Mistake } from '../src/mistakes/mistake.ts'

/**
 * A mistake, the laws that it was written for, all that catch it, and what each check of today
 * makes of it, in the order of `checkers`.
 */
export type MistakeRow = {
  readonly id: string
  readonly from?: Exhibit['from']
  readonly writtenFor: readonly string[]
  readonly caughtBy: readonly string[]
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

/** An implementation that is right, and what each check of today makes of it. */
export type CorrectRow = { readonly name: string; readonly outcomes: readonly Outcome[] }

export type KillTable = {
  readonly mistakes: readonly MistakeRow[]
  readonly laws: readonly LawRow[]
  readonly correct: readonly CorrectRow[]
}

/**
 * What is right in many ways and passes every law. Those that compute in 16 bits throughout, and say
 * so, are left out: whoever rejects them for what their sums lose in wide rows gives no false alarm.
 */
export const right: readonly Implementation[] = correct
  .map(({ implementation }) => implementation)
  .filter(({ format }) => numbersOf(format).arithmetic.precision >= formats.binary32.precision)

/** The operations that are not those of the reference. */
export const unlikeReference = ({ operations }: Implementation): readonly OperationName[] =>
  operationNames.filter((name) => operations[name] !== reference.operations[name])

/** What each check of today makes of an implementation of which these operations are in doubt. */
export type Checked = (
  implementation: Implementation,
  inDoubt?: readonly OperationName[],
) => readonly Outcome[]
export const byRunning: Checked = (implementation, inDoubt) =>
  checkers.map(({ checks }) => checks(implementation, inDoubt))

/** What kills what: from the laws that catch each mistake, and from the checks, which are run unless their record is given. */
export const killTable = (
  mistakes: readonly Mistake[],
  checked: Checked = byRunning,
): KillTable => {
  const killedBy = (law: string) => mistakes.filter(({ caughtBy }) => caughtBy.includes(law))
  return {
    mistakes: mistakes.map(({ implementation, id, from, writtenFor, caughtBy }) => ({
      id,
      ...given({ from }),
      writtenFor,
      caughtBy,
      outcomes: checked(implementation, unlikeReference(implementation)),
    })),
    correct: right.map((implementation) => ({
      name: implementation.name,
      outcomes: checked(implementation),
    })),
    laws: laws.map(({ id }) => {
      const killed = killedBy(id)
      const others = ({ caughtBy }: Mistake): number =>
        caughtBy.filter((other) => other !== id && familyOf(other) === familyOf(id)).length
      const sharpest = killed.toSorted(
        (a, b) => others(a) - others(b) || a.caughtBy.length - b.caughtBy.length,
      )[0]
      if (sharpest === undefined)
        throw new Error(`expected a mistake that ${id} catches, but received none`)
      const coveredBy = laws
        .filter(
          (other) => other.id !== id && killed.every(({ caughtBy }) => caughtBy.includes(other.id)),
        )
        .toSorted((a, b) => killedBy(a.id).length - killedBy(b.id).length)[0]?.id
      return {
        id,
        kills: killed.map((mistake) => mistake.id),
        sharpest: { mistake: sharpest.id, others: others(sharpest) },
        ...given({ coveredBy }),
      }
    }),
  }
}
