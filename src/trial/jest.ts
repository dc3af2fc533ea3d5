/**
 * Laws as tests of Jest, and of Bun, which has the same words; and implementations behind an
 * address.
 *
 * @module losslaws/jest
 */
import { misuse } from '../contract/misuse.ts'
import type { Implementation } from '../contract/implementation.ts'
import { callerOf, inBrief, suiteOf, type Place } from './law-tests.ts'
import type { TrialOptions } from './outcome.ts'

export { connect } from './connect.ts'

/** What is asked of Jest and of Bun. */
export type Jest = {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown
  /** Adds a test, which may be one that is not run. */
  readonly test: JestTest & { readonly skip: JestTest }
}

/** Adds a test, and says how many milliseconds it may take. */
export type JestTest = (name: string, body: () => Promise<void>, timeout?: number) => unknown

/**
 * One test for each law, named by its id: failed where the law is broken, with the explanation as
 * its message; skipped, with the reason in its name, where the law does not apply to the
 * implementation. A test that has begun cannot be skipped here: where accuracy alone is lost, where
 * a failure is known, or where an input gave no verdict, it passes with a warning on the console,
 * and lost accuracy fails under `strict`. Of laws that ask for absent operations, one skipped test
 * says how many they are. Without `describe` and `test`, the global ones are taken; throws a Misuse
 * where there are none.
 */
export const describeLaws = (
  implementation: Implementation,
  {
    describe = globals().describe,
    test = globals().test,
    ...options
  }: Partial<Jest> & TrialOptions & Place = {},
): void => {
  const { name, tests, rest } = inBrief(
    suiteOf(implementation, { frame: callerOf(describeLaws), ...options }),
  )
  describe(name, () => {
    for (const { law, why, run } of tests)
      if (why !== undefined) test.skip(`${law.id}: ${why}`, async () => {})
      else
        test(
          law.id,
          async () => {
            const ending = await run()
            if (ending.status === 'failed') throw ending.error
            if ('note' in ending) console.warn(ending.note)
            else if (ending.status === 'skipped') console.warn(`${law.id}: ${ending.reason}`)
          },
          forever,
        )
    if (rest !== undefined) test.skip(rest, async () => {})
  })
}

/** The longest time that a timer can wait for. */
const forever = 2 ** 31 - 1

const globals = (): Jest => {
  const { describe, test } = globalThis as Partial<Jest>
  if (describe === undefined || test === undefined)
    throw misuse(
      'describeLaws of losslaws/jest: expected the global describe and test of Jest, or describe and '
        + 'test among the options, such as those of bun:test, but found neither in '
        + (process.argv[1] ?? process.execPath),
    )
  return { describe, test }
}
