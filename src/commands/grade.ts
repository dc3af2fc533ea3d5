import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { misuse } from '../contract/declaration.ts'
import { given } from '../contract/given.ts'
import { defaultTimeLimit } from '../contract/implementation.ts'
import { checkInWords } from '../learning/grading/check-in-words.ts'
import { checkOf, isSound } from '../learning/grading/check.ts'
import { classInCsv, classInWords } from '../learning/grading/class-in-words.ts'
import { classSummaryOf, resultOf } from '../learning/grading/class-summary.ts'
import { folderOf, gradeEach, type Done } from '../learning/grading/class.ts'
import { gradeOf, nothingJudged, toldGrade, type Grade } from '../learning/grading/grade.ts'
import { reasonOf } from '../learning/grading/grader.ts'
import { held, type HomeworkLimits } from '../learning/grading/hold.ts'
import {
  resultFile,
  resultFormatNames,
  resultFormats,
  type Result,
  type ResultFormat,
} from '../learning/grading/results.ts'
import {
  revealAt,
  revealLevels,
  rubricFrom,
  type Reveal,
  type Rubric,
} from '../learning/grading/rubric.ts'
import { submissionsAt } from '../learning/grading/submissions.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { readText, removeFile, writeText } from '../trial/files.ts'
import type { Output } from '../trial/output.ts'
import { plain } from '../verdict/explain.ts'
import { command, limits, limitsFrom, oneOf, seedFrom, wholeNumber } from './options.ts'

export default command({
  name: 'grade',
  usage: `
  losslaws grade <address> --rubric <f>    grade a homework, a file or a folder, behind a border
    --reveal <level>    how much the learner is told: ${revealLevels.join(', ')}
    --attempt <n>       the number of the attempt: a rubric may tell more at later ones
    --border <b>        what isolates a program (exec:): namespaces, container:<image>, or none
    --format <name>     of the results: ${resultFormatNames.join(' (the default) or ')}
    --output-file <f>   write the results of one homework
  losslaws grade <address>... --rubric <f> --output-dir <folder>
                        grade a class: the results of each, class.csv and class.json; what is unchanged is
                        not graded again
    --workers <n>       how many are graded at once (as many as there are processors)
  losslaws grade --check-rubric --rubric <f>
                        grade our reference, nonsense and the gallery: does the rubric tell them apart?`,
  flags: {
    ...limits,
    rubric: { type: 'string' },
    reveal: { type: 'string' },
    attempt: { type: 'string' },
    'check-rubric': { type: 'boolean' },
    border: { type: 'string' },
    format: { type: 'string' },
    'output-file': { type: 'string' },
    'output-dir': { type: 'string' },
    workers: { type: 'string' },
  },
  run: async (addresses, values, output) => {
    const { rubric: name, 'output-dir': folder } = values
    const isCheck = values['check-rubric'] === true
    const [address] = addresses
    if (isCheck && address !== undefined)
      throw misuse(`--check-rubric: expected no homework, but received ${address}`)
    if (!isCheck && address === undefined)
      throw misuse('expected the address of a homework, but received none')
    if (addresses.length > 1 && folder === undefined)
      throw misuse(
        `expected the address of a homework, or --output-dir for a class, but received ${addresses.length}`,
      )
    if (folder !== undefined && values['output-file'] !== undefined)
      throw misuse(
        'expected --output-file for one homework or --output-dir for a class, but received both',
      )
    if (name === undefined) throw misuse('expected --rubric and a file, but received none')
    const text = readText(name, 'a rubric')
    const rubric = rubricFrom(text, name, lawsOf())
    const options = {
      runs: rubric.runs ?? 100,
      timeLimit: defaultTimeLimit,
      ...limitsFrom(values),
      ...given({ border: values.border }),
      seed:
        values.seed !== undefined ? seedFrom(values.seed)
        : rubric.seed !== undefined ? rubric.seed
        : folder !== undefined ? seedOf(text)
        : seedFrom(undefined),
    }
    const order: Order = {
      rubric,
      options,
      reveal:
        values.reveal === undefined ?
          revealAt(rubric, attemptFrom(values.attempt))
        : oneOf('--reveal', revealLevels, values.reveal),
      format:
        values.format === undefined ?
          'gradescope'
        : oneOf('--format', resultFormatNames, values.format),
    }
    if (address === undefined) return check(order, output)
    if (folder === undefined) return gradeOne(address, order, values['output-file'], output)
    const workers =
      values.workers === undefined ?
        availableParallelism()
      : wholeNumber('--workers', values.workers, 1)
    return gradeClass(addresses, order, { name, text }, { folder, workers }, output)
  },
})

