import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { outcomeOf } from './reports.mjs'

/**
 * Changes the files of the shards that are named, such as `core`, or those whose names begin so, such
 * as `core/ro`, or all of them: one after another, so that a run that is ended has kept its reports.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const stryker = fileURLToPath(
  new URL('node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url),
)
const shards = JSON.parse(readFileSync(new URL('shards.json', import.meta.url), 'utf8'))
const named = process.argv.slice(2)
const files = Object.keys(shards).flatMap((shard) =>
  readdirSync(`${root}src/${shard}`, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${shard}/${file}`)
    .toSorted(),
)
const chosen = files.filter(
  (file) => named.length === 0 || named.some((name) => file.startsWith(name)),
)
if (chosen.length === 0) {
  console.error(
    `expected ${Object.keys(shards).join(', ')}, or a file in one of them, but received ${named}`,
  )
  process.exitCode = 2
}
/** Changes a file where it is said, or everywhere, to see whether a test fails of this pass. */
const change = (file, environment) => {
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'tools/mutation/stryker.config.mjs'],
    {
      cwd: root,
      env: { ...process.env, FILE: `src/${file}`, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) process.exitCode = 1
}
for (const file of chosen) {
  console.log(file)
  const { second, oneIn = 1 } = shards[file.split('/')[0]]
  change(file, { PASS: 'first', ONE_IN: oneIn })
  const { unseen } = outcomeOf(`${root}.build/mutation/${file.slice(0, -'.ts'.length)}`)
  // What these tests did not see is shown to others, which take longer.
  if (unseen.length > 0 && second !== undefined)
    change(file, {
      PASS: 'second',
      RANGES: unseen
        .map(({ location: { start, end } }) =>
          [`${start.line}:${start.column - 1}`, `${end.line}:${end.column - 1}`].join('-'),
        )
        .join(),
    })
}
if (chosen.length > 0) await import('./table.mjs')
