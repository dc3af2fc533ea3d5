import type { Reporter } from 'vitest/node'
import { plain } from '../verdict/explain.ts'
import { knownFrom } from '../verdict/known-file.ts'
import { surprisesOf, type Known } from '../verdict/known.ts'
import { readText } from './files.ts'
import { lawsOf } from './all-laws.ts'
import type { Collection } from './collector.ts'
import type { Output } from './output.ts'

/** The list of known failures in a file. Throws a Misuse where it is none. */
export const readKnown = (file: string): Known =>
  knownFrom(readText(file, 'a list of known failures'), file)

/**
 * A Vitest reporter that tells at the end of a run, and writes down in `surprises`, what was not as
 * listed.
 */
export const comparer = (
  known: Known,
  isWhole: boolean,
  { outcomes }: Collection,
  surprises: string[],
  write: Output['write'],
): Reporter => ({
  onTestRunEnd: () => {
    surprises.splice(0, Infinity, ...surprisesOf(known, outcomes, lawsOf(), isWhole).map(plain))
    for (const surprise of surprises) write(`${surprise}\n`)
  },
})
