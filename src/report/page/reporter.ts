import { writeText } from '../../trial/files.ts'
import type { Report } from '../../trial/trial.ts'
import { report } from './report.ts'

/**
 * The report that writes the page of a run into a file, and says so. Throws a Misuse where it
 * cannot.
 */
export const pageReporter =
  (file: string): Report =>
  ({ outcomes, faults, surprises, aside }) => ({
    onTestRunEnd: (_, __, reason) => {
      const found = reason === 'interrupted' ? [...faults, 'it was interrupted'] : faults
      writeText(file, report(outcomes, found, surprises))
      aside(`the report is in ${file}\n`)
    },
  })
