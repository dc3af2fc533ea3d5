import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import whole from '../../vitest.config.ts'

const { include: _, coverage: __, ...test } = whole.test ?? {}
const shards = JSON.parse(
  readFileSync(new URL('shards.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly [pass: string]: readonly string[] }>>
const { SHARD = '', PASS = '' } = process.env

/**
 * The tests of one pass that are run on changes to a shard, without coverage, which Stryker measures itself. What
 * a module remembers must not outlast a change.
 */
export default defineConfig({
  test: {
    ...test,
    isolate: true,
    // How long an argument list may be hangs on the stack, and so on the changes that stand by; and
    // the processes of a command run the built files, which have no changes.
    testNamePattern: /^(?!.*max-by-spread)(?!losslaws )/,
    runner: fileURLToPath(new URL('runner.ts', import.meta.url)),
    include: (shards[SHARD]?.[PASS] ?? []).map((name) => `properties/${name}.test.ts`),
  },
})