/** By what homework is graded, how it is asked, how much is told, and for whom it is written. */
type Order = {
  readonly rubric: Rubric
  readonly options: HomeworkLimits
  readonly reveal: Reveal
  readonly format: ResultFormat
}

/** Whether the rubric tells right from wrong. */
const check = async ({ rubric, options }: Order, { write }: Output): Promise<number> => {
  const found = await checkOf(rubric, options)
  write(`${plain(checkInWords(rubric, found))}\nseed ${options.seed}\n`)
  return isSound(found) ? exitCodes.held : exitCodes.broken
}

const gradeOne = async (
  address: string,
  { rubric, options, reveal, format }: Order,
  file: string | undefined,
  { write }: Output,
): Promise<number> => {
  // Whatever happens to us, no older results are taken for these.
  if (file !== undefined) removeFile(file)
  const save = (result: Result): void =>
    void (file !== undefined && writeText(file, resultFormats[format](rubric, result)))
  let grade: Grade & { readonly border: string }
  try {
    const { border, outcomes } = await held(address, rubric, options)
    const graded = gradeOf(rubric, outcomes, reveal)
    if (graded === undefined) throw misuse(nothingJudged)
    grade = { ...graded, border }
  } catch (error) {
    const reason = reasonOf(error)
    write(`not graded: ${reason}\n`)
    save({ reason })
    return exitCodes.failed
  }
  write(`${plain(toldGrade(grade))}\nseed ${options.seed}\nborder ${grade.border}\n`)
  save(grade)
  return grade.score === grade.most ? exitCodes.held : exitCodes.broken
}

const gradeClass = async (
  addresses: readonly string[],
  { rubric, options, reveal, format }: Order,
  source: { readonly name: string; readonly text: string },
  { folder, workers }: { readonly folder: string; readonly workers: number },
  { write }: Output,
): Promise<number> => {
  const tell = (done: Done): void => {
    const result = resultOf(rubric, done, reveal)
    const { file, text } = resultFile(format, rubric, result)
    writeText(join(folderOf(folder, done), file), text)
    const words =
      'reason' in result ?
        `not graded: ${result.reason}`
      : `${result.score} of ${result.most} points`
    const isKept = !('reason' in done) && done.isKept
    write(`${plain(`${done.name}: ${words}${isKept ? ', graded before' : ''}`)}\n`)
  }
  const order = { rubric: source, options, workers, folder }
  const all = await gradeEach(submissionsAt(addresses), order, tell)
  const summary = classSummaryOf(rubric, options.seed, all)
  writeText(join(folder, 'class.json'), `${JSON.stringify(summary, null, 2)}\n`)
  writeText(join(folder, 'class.csv'), classInCsv(summary))
  write(`\n${plain(classInWords(summary))}\nseed ${options.seed}\n`)
  const { submissions, most } = summary
  return (
    submissions.some(({ status }) => status === 'not graded') ? exitCodes.failed
    : submissions.some((it) => it.status === 'graded' && it.score < most) ? exitCodes.broken
    : exitCodes.held
  )
}

/** The seed of a class whose rubric names none: another day it is the same one. */
const seedOf = (rubric: string): number =>
  createHash('sha256').update(rubric).digest().readUInt32BE() >>> 1

const attemptFrom = (text = '1'): number => wholeNumber('--attempt', text, 1)
