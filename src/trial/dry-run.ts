import { greatest, total } from '../arithmetic/sequence.ts'
import { referenceIn } from '../core/reference.ts'
import type { AnyLaw } from '../laws/law.ts'
import { select } from '../laws/select.ts'
import { plain } from '../verdict/explain.ts'
import { settingOf } from '../verdict/setting.ts'
import { moduleOf, parseAddress } from './address.ts'
import { lawsOf } from './all-laws.ts'
import { connect } from './connect.ts'
import type { TrialOptions } from './outcome.ts'
import type { Output } from './output.ts'
import { exitCodes } from './exit-codes.ts'

/**
 * Lists what a trial would judge: each address, and each law with how many inputs it has. Nothing is
 * imported or started, so that nobody knows yet which laws do not apply to which. Throws a Misuse
 * where there is nothing at an address.
 */
export const dryRun = async (
  addresses: readonly string[],
  options: TrialOptions,
  { write }: Output,
): Promise<number> => {
  const laws = select(options, lawsOf())
  const inputs = laws.map((law) => inputsOf(law, options))
  const width = greatest(laws.map(({ id }) => id.length))
  const all = [...new Set(addresses)]
  for (const address of all) {
    const at = parseAddress(address)
    if (at.scheme !== 'exec' && moduleOf(at) === undefined) await connect(at)
    write(`${plain(address)}\n`)
  }
  for (const [i, { id }] of laws.entries()) write(`  ${id.padEnd(width)}  ${inputs[i]}\n`)
  write(
    `${counted(all.length, 'implementation')}, each with ${counted(laws.length, 'law')} and ${counted(total(inputs), 'input')} where they apply; nothing was run\n`,
  )
  return exitCodes.held
}

const counted = (n: number, what: string): string =>
  `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`

/** The inputs of a law: those that are drawn, those of its sweeps, and its examples. */
const inputsOf = (law: AnyLaw, options: TrialOptions): number => {
  const { runs = 100 } = options
  const sweeps = law.sweeps?.(settingOf(referenceIn('core', 'binary64'), options)) ?? []
  return law.recorded ?
      law.examples.length
    : law.examples.length
        + runs
        + total(sweeps.map((sweep) => Math.round((sweep.runs * runs) / 100)))
}
