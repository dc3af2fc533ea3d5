import { readdirSync } from 'node:fs'
import { describe } from 'vitest'

/**
 * The test files of the host, run here as its workers run them: `provide` in vitest.config.ts says
 * what is on trial.
 */
describe.each(readdirSync(new URL('../../src/trial/suites', import.meta.url)))(
  'the suite %s',
  async (name) => {
    await import(/* @vite-ignore */ `../../src/trial/suites/${name}`)
  },
)
