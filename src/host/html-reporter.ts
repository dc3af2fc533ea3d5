import type { Reporter } from 'vitest/node'
import { writeText } from './files.ts'
import { report } from './html/report.ts'
import type { Docket, Output } from './reporter.ts'

/**
 * A Vitest reporter that writes the page of a run into a file, and says so. Throws a Misuse where
 * it cannot.
 */
export const htmlReporter = (
  docket: Docket,
  surprises: readonly string[],
  file: string,
  write: Output['write'],
): Reporter => ({
  onTestRunEnd: (_, __, reason) => {
    writeText(
      file,
      report(
        reason === 'interrupted' ?
          { ...docket, faults: [...docket.faults, 'it was interrupted'] }
        : docket,
        surprises,
      ),
    )
    write(`the report is in ${file}\n`)
  },
})
