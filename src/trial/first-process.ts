import { laws } from '../laws/index.ts'
import type { AnyLaw } from '../laws/law.ts'
import { selected } from '../laws/select.ts'
import { whySkipped } from '../verdict/applies.ts'
import { evidenceOf } from '../verdict/evidence.ts'
import { outcomeOf } from '../verdict/outcome-of.ts'
import { settingOf } from '../verdict/setting.ts'
import { verify } from '../verdict/verify.ts'
import { parseAddress } from './address.ts'
import { connect, limitsOf } from './connect.ts'
import { interrupt } from './interrupt.ts'
import type { TrialOptions } from './outcome.ts'

/** Who is on trial, and how. */
export type Search = { readonly addresses: readonly string[]; readonly options: TrialOptions }

/**
 * A line on the first textbook law that is found broken, of those that say what a result is before
 * those that say how results are related. What goes wrong otherwise is for the trial to say, and
 * programs are left to it since they may take long to start.
 */
const firstBroken = async ({ addresses, options }: Search): Promise<string | undefined> => {
  const chosen = selected({ ...options, tier: 'textbook' }, laws)
  const from = chosen.toSorted((a, b) => valuesFirst(a) - valuesFirst(b))
  for (const address of addresses) {
    const parsed = parseAddress(address)
    if (parsed.scheme === 'exec') continue
    const it = await connect(parsed, limitsOf(options)).catch(() => undefined)
    if (it === undefined) continue
    const setting = settingOf(it, options)
    for (const law of from.filter((law) => whySkipped(law, it) === undefined)) {
      const found = outcomeOf(await verify(law, it, { ...options, interrupt }, setting))
      if (found.status !== 'falsified') continue
      const rows = new Map(evidenceOf(found).map(([slot, text = '']) => [slot, text]))
      return (
        `${address}  ${law.id}: ${rows.get('claim')} is ${rows.get('got')} at `
        + `${rows.get('input')}, expected ${rows.get('expected')}`
      )
    }
  }
  return undefined
}

const valuesFirst = ({ id }: AnyLaw): number => (id.endsWith('/value') ? 0 : 1)

// It is told what to seek, answers once if there is something, and ends with whoever asked.
process.once('message', (search: Search) => {
  void firstBroken(search)
    .then((line) => line !== undefined && process.send?.(line))
    .finally(() => process.disconnect())
})
process.once('disconnect', () => process.exit())
