import { fork, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { built } from '../../programs/built.ts'
import { writeText } from '../../trial/files.ts'
import { suiteVersion } from '../../trial/trial-of.ts'
import type { Held, HomeworkLimits } from './hold.ts'
import { patienceOf, reasonOf, type Answer, type Job } from './grader.ts'
import { digestOf, type Submission } from './submissions.ts'

/**
 * What became of a submission, as a file keeps it: outcomes without words, from which every result
 * is made; and of what it was made, so that nothing is graded twice.
 */
export type Graded = Submission & { readonly version: 1; readonly digest: string } & Held

/** A submission that was graded, now or before, or was not, and why. */
export type Done =
  (Graded & { readonly isKept: boolean }) | (Submission & { readonly reason: string })

/** How a class is graded: by which rubric, how many at once, and into which folder. */
export type ClassOrder = {
  readonly rubric: Job['rubric']
  readonly options: HomeworkLimits
  readonly workers: number
  readonly folder: string
}

/** The folder of what is written for a submission. */
export const folderOf = (folder: string, { name }: Submission): string =>
  join(folder, 'submissions', name)

/**
 * Grades submissions side by side, each in a process of its own, so that the end of one harms no
 * other. What was graded before, and is unchanged, is read.
 */
export const gradeEach = async (
  submissions: readonly Submission[],
  order: ClassOrder,
  onDone: (done: Done) => void,
): Promise<readonly Done[]> => {
  const all: Done[] = []
  const queue = submissions.entries()
  const work = async (): Promise<void> => {
    for (const [i, submission] of queue) {
      const done = await doneWith(submission, order)
      all[i] = done
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: order.workers }, work))
  return all
}

const doneWith = async (submission: Submission, order: ClassOrder): Promise<Done> => {
  const file = join(folderOf(order.folder, submission), 'graded.json')
  try {
    const digest = digestOfAll(submission, order)
    const kept = keptIn(file, digest)
    if (kept !== undefined) return { ...kept, ...submission, isKept: true }
    const answer = await graded({
      address: submission.address,
      rubric: order.rubric,
      options: order.options,
    })
    if ('reason' in answer) return { ...submission, ...answer }
    const result: Graded = { version: 1, ...submission, digest, ...answer }
    writeText(file, `${JSON.stringify(result)}\n`)
    return { ...result, isKept: false }
  } catch (error) {
    return { ...submission, reason: reasonOf(error) }
  }
}

/** Of what a grade is made: the submission, the rubric, how it is asked, and this version of ours. */
const digestOfAll = ({ address }: Submission, { rubric, options }: ClassOrder): string =>
  createHash('sha256')
    .update(JSON.stringify([1, suiteVersion(), digestOf(address), rubric.text, options]))
    .digest('hex')

/** What a file keeps of that digest. What is damaged is graded again. */
const keptIn = (file: string, digest: string): Graded | undefined => {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Graded
    return kept.digest === digest ? kept : undefined
  } catch {
    return undefined
  }
}

const program = fileURLToPath(built('learning/grading/grader-process.js'))

const graded = async (job: Job): Promise<Answer> => {
  const grader = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const patience = patienceOf(job.options)
  const timer = setTimeout(() => grader.kill('SIGKILL'), patience)
  try {
    grader.send(job)
    return await answerOf(grader, patience)
  } finally {
    clearTimeout(timer)
    if (grader.connected) grader.disconnect()
  }
}

const answerOf = (grader: ChildProcess, patience: number): Promise<Answer> =>
  new Promise((resolve) => {
    grader.once('message', (answer) => resolve(answer as Answer))
    // What could not be told to one that has ended is told by its end.
    grader.on('error', (error) => {
      if (grader.pid === undefined) resolve({ reason: reasonOf(error) })
    })
    grader.once('exit', (code, signal) =>
      resolve({
        reason:
          signal === 'SIGKILL' && grader.killed ?
            `its grader was not ready within ${patience / 1000} s`
          : `its grader ended with ${signal ?? `exit code ${code}`}`,
      }),
    )
  })
