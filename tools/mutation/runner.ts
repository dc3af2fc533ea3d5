import type { RunnerTestFile } from 'vitest'
import { TestRunner } from 'vitest'

/**
 * Runs tests as Vitest does. Where a change keeps a test file from being loaded no test of it fails,
 * so that Stryker would count the change as unseen: it is told of an error.
 */
export default class extends TestRunner {
  onCollected(files: readonly RunnerTestFile[]): void {
    const unloaded = files.find(({ result }) => result?.state === 'fail')
    if (unloaded) throw new Error(`${unloaded.name} could not be loaded`)
  }
}
