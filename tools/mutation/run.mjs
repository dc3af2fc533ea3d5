import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Changes the files of the shards that are named, such as `core`, or those whose names begin so, such
 * as `core/ro`, or all of them: one after another, so that a run that is ended has kept its reports.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const stryker = fileURLToPath(
  new URL('node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url),
)
const shards = Object.keys(
  JSON.parse(readFileSync(new URL('shards.json', import.meta.url), 'utf8')),
)
const named = process.argv.slice(2)
const files = shards.flatMap((shard) =>
  readdirSync(`${root}src/${shard}`, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${shard}/${file}`)
    .toSorted(),
)
const chosen = files.filter(
  (file) => named.length === 0 || named.some((name) => file.startsWith(name)),
)
if (chosen.length === 0) {
  console.error(`expected ${shards.join(', ')}, or a file in one of them, but received ${named}`)
  process.exitCode = 2
}
for (const file of chosen) {
  console.log(file)
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'tools/mutation/stryker.config.mjs'],
    {
      cwd: root,
      env: { ...process.env, FILE: `src/${file}` },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) process.exitCode = 1
}
if (chosen.length > 0) await import('./table.mjs')
