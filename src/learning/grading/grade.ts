import type { Tried } from '../../verdict/outcome.ts'
import { feedbackOn } from './feedback.ts'
import { pointsOf, toCents, type Question, type Reveal, type Rubric } from './rubric.ts'

/** What a homework earned: points, and beside them, in fields of their own, what may be told. */
export type Grade = {
  readonly title: string
  readonly score: number
  readonly most: number
  readonly questions: readonly GradedQuestion[]
}
export type GradedQuestion = {
  readonly title: string
  readonly score: number
  readonly most: number
  readonly held: number
  readonly of: number
  readonly feedback: readonly string[]
}

/** Why there is no grade where every law was skipped, or could not be judged. */
export const nothingJudged = 'no law of the rubric could be judged'

/**
 * The points for the laws that held, question by question, in proportion. A law that was broken,
 * skipped or could not be judged earns none, and a question earns none where a law that it requires
 * does not hold. Undefined where no law was judged at all: such a homework is not graded.
 */
export const gradeOf = (
  rubric: Rubric,
  outcomes: readonly Tried[],
  reveal: Reveal,
): Grade | undefined => {
  if (!outcomes.some(({ status }) => status === 'passed' || status === 'falsified'))
    return undefined
  const byLaw = new Map(outcomes.map((it) => [it.law, it]))
  const questions = rubric.questions.map((question) => questionOf(question, byLaw, reveal))
  return {
    title: rubric.title,
    score: toCents(questions.reduce((sum, { score }) => sum + score, 0)),
    most: pointsOf(rubric),
    questions,
  }
}

const questionOf = (
  { title, points, laws, require }: Question,
  byLaw: ReadonlyMap<string, Tried>,
  reveal: Reveal,
): GradedQuestion => {
  const failing = laws.flatMap(({ id }) => byLaw.get(id) ?? []).filter((it) => !isHeld(it))
  const unmet = require.flatMap(({ id }) => byLaw.get(id) ?? []).filter((it) => !isEveryday(it))
  const held = laws.length - failing.length
  return {
    title,
    score: unmet.length > 0 ? 0 : toCents((points * held) / laws.length),
    most: points,
    held,
    of: laws.length,
    feedback: feedbackOn({ failing, unmet }, reveal),
  }
}

const isHeld = ({ status }: Tried): boolean => status === 'passed'

/**
 * Whether a law holds on everyday inputs: it held, or what is wrong lies elsewhere, where a search of
 * everyday inputs found nothing. A program that ended there was asked no more.
 */
const isEveryday = (outcome: Tried): boolean => {
  if (outcome.status === 'passed') return true
  if (outcome.status === 'skipped') return false
  if (outcome.status === 'errored' && outcome.answer?.isMissing !== undefined) return false
  return outcome.fault !== undefined && outcome.fault.region !== 'everyday'
}

/** A grade in words, line by line. */
export const toldGrade = ({ title, score, most, questions }: Grade): string =>
  [
    `${title}: ${score} of ${most} points`,
    ...questions.flatMap((it) => [
      `  ${it.score} of ${it.most}  ${it.title}: ${countOf(it)}`,
      ...it.feedback.map((text) => text.replaceAll(/^/gm, '    ')),
    ]),
  ].join('\n')

export const countOf = ({ held, of }: GradedQuestion): string => `${held} of ${of} laws hold`

export const inPoints = (n: number): string => `${n} ${n === 1 ? 'point' : 'points'}`
