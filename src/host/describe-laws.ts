import { describe, test } from 'vitest'
import type { Implementation } from '../implementation/implementation.ts'
import { select } from '../laws/select.ts'
import type { AnyLaw } from '../laws/law.ts'
import { verify } from '../verdict/verify.ts'
import { interrupt } from './interrupt.ts'
import { entryOf, type TrialOptions } from './entry.ts'

/**
 * One Vitest test for each law, named by its id: failed where the law is broken, with the explanation as its message;
 * skipped, with the reason, where the law does not speak of the implementation. The seed of the run is printed with
 * every failure; `from` narrows the laws, `address` is what a replay line names.
 */
export const describeLaws = (
  implementation: Implementation,
  { address = implementation.name, from, ...options }: TrialOptions & { readonly address?: string; readonly from?: readonly AnyLaw[] } = {},
): void => {
  describe(address, () => {
    for (const law of select(options, from)) {
      test(law.id, { timeout: 0 }, async ({ task, skip }) => {
        const verdict = await verify(law, implementation, { ...options, interrupt })
        const entry = entryOf(verdict, address)
        task.meta.losslaws = entry
        if (verdict.status === 'skipped') skip(verdict.reason)
        if (verdict.status !== 'passed') throw withoutStack(entry.text)
      })
    }
  })
}

/** An error whose whole story is its message: the place in our code says nothing about theirs. */
export const withoutStack = (message: string): Error => {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}
