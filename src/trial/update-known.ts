import { existsSync } from 'node:fs'
import { plain } from '../verdict/explain.ts'
import { textOf } from '../verdict/known-file.ts'
import { updatedBy, whyIncomplete } from '../verdict/known.ts'
import type { Collection } from './collector.ts'
import { writeText } from './files.ts'
import { readKnown } from './known.ts'
import type { TrialOptions } from './outcome.ts'
import type { Output } from './output.ts'
import { exitCodes } from './exit-codes.ts'
import { trial, type Report } from './trial.ts'

/**
 * Checks implementations by all laws, and writes what fails into the file: reasons are kept, and
 * what is worse is refused.
 */
export const updateKnown = async (
  addresses: readonly string[],
  file: string,
  options: TrialOptions & { readonly seed: number },
  acceptWorse: boolean,
  output: Output,
  reports: readonly Report[],
): Promise<number> => {
  const { seed, runs = 100 } = options
  const known = {
    ...(existsSync(file) ? readKnown(file) : ({ version: 1, failures: [] } as const)),
    seed,
    runs,
  }
  const collected: Collection = { outcomes: [], faults: [] }
  await trial(addresses, { ...options, known }, { isUpdate: true, reports }, output, collected)
  const [
    fault = collected.outcomes.length === 0 ?
      'nothing was tested'
    : whyIncomplete(known, collected.outcomes),
  ] = collected.faults
  if (fault !== undefined) {
    output.write(`${file} was left as it was: ${plain(fault)}\n`)
    return exitCodes.failed
  }
  const { known: found, worse } = updatedBy(known, collected.outcomes, acceptWorse)
  writeText(file, textOf(found))
  for (const line of worse) output.write(`${plain(line)} (--accept-worse lists it so)\n`)
  output.write(
    `${file}: ${found.failures.length} known ${found.failures.length === 1 ? 'failure' : 'failures'}\n`,
  )
  return worse.length > 0 ? exitCodes.broken : exitCodes.held
}
