import { basename, join } from 'node:path'
import { JUnitReporter, type Reporter, type TestModule } from 'vitest/node'

/**
 * A reporter that stands before those of Vitest, so that they tell of families of laws, and not of
 * the files in which we judge them.
 */
export const familyNamer: Reporter = {
  onTestModuleCollected: (module) => void (taskOf(module).name = nameOf(module)),
}

/** Vitest's JUnit report, with a suite for each family of laws. */
export const junitReporter = (): Reporter => {
  const junit = new JUnitReporter({ suiteName: 'losslaws', classnameTemplate: '{filename}' })
  let root = ''
  const named = (module: TestModule): TestModule =>
    // It reads the task alone, and names a suite by the path below the root.
    ({ task: { ...taskOf(module), filepath: join(root, nameOf(module)) } }) as unknown as TestModule
  return {
    onInit: async (vitest) => {
      root = vitest.config.root
      await junit.onInit(vitest)
    },
    onTestRunEnd: (modules) => junit.onTestRunEnd(modules.map(named)),
  }
}

const nameOf = ({ moduleId }: TestModule): string => `losslaws.${basename(moduleId, '.js')}`

/** What Vitest's own reporters read, which its types leave out. */
const taskOf = (module: TestModule): { name: string } =>
  (module as unknown as { readonly task: { name: string } }).task
