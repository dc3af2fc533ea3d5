import { given } from '../contract/given.ts'
import { numbersIn } from '../contract/literal.ts'
import type { OperationName } from '../contract/operations.ts'
import type { Implementation } from '../contract/implementation.ts'
import { reference } from '../core/reference.ts'
import { familyOf, type AnyLaw } from '../laws/law.ts'
import { mistakes } from '../mistakes/index.ts'
import type { Mistake } from '../mistakes/mistake.ts'
import { answer, isBreach } from '../verdict/inquire.ts'
import type { Fault } from '../verdict/fault.ts'
import type { Likeness } from '../verdict/outcome.ts'
import type { Limits } from '../verdict/watch.ts'
import { probesOf } from './probes.ts'

/**
 * The mistakes that explain a broken law: each breaks it too, and agrees with the implementation on
 * every probe of the operation that is wrong, or of one that the law asks for, among them probes
 * where it differs from the reference. None where one probe differs, where nothing answers, where
 * several differ from the reference by rounding alone, or in a format that the gallery is not
 * written in. Where the gallery is a part of the whole, `isUnique` tells which of its mistakes has
 * no other with the same answers. What was found is kept for the next law.
 */
export const diagnose = async (
  law: AnyLaw,
  implementation: Implementation,
  limits: Limits,
  { operation: wrong, changes }: Partial<Fault> = {},
  isUnique: (mistake: string) => boolean = () => true,
): Promise<Likeness | undefined> => {
  if (changes) return undefined
  const isOwn = mistakes.some((mistake) => mistake.implementation === implementation)
  if (implementation.format !== 'binary64' || isOwn) return undefined
  for (const operation of wrong === undefined ? law.uses : [wrong]) {
    const { alike, probes } = await comparisonOf(implementation, operation, limits)
    const explaining = alike.filter(
      ({ mistake: { caughtBy } }) => familyOf(law.id) === 'fixture' || caughtBy.includes(law.id),
    )
    const clear = explaining.filter(({ isClear }) => isClear)
    const named =
      clear.length > 0 ? clear
      : explaining.length === 1 ? explaining.filter(({ mistake: { id } }) => isUnique(id))
      : []
    if (named.length > 0)
      return { operation, mistakes: named.map(({ mistake }) => mistake.id), probes }
  }
  return undefined
}

/**
 * The mistakes with the same answers to so many probes: clearly wrong ones, and such as are wrong
 * by rounding.
 */
type Comparison = {
  readonly alike: readonly { readonly mistake: Mistake; readonly isClear: boolean }[]
  readonly probes: number
}
const known = new WeakMap<Implementation, Map<OperationName, Promise<Comparison>>>()

const comparisonOf = (
  implementation: Implementation,
  operation: OperationName,
  limits: Limits,
): Promise<Comparison> => {
  const of = known.get(implementation) ?? new Map<OperationName, Promise<Comparison>>()
  known.set(implementation, of)
  const comparison = of.get(operation) ?? compared(implementation, operation, limits)
  of.set(operation, comparison)
  return comparison
}

const compared = async (
  implementation: Implementation,
  operation: OperationName,
  limits: Limits,
): Promise<Comparison> => {
  const probes = probesOf(operation, implementation).length
  const { options, domain } = implementation
  const probed = { options, ...given({ domain }) }
  const theirs = await answersOf(implementation, operation, limits)
  const truth = await answersOf({ ...reference, ...probed }, operation, limits)
  if (theirs === undefined || truth === undefined) return { alike: [], probes }
  const alike: { mistake: Mistake; isClear: boolean }[] = []
  for (const mistake of mistakes.filter(
    (it) => it.implementation.operations[operation] !== reference.operations[operation],
  )) {
    const wrong = await answersOf({ ...mistake.implementation, ...probed }, operation, limits)
    if (wrong === undefined) continue
    const isFar = count(wrong, truth, coarse) >= 3 || someIsLost(wrong, truth)
    const isClear = isFar && count(wrong, theirs, fine) === 0
    if (isClear || (count(wrong, truth, 0) > 0 && count(wrong, theirs, 0) === 0))
      alike.push({ mistake, isClear })
  }
  return { alike, probes }
}

/** Two numbers are the same when they differ by rounding, and clearly not the same by far more. */
const [fine, coarse] = [2 ** -44, 2 ** -20]

/**
 * How many numbers of one list differ from those of the other by more than this part of themselves.
 */
const count = (xs: readonly number[], ys: readonly number[], within: number): number =>
  xs.filter((x, i) => !isNear(x, ys[i] ?? NaN, within)).length

/** Whether a number of one list is none of the reals where that of the other is: no rounding does that. */
const someIsLost = (xs: readonly number[], ys: readonly number[]): boolean =>
  xs.some((x, i) => !Number.isFinite(x) && Number.isFinite(ys[i]))

/**
 * The numbers that an implementation answers to every probe, or nothing where one of them is not
 * answered.
 */
const answersOf = async (
  implementation: Implementation,
  operation: OperationName,
  { timeLimit, interrupt }: Limits,
): Promise<readonly number[] | undefined> => {
  const answers: unknown[] = []
  for (const call of probesOf(operation, implementation)) {
    try {
      const result = await interrupt(() => answer(implementation, call, timeLimit), timeLimit)
      if (isBreach(result)) return undefined
      answers.push(result)
    } catch {
      return undefined
    }
  }
  return answers.flatMap(numbersIn)
}

const isNear = (a: number, b: number, within: number): boolean =>
  a === b
  || (Number.isNaN(a) && Number.isNaN(b))
  || (Number.isFinite(a)
    && Number.isFinite(b)
    && Math.abs(a - b) <= within * Math.max(Math.abs(a), Math.abs(b)))
