import { cut } from '../../contract/plain.ts'
import { written } from '../../contract/runs.ts'
import { explain, plain } from '../../verdict/explain.ts'
import { inLines } from '../../verdict/text.ts'
import type { Likeness } from '../../verdict/outcome.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { revealLevels, type Question, type Reveal, type Rubric } from './rubric.ts'

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

/** A verdict and what it looks like, where that is known. */
export type Judged = { readonly verdict: Verdict; readonly likeness?: Likeness }

/**
 * The points for the laws that held, question by question, in proportion. A law that was broken,
 * skipped or could not be judged earns none. Undefined where no law was judged at all: such a
 * homework is not graded.
 */
export const gradeOf = (
  { title, questions }: Rubric,
  judged: ReadonlyMap<string, Judged>,
  reveal: Reveal,
): Grade | undefined => {
  const isJudged = [...judged.values()].some(
    ({ verdict }) => verdict.status === 'passed' || verdict.status === 'falsified',
  )
  if (!isJudged) return undefined
  const graded = questions.map((question) => questionOf(question, judged, reveal))
  const sum = (of: (question: GradedQuestion) => number): number =>
    toCents(graded.reduce((all, it) => all + of(it), 0))
  return {
    title,
    score: sum(({ score }) => score),
    most: sum(({ most }) => most),
    questions: graded,
  }
}

const questionOf = (
  { title, points, laws }: Question,
  judged: ReadonlyMap<string, Judged>,
  reveal: Reveal,
): GradedQuestion => {
  const all = laws.flatMap(({ id }) => judged.get(id) ?? [])
  const failing = all.filter(({ verdict }) => verdict.status !== 'passed')
  const held = all.length - failing.length
  return {
    title,
    score: toCents((points * held) / laws.length),
    most: points,
    held,
    of: laws.length,
    feedback: failing.length === 0 ? [] : feedbackOn(failing, reveal),
  }
}

/** Points are told to a hundredth, and rounded down: all laws must hold for all points. */
const toCents = (points: number): number => Math.floor(points * 100 + 1e-6) / 100

/**
 * What a level tells: each law that did not hold by its name; from there on one law is told of, the
 * first that was broken.
 */
const feedbackOn = (failing: readonly Judged[], reveal: Reveal): string[] => {
  const upTo = (level: Reveal): boolean =>
    revealLevels.indexOf(reveal) >= revealLevels.indexOf(level)
  const first = failing.find(({ verdict }) => verdict.status === 'falsified')
  if (reveal === 'full')
    return failing.map(({ verdict, likeness }) => explain(verdict, undefined, likeness))
  return [
    ...(upTo('law') ? listed('not yet', failing, 'falsified') : []),
    ...(upTo('law') ? listed('missing', failing, 'skipped') : []),
    ...(upTo('law') ? listed('no answer', failing, 'errored') : []),
    ...(upTo('hint') && first !== undefined ?
      [`hint: ${first.verdict.law.equation}, since ${first.verdict.law.proof}`]
    : []),
    ...(upTo('input') && first?.verdict.status === 'falsified' ?
      [`look at ${cut(written(first.verdict.clearest.input))}`]
    : []),
  ].map(plain)
}

const listed = (name: string, failing: readonly Judged[], status: Verdict['status']): string[] => {
  const chosen = failing
    .filter(({ verdict }) => verdict.status === status)
    .map(({ verdict }) => verdict.law.id)
  return inLines(chosen).map((line, i) => `${i === 0 ? `${name}: ` : '  '}${line}`)
}

/** The file of results that Gradescope reads: a test for each question, with its points. */
export const gradescopeOf = ({ title, score, questions }: Grade): object => ({
  score,
  output: title,
  visibility: 'visible',
  tests: questions.map((it, i) => ({
    number: String(i + 1),
    name: it.title,
    score: it.score,
    max_score: it.most,
    output: [countOf(it), ...it.feedback].join('\n'),
    visibility: 'visible',
  })),
})

/** The same where nothing was graded: no points, and the reason. */
export const ungraded = ({ title, questions }: Rubric, reason: string): object => ({
  score: 0,
  output: `${title}: not graded: ${reason}`,
  visibility: 'visible',
  tests: questions.map((it, i) => ({
    number: String(i + 1),
    name: it.title,
    score: 0,
    max_score: it.points,
    output: 'not graded',
    visibility: 'visible',
  })),
})

/** A grade in words, line by line. */
export const toldGrade = ({ title, score, most, questions }: Grade): string =>
  [
    `${title}: ${score} of ${most} points`,
    ...questions.flatMap((it) => [
      `  ${it.score} of ${it.most}  ${it.title}: ${countOf(it)}`,
      ...it.feedback.map((text) => text.replaceAll(/^/gm, '    ')),
    ]),
  ].join('\n')

const countOf = ({ held, of }: GradedQuestion): string => `${held} of ${of} laws hold`
