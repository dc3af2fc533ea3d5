import type { Reporter } from 'vitest/node'
import { writeText } from './files.ts'
import { report } from './html/report.ts'
import type { Collection } from './collector.ts'
import type { Output } from './reporter.ts'

/**
 * A Vitest reporter that writes the page of a run into a file, and says so. Throws a Misuse where
 * it cannot.
 */
export const htmlReporter = (
  { outcomes, faults }: Collection,
  surprises: readonly string[],
  file: string,
  write: Output['write'],
): Reporter => ({
  onTestRunEnd: (_, __, reason) => {
    writeText(
      file,
      report(
        outcomes,
        reason === 'interrupted' ? [...faults, 'it was interrupted'] : faults,
        surprises,
      ),
    )
    write(`the report is in ${file}\n`)
  },
})
