import { given } from '../../contract/given.ts'
import { countOf, type Grade } from './grade.ts'
import { pointsOf, type Rubric } from './rubric.ts'

/** What became of a homework: its grade, or why there is none. */
export type Result = (Grade | { readonly reason: string }) & {
  /** What stood between us and the homework, where it was tried. */
  readonly border?: string
}

/** The formats in which graders outside read a result, by name: each gives the text of a file. */
export const resultFormats = {
  gradescope: (rubric: Rubric, result: Result): string =>
    `${JSON.stringify(gradescopeOf(rubric, result), null, 2)}\n`,
  classroom: (rubric: Rubric, result: Result): string =>
    `${Buffer.from(JSON.stringify(classroomOf(rubric, result))).toString('base64')}\n`,
} as const
export type ResultFormat = keyof typeof resultFormats
export const resultFormatNames = Object.keys(resultFormats) as ResultFormat[]

/** The file of a result in a folder of its own: what it is called, and what is in it. */
export const resultFile = (format: ResultFormat, rubric: Rubric, result: Result) => ({
  file: { gradescope: 'results.json', classroom: 'results.base64' }[format],
  text: resultFormats[format](rubric, result),
})

/** A question as a test that graders outside know: its points, and what is told of it. */
type Test = {
  readonly title: string
  readonly score: number
  readonly most: number
  readonly output: string
}

const testsOf = ({ questions }: Rubric, result: Result): readonly Test[] =>
  'reason' in result ?
    questions.map(({ title, points }) => ({
      title,
      score: 0,
      most: points,
      output: 'not graded',
    }))
  : result.questions.map((it) => ({
      title: it.title,
      score: it.score,
      most: it.most,
      output: [countOf(it), ...it.feedback].join('\n'),
    }))

/**
 * The results of Gradescope: a test for each question, with its points. Source: Gradescope,
 * Autograder Specifications, "Output format".
 */
const gradescopeOf = (rubric: Rubric, result: Result): object => ({
  score: 'reason' in result ? 0 : result.score,
  output: 'reason' in result ? `${rubric.title}: not graded: ${result.reason}` : rubric.title,
  visibility: 'visible',
  tests: testsOf(rubric, result).map(({ title, score, most, output }, i) => ({
    number: String(i + 1),
    name: title,
    score,
    max_score: most,
    output,
    visibility: 'visible',
  })),
  ...given({ extra_data: result.border === undefined ? undefined : { border: result.border } }),
})

/**
 * The result that GitHub Classroom's autograding-grading-reporter decodes from the variable
 * `<RUNNER>_RESULTS`, in base64. It adds up the scores of the tests, while the table that it prints
 * counts the tests that pass: those with all their points. Source: its src/main.js and
 * src/notify-classroom.js, version 1.
 */
const classroomOf = (rubric: Rubric, result: Result): object => {
  const isGraded = !('reason' in result)
  const status = (score: number, most: number): string =>
    !isGraded ? 'error'
    : score === most ? 'pass'
    : 'fail'
  return {
    version: 1,
    status: status(isGraded ? result.score : 0, pointsOf(rubric)),
    max_score: pointsOf(rubric),
    tests: testsOf(rubric, result).map(({ title, score, most, output }) => ({
      name: title,
      status: status(score, most),
      score,
      message: isGraded ? output : `not graded: ${result.reason}`,
      test_code: output,
      filename: '',
      line_no: 0,
      duration: 0,
    })),
  }
}
