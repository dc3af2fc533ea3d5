import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import whole from '../../vitest.config.ts'

const { include: _, coverage: __, ...test } = whole.test ?? {}
const shards = JSON.parse(
  readFileSync(new URL('shards.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>
const [, shard = ''] = (process.env['FILE'] ?? '').split('/')

/**
 * The tests that are run on changes to one file, without coverage, which Stryker measures itself. What
 * a module remembers must not outlast a change.
 */
export default defineConfig({
  test: {
    ...test,
    isolate: true,
    include: (shards[shard] ?? []).map((name) => `properties/${name}.test.ts`),
  },
})
