import { misuse } from '../contract/declaration.ts'
import { defaultTimeLimit } from '../contract/implementation.ts'
import { inOneLine } from '../contract/thrown.ts'
import {
  gradeOf,
  gradescopeOf,
  toldGrade,
  ungraded,
  type Grade,
} from '../learning/grading/grade.ts'
import { held } from '../learning/grading/hold.ts'
import { revealAt, revealLevels, rubricFrom } from '../learning/grading/rubric.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { readText, removeFile, writeText } from '../trial/files.ts'
import { exitCodes } from '../trial/trial.ts'
import { plain } from '../verdict/explain.ts'
import { command, limits, limitsFrom, oneOf, seedFrom, wholeNumber } from './options.ts'

export default command({
  name: 'grade',
  usage: `
  losslaws grade <address> --rubric <f>    grade a homework, in a separate process that is no security boundary
    --reveal <level>    how much is told: ${revealLevels.join(', ')}
    --attempt <n>       which attempt it is: a rubric may tell more at later ones
    --output-file <f>   write the results for Gradescope`,
  flags: {
    ...limits,
    rubric: { type: 'string' },
    reveal: { type: 'string' },
    attempt: { type: 'string' },
    'output-file': { type: 'string' },
  },
  run: async ([address, ...others], values, { write }) => {
    if (address === undefined || others.length > 0)
      throw misuse(
        `expected the address of a homework, but received ${address === undefined ? 'none' : others.length + 1}`,
      )
    if (values.rubric === undefined) throw misuse('expected --rubric and a file, but received none')
    const rubric = rubricFrom(readText(values.rubric, 'a rubric'), values.rubric, lawsOf())
    const reveal =
      values.reveal === undefined ?
        revealAt(rubric, attemptFrom(values.attempt))
      : oneOf('--reveal', revealLevels, values.reveal)
    const seed =
      values.seed === undefined && rubric.seed !== undefined ? rubric.seed : seedFrom(values.seed)
    const options = {
      runs: rubric.runs ?? 100,
      timeLimit: defaultTimeLimit,
      ...limitsFrom(values),
      seed,
    }
    const file = values['output-file']
    // Whatever happens to us, no older results are taken for these.
    if (file !== undefined) removeFile(file)
    const save = (results: object): void =>
      void (file !== undefined && writeText(file, `${JSON.stringify(results, null, 2)}\n`))
    let grade: Grade
    try {
      const graded = gradeOf(rubric, await held(address, rubric, options, reveal), reveal)
      if (graded === undefined) throw misuse('no law of the rubric could be judged')
      grade = graded
    } catch (error) {
      const reason = plain(
        error instanceof Error && error.name === 'Misuse' ? error.message : inOneLine(error),
      )
      write(`not graded: ${reason}\n`)
      save(ungraded(rubric, reason))
      return exitCodes.failed
    }
    write(`${plain(toldGrade(grade))}\nseed ${seed}\n`)
    save(gradescopeOf(grade))
    return grade.score === grade.most ? exitCodes.held : exitCodes.broken
  },
})

const attemptFrom = (text = '1'): number => wholeNumber('--attempt', text, 1)
