import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Reporter } from 'vitest/node'
import { misuse } from '../implementation/module.ts'
import { inOneLine } from '../implementation/thrown.ts'
import { report } from './html/report.ts'
import type { Docket, Output } from './reporter.ts'

/** A Vitest reporter that writes the page of a run into a file, and says so. Throws a Misuse where it cannot. */
export const htmlReporter = (docket: Docket, surprises: readonly string[], file: string, write: Output['write']): Reporter => ({
  onTestRunEnd: (_, __, reason) => {
    writeFile(file, report(reason === 'interrupted' ? { ...docket, faults: [...docket.faults, 'it was interrupted'] } : docket, surprises))
    write(`the report is in ${file}\n`)
  },
})

/** Writes a text into a file and makes the folders above it. Throws a Misuse where it cannot. */
export const writeFile = (file: string, text: string): void => {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true })
    writeFileSync(file, text)
  } catch (error) {
    throw misuse(`expected a file to write, but ${file} could not be written: ${inOneLine(error)}`)
  }
}
