import type { Reporter, TestCase } from 'vitest/node'
import { inOneLine } from '../contract/thrown.ts'
import { plain } from '../verdict/explain.ts'
import type { Outcome } from '../verdict/outcome.ts'
import './outcome.ts'

/** Every outcome of a run, and what went wrong beside them. */
export type Collection = { readonly outcomes: Outcome[]; readonly faults: string[] }

/** A Vitest reporter that collects outcomes: it stands beside every other one, for the exit code. */
export const collector = ({ outcomes, faults }: Collection): Reporter => {
  const blame = (errors: readonly unknown[]) => {
    for (const error of errors) faults.push(plain(`uncaught ${inOneLine(error)}`))
  }
  const take = (test: TestCase) => {
    const outcome = test.meta().losslaws
    if (outcome !== undefined) outcomes.push(outcome)
    else if (test.result().state === 'failed') blame(test.result().errors ?? [])
  }
  const clear = () => void (outcomes.length = faults.length = 0)
  return {
    onTestRunStart: clear,
    onTestCaseResult: take,
    // In the order of the laws now, whichever was judged first.
    onTestRunEnd: (modules, errors) => {
      clear()
      for (const module of modules) {
        for (const test of module.children.allTests()) take(test)
        blame(module.errors())
      }
      blame(errors)
    },
  }
}
