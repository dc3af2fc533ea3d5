import type { Implementation } from '../../contract/implementation.ts'
import { operationNames, type OperationName } from '../../contract/operations.ts'
import { reference, referenceIn } from '../../core/reference.ts'
import { mistakes } from '../../mistakes/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import { gradeOf } from './grade.ts'
import { nonsenseOf } from './nonsense.ts'
import { ofHomework, outcomesOn, type Asking } from './outcomes.ts'
import { lawsAsked, pointsOf, type Rubric } from './rubric.ts'

/** What somebody would earn by a rubric: points, question by question. */
export type Earned = {
  readonly name: string
  readonly score: number
  readonly questions: readonly number[]
}

/** What a rubric gives to our reference, to homework that computes nothing, and to mistakes. */
export type Check = {
  readonly most: number
  readonly reference: Earned
  readonly nonsense: readonly Earned[]
  /** The mistakes that change what the rubric asks, those that earn most first. */
  readonly mistakes: readonly Earned[]
  /** How many more there are, which show only at shapes that no homework is asked. */
  readonly beyond: number
}

/** The part of all points that nonsense may earn. */
export const mostOfNonsense = 0.1

/** Grades by a rubric those of whom it is known what they deserve, each on what the rubric asks. */
export const checkOf = async (rubric: Rubric, asking: Asking): Promise<Check> => {
  const asked = operationsAsked(rubric)
  const earned = async (implementation: Implementation): Promise<Earned> => {
    const outcomes = await outcomesOn(offering(asked, implementation), rubric, asking)
    const grade = gradeOf(rubric, outcomes, 'score')
    return {
      name: implementation.name,
      score: grade?.score ?? 0,
      questions: rubric.questions.map((_, i) => grade?.questions[i]?.score ?? 0),
    }
  }
  const all = async (some: readonly Implementation[]): Promise<Earned[]> => {
    const grades: Earned[] = []
    for (const it of some) grades.push(await earned(it))
    return grades
  }
  const concerned = mistakes.filter((mistake) => concerns(mistake, asked))
  const within = concerned.filter(isWithin)
  return {
    most: pointsOf(rubric),
    reference: await earned(referenceIn(`core:${rubric.format}`, rubric.format)),
    nonsense: await all(nonsenseOf(asked)),
    mistakes: (await all(within.map(({ implementation }) => implementation))).toSorted(
      (a, b) => b.score - a.score,
    ),
    beyond: concerned.length - within.length,
  }
}

/** Whether nonsense earns next to nothing, and what is right earns all. */
export const isSound = ({ most, reference, nonsense }: Check): boolean =>
  reference.score === most && nonsense.every(({ score }) => score <= mostOfNonsense * most)

/** The operations that a rubric asks; all of them, where its laws ask for whatever is offered. */
const operationsAsked = (rubric: Rubric): readonly OperationName[] => {
  const uses = new Set(lawsAsked(rubric).flatMap((law) => law.uses))
  return uses.size === 0 ? operationNames : operationNames.filter((name) => uses.has(name))
}

const offering = (
  names: readonly OperationName[],
  { operations, ...it }: Implementation,
): Implementation => ({
  ...it,
  operations: Object.fromEntries(names.map((name) => [name, operations[name]])),
})

const concerns = (
  { implementation: { operations } }: Mistake,
  asked: readonly OperationName[],
): boolean => asked.some((name) => operations[name] !== reference.operations[name])

const isWithin = ({ from }: Mistake): boolean =>
  (from?.classes ?? 0) <= ofHomework.classes && (from?.rows ?? 0) <= ofHomework.rows
