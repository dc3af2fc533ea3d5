/**
 * Laws as tests of Vitest, whichever copy of it runs; and implementations behind an address.
 *
 * @module losslaws/vitest
 */
import { misuse } from '../contract/declaration.ts'
import type { Implementation } from '../contract/implementation.ts'
import { callerOf, suiteOf, type Place, type Suite } from './law-tests.ts'
import type { TrialOptions } from './outcome.ts'

export { connect } from './connect.ts'

/** What is asked of Vitest: its `describe` and `test`, since version 3. */
export type Vitest = {
  readonly describe: (name: string, body: () => void) => unknown
  readonly test: (
    name: string,
    options: { readonly timeout: number },
    body: (context: Context) => Promise<void>,
  ) => unknown
}
type Context = {
  readonly task: { readonly meta: object }
  readonly skip: (note?: string) => unknown
  /** Since Vitest 3.2. */
  readonly annotate?: (message: string, type?: string) => Promise<unknown>
}

/**
 * One Vitest test for each law, named by its id: failed where the law is broken, with the
 * explanation as its message; skipped, with the reason, where the law does not speak of the
 * implementation. Where accuracy alone is lost, it is skipped with the explanation as a warning,
 * and fails under `strict`. What held on all its inputs has a notice that says so. The seed of the
 * run is printed with every failure. Without `describe` and `test`, those of the copy of Vitest
 * that runs are taken; throws a Misuse where none does.
 */
export const describeLaws = (
  implementation: Implementation,
  {
    describe = running().describe,
    test = running().test,
    ...options
  }: Partial<Vitest> & TrialOptions & Place = {},
): void =>
  describeSuite(suiteOf(implementation, { frame: callerOf(describeLaws), ...options }), {
    describe,
    test,
  })

/** A suite as tests of Vitest, whose meta hold the outcomes. */
export const describeSuite = ({ name, tests }: Suite, { describe, test }: Vitest): void =>
  void describe(name, () => {
    for (const { law, run } of tests)
      test(law.id, { timeout: 0 }, async ({ task, skip, annotate }) => {
        const { outcome, ...ending } = await run()
        Object.assign(task.meta, { losslaws: outcome })
        if ('note' in ending)
          await annotate?.(ending.note, ending.status === 'passed' ? 'notice' : 'warning')
        if (ending.status === 'skipped') skip(ending.reason)
        if (ending.status === 'failed') throw ending.error
      })
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
