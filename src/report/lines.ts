import { writeText } from '../trial/files.ts'
import type { Report } from '../trial/trial.ts'

/**
 * The report that writes the outcomes of a run into a file, one a line, and says so. Throws a
 * Misuse where it cannot.
 */
export const linesReporter =
  (file: string): Report =>
  ({ outcomes, aside }) => ({
    onTestRunEnd: () => {
      writeText(file, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''))
      aside(`the outcomes are in ${file}\n`)
    },
  })
