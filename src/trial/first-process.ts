import { selected } from '../laws/select.ts'
import { laws } from '../laws/index.ts'
import { parseAddress } from './address.ts'
import { connect, limitsOf } from './connect.ts'
import { suiteOf } from './law-tests.ts'
import type { TrialOptions } from './outcome.ts'
import { fateOf } from './standing.ts'

/** Who is on trial, and how. */
export type Search = { readonly addresses: readonly string[]; readonly options: TrialOptions }

/**
 * The first law that is found broken, of those that say what a result is before those that say how
 * results are related. What goes wrong otherwise is for the trial to say, and programs are left to it
 * since they may take long to start.
 */
const firstBroken = async ({ addresses, options }: Search) => {
  const from = selected(options, laws).toSorted((a, b) => valuesFirst(a.id) - valuesFirst(b.id))
  for (const address of addresses) {
    const parsed = parseAddress(address)
    if (parsed.scheme === 'exec') continue
    const it = await connect(parsed, limitsOf(options)).catch(() => undefined)
    if (it === undefined || from.length === 0) continue
    for (const { why, run } of suiteOf(it, { ...options, address, from }).tests) {
      if (why !== undefined) continue
      const { outcome } = await run()
      if (fateOf(outcome) === 'broken') return outcome
    }
  }
  return undefined
}

const valuesFirst = (id: string): number => (id.endsWith('/value') ? 0 : 1)

// It is told what to seek, answers once if there is something, and ends with whoever asked.
process.once('message', (search: Search) => {
  void firstBroken(search)
    .then((outcome) => outcome && process.send?.(outcome))
    .finally(() => process.disconnect())
})
process.once('disconnect', () => process.exit())
