import { inject, test } from 'vitest'
import { familyOf } from '../laws/law.ts'
import { laws } from '../laws/index.ts'
import { plain } from '../verdict/explain.ts'
import { connect } from './connect.ts'
import { describeLaws, withoutStack } from './describe-laws.ts'
import { notHeld } from './entry.ts'

/** The trial of one family of laws, as a test file: each address that the host was given, before each law. */
export const suite = async (family: string): Promise<void> => {
  const { addresses, options } = inject('losslaws')
  for (const address of addresses) {
    try {
      describeLaws(await connect(address), { ...options, address, from: laws.filter((law) => familyOf(law.id) === family) })
    } catch (error) {
      const text = plain(error instanceof Error ? error.message : String(error))
      test(`${address} can be tried`, ({ task }) => {
        task.meta.losslaws = { address, law: notHeld, tier: 'textbook', status: 'errored', text }
        throw withoutStack(text)
      })
    }
  }
}
