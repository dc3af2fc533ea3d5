import { given } from '../contract/given.ts'
import { existsSync } from 'node:fs'
import { readKnown } from '../trial/known.ts'
import { updateKnown } from '../trial/update-known.ts'
import { misuse } from '../contract/declaration.ts'
import { progressReporter } from '../report/terminal.ts'
import { command, limits, limitsFrom, seedFrom } from './options.ts'

const partial = {
  laws: { type: 'string' },
  tier: { type: 'string' },
  shard: { type: 'string' },
  'merge-reports': { type: 'string' },
} as const

export default command({
  name: 'known',
  usage: `
  losslaws known update <address>...       write what fails into the file of --known
    --accept-worse      also failures that have got worse`,
  flags: { ...limits, ...partial, known: { type: 'string' }, 'accept-worse': { type: 'boolean' } },
  run: ([what, ...addresses], values, output) => {
    if (what !== 'update') throw misuse(`expected known update, but received ${what ?? 'nothing'}`)
    if (values.known === undefined)
      throw misuse('expected --known and a file to write, but received none')
    if (addresses.length === 0) throw misuse('expected an address to check, but received none')
    const part = Object.keys(partial).find(
      (name) => values[name as keyof typeof partial] !== undefined,
    )
    if (part !== undefined)
      throw misuse(
        `--${part}: expected a whole trial to update what is known, but received a part of it`,
      )
    const old = existsSync(values.known) ? readKnown(values.known) : undefined
    const options = {
      ...given({ runs: old?.runs }),
      seed: old !== undefined && values.seed === undefined ? old.seed : seedFrom(values.seed),
      ...limitsFrom(values),
    }
    return updateKnown(addresses, values.known, options, values['accept-worse'] ?? false, output, [
      progressReporter,
    ])
  },
})
