import { answerTo, type Job } from './grader.ts'

// A process that grades one homework: it is told which, answers once, and ends with whoever asked.
process.once('message', (job: Job) => void answerTo(job).then((answer) => process.send?.(answer)))
process.once('disconnect', () => process.exit())
