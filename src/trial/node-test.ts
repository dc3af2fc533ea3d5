/**
 * Laws as tests of Node's own runner; and implementations behind an address.
 *
 * @module losslaws/node-test
 */
import * as node from 'node:test'
import type { Implementation } from '../contract/implementation.ts'
import { callerOf, inBrief, suiteOf, type Place } from './law-tests.ts'
import type { TrialOptions } from './outcome.ts'

export { connect } from './connect.ts'

/** What is asked of node:test. */
export type NodeTest = {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown
  /** Adds a test. */
  readonly test: (name: string, body: (context: NodeContext) => Promise<void>) => unknown
}

/** What is asked of the context of a test. */
export type NodeContext = {
  /** Marks the test as skipped. */
  readonly skip: (message?: string) => void
  /** Tells something beside the test. */
  readonly diagnostic: (message: string) => void
}

/**
 * One test of node:test for each law, named by its id: failed where the law is broken, with the
 * explanation as its message; skipped, with the reason, where the law does not apply to the
 * implementation. Where accuracy alone is lost, it is skipped with the explanation as a diagnostic,
 * and fails under `strict`. What held on all its inputs has a diagnostic that says so. Of laws that
 * ask for absent operations, one skipped test says how many they are.
 */
export const describeLaws = (
  implementation: Implementation,
  {
    describe = node.describe,
    test = node.test,
    ...options
  }: Partial<NodeTest> & TrialOptions & Place = {},
): void => {
  const { name, tests, rest } = inBrief(
    suiteOf(implementation, { frame: callerOf(describeLaws), ...options }),
  )
  void describe(name, () => {
    for (const { law, run } of tests)
      void test(law.id, async (context) => {
        const ending = await run()
        if ('note' in ending) context.diagnostic(ending.note)
        if (ending.status === 'skipped') context.skip(ending.reason)
        if (ending.status === 'failed') throw ending.error
      })
    if (rest !== undefined) void test(rest, async (context) => context.skip())
  })
}
