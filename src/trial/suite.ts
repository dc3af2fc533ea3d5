import { setFlagsFromString } from 'node:v8'
import { describe, inject, test, type ProvidedContext } from 'vitest'
import { selected } from '../laws/select.ts'
import { plain } from '../verdict/explain.ts'
import { filesOf, parseAddress } from './address.ts'
import { connect, limitsOf } from './connect.ts'
import { lawsOf } from './all-laws.ts'
import { describeSuite } from './describe-suite.ts'
import { failure, suiteOf } from './law-tests.ts'

// Laws are many small functions that meet lists of every kind. What V8 optimises at once it throws away
// again, hundreds of times a trial; what it optimises later it keeps, which saves a sixth of the time.
setFlagsFromString('--interrupt-budget=500000')

/** A test file of the host: the trial of one family of laws that Vitest was told about. */
export const suite = (family: string): Promise<void> => {
  // The report has stdout to itself: what those on trial write past the console goes to stderr.
  process.stdout.write = process.stderr.write.bind(process.stderr)
  return describeTrial(family, inject('losslaws'))
}

/**
 * Each address before each law of one family; an address without an implementation is a test that
 * fails.
 */
export const describeTrial = async (
  family: string,
  { addresses, options }: ProvidedContext['losslaws'],
): Promise<void> => {
  const from = selected(options, lawsOf(family))
  for (const address of addresses) {
    const parsed = parseAddress(address)
    const file = filesOf(parsed).at(-1)
    const frame = file === undefined ? '' : `    at ${file}:1:1`
    try {
      const it = await connect(parsed, limitsOf(options))
      describeSuite(suiteOf(it, { ...options, address, from, frame }), { describe, test })
    } catch (error) {
      const reason = plain(error instanceof Error ? error.message : String(error))
      test(`${address} can be tried`, ({ task }) => {
        task.meta.losslaws = { version: 1, status: 'untried', address, reason }
        throw failure(reason, frame)
      })
    }
  }
}
