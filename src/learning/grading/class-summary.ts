import { given } from '../../contract/given.ts'
import { plain } from '../../contract/plain.ts'
import { sentenceOf } from '../../trial/cause-in-words.ts'
import { causesOf } from '../../trial/causes.ts'
import { tally } from '../../trial/standing.ts'
import { suiteVersion } from '../../trial/trial-of.ts'
import type { Tried } from '../../verdict/outcome.ts'
import type { Done } from './class.ts'
import { gradeOf, nothingJudged } from './grade.ts'
import type { Result } from './results.ts'
import { pointsOf, type Reveal, type Rubric } from './rubric.ts'

/** What a teacher learns of a class, as data. */
export type ClassSummary = {
  readonly version: 1
  readonly title: string
  readonly losslaws: string
  readonly seed: number
  readonly most: number
  readonly questions: readonly { readonly title: string; readonly points: number }[]
  readonly submissions: readonly Row[]
  /** In how many submissions each law does not hold, the one that fails most often first. */
  readonly laws: readonly { readonly law: string; readonly failing: number }[]
  /** What is wrong, and where, the commonest first. */
  readonly causes: readonly CommonCause[]
}
export type Row = { readonly name: string; readonly seed: number } & (
  | {
      readonly status: 'graded'
      readonly score: number
      readonly questions: readonly number[]
      readonly border: string
    }
  | { readonly status: 'not graded'; readonly reason: string }
)
export type CommonCause = {
  readonly cause: string
  /** The mistake of the gallery, where it is like one. */
  readonly mistake?: string
  readonly submissions: readonly string[]
}

/** The grade of a submission, with what may be told of it, or why there is none. */
export const resultOf = (rubric: Rubric, done: Done, reveal: Reveal): Result =>
  'reason' in done ?
    { reason: done.reason }
  : {
      ...(gradeOf(rubric, done.outcomes, reveal) ?? { reason: unjudged(done.outcomes) }),
      border: done.border,
    }

/** Why no law was judged, by the first that was not. */
const unjudged = ([first]: readonly Tried[]): string =>
  first === undefined || !('reason' in first) ?
    nothingJudged
  : plain(`${nothingJudged}: ${first.reason.split('\n')[0]}`)

export const classSummaryOf = (
  rubric: Rubric,
  seed: number,
  all: readonly Done[],
): ClassSummary => {
  const graded = all.flatMap((it) => ('reason' in it ? [] : [it]))
  const failing = tally(
    graded.flatMap(({ outcomes }) =>
      outcomes.filter(isFailing).map(({ law }) => [law, 1] as const),
    ),
  )
  return {
    version: 1,
    title: rubric.title,
    losslaws: suiteVersion(),
    seed,
    most: pointsOf(rubric),
    questions: rubric.questions.map(({ title, points }) => ({ title, points })),
    submissions: all.map((it) => rowOf(rubric, seed, it)),
    laws: [...failing]
      .map(([law, n]) => ({ law, failing: n }))
      .toSorted((a, b) => b.failing - a.failing),
    causes: commonest(
      graded.flatMap(({ name, outcomes }) => causesIn(outcomes).map((it) => ({ ...it, name }))),
    ),
  }
}

const isFailing = ({ status }: Tried): boolean => status !== 'passed'

const rowOf = (rubric: Rubric, seed: number, done: Done): Row => {
  const result = resultOf(rubric, done, 'score')
  const row = { name: done.name, seed }
  return (
    'reason' in result ? { ...row, status: 'not graded', reason: result.reason }
    : 'reason' in done ? { ...row, status: 'not graded', reason: done.reason }
    : {
        ...row,
        status: 'graded',
        score: result.score,
        questions: result.questions.map((it) => it.score),
        border: done.border,
      }
  )
}

/** What is wrong with one homework, and what it lacks. */
const causesIn = (outcomes: readonly Tried[]): readonly Omit<CommonCause, 'submissions'>[] => [
  ...causesOf(outcomes).map((it) => ({
    cause: sentenceOf(it),
    ...given({ mistake: it.mistakes[0] }),
  })),
  ...outcomes.flatMap((it) => (it.status === 'skipped' ? [{ cause: it.reason }] : [])),
]

/** Causes that are like one mistake are one, and so are those that are told in the same words. */
const commonest = (
  met: readonly (Omit<CommonCause, 'submissions'> & { readonly name: string })[],
): readonly CommonCause[] => {
  const all = new Map<string, CommonCause>()
  for (const { name, cause, mistake } of met) {
    const key = mistake ?? cause
    const { submissions } = all.get(key) ?? { submissions: [] }
    all.set(key, {
      cause,
      ...given({ mistake }),
      submissions: [...new Set([...submissions, name])],
    })
  }
  return [...all.values()].toSorted((a, b) => b.submissions.length - a.submissions.length)
}
