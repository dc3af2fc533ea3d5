import type { Reporter } from 'vitest/node'
import type { Collection } from './collector.ts'
import { writeText } from './files.ts'
import type { Output } from './reporter.ts'

/**
 * A Vitest reporter that writes the outcomes of a run into a file, one a line, and says so. Throws
 * a Misuse where it cannot.
 */
export const linesReporter = (
  { outcomes }: Collection,
  file: string,
  write: Output['write'],
): Reporter => ({
  onTestRunEnd: () => {
    writeText(file, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''))
    write(`the outcomes are in ${file}\n`)
  },
})
