/**
 * Laws as tests of Vitest, whichever copy of it runs; and implementations behind an address.
 *
 * @module losslaws/vitest
 */
import { misuse } from '../contract/declaration.ts'
import type { Implementation } from '../contract/implementation.ts'
import { describeSuite, type Vitest } from './describe-suite.ts'
import { callerOf, inBrief, suiteOf, type Place } from './law-tests.ts'
import type { TrialOptions } from './outcome.ts'

export { connect } from './connect.ts'

/**
 * One Vitest test for each law, named by its id: failed where the law is broken, with the
 * explanation as its message; skipped, with the reason, where the law does not apply to the
 * implementation. Where accuracy alone is lost, it is skipped with the explanation as a warning,
 * and fails under `strict`. What held on all its inputs has a notice that says so. The seed of the
 * run is printed with every failure. Of laws that ask for absent operations, one skipped test says
 * how many they are. Without `describe` and `test`, those of the copy of Vitest that runs are
 * taken; throws a Misuse where none does.
 */
export const describeLaws = (
  implementation: Implementation,
  {
    describe = running().describe,
    test = running().test,
    ...options
  }: Partial<Vitest> & TrialOptions & Place = {},
): void =>
  describeSuite(inBrief(suiteOf(implementation, { frame: callerOf(describeLaws), ...options })), {
    describe,
    test,
  })

/** The copy of Vitest that runs this file, as its workers hold it: what we import may be another. */
const running = (): Vitest => {
  const { __vitest_index__: found } = globalThis as { readonly __vitest_index__?: Vitest }
  if (found === undefined)
    throw misuse(
      'describeLaws of losslaws/vitest: expected a test file that Vitest runs, or describe and test '
        + `among the options, but found neither in ${process.argv[1] ?? process.execPath}`,
    )
  return found
}
