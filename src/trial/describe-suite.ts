import type { Brief } from './law-tests.ts'

/** What is asked of Vitest, since version 3. */
export type Vitest = {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown
  /** Adds a test; a timeout of 0 is none. */
  readonly test: (
    name: string,
    options: { readonly timeout: number },
    body: (context: VitestContext) => Promise<void>,
  ) => unknown
}

/** What is asked of the context of a test. */
export type VitestContext = {
  readonly task: { readonly meta: object }
  /** Ends the test. */
  readonly skip: (note?: string) => unknown
  /** Tells something beside the test, since Vitest 3.2. */
  readonly annotate?: (message: string, type?: string) => Promise<unknown>
}

/** A suite as tests of Vitest, whose meta hold the outcomes. */
export const describeSuite = ({ name, tests, rest }: Brief, { describe, test }: Vitest): void =>
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
    if (rest !== undefined) test(rest, { timeout: 0 }, async ({ skip }) => void skip())
  })
