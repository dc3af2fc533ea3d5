import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn, outcomeOf } from './reports.mjs'

/**
 * Changes the files of the shards that are named, such as `core`, or those whose names begin so, such
 * as `core/ro`, or all of them: one after another, so that a run that is ended has kept its reports; or
 * together, where few changes are drawn of many files.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const reports = `${root}.build/mutation/`
const stryker = fileURLToPath(
  new URL('node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url),
)
const shards = JSON.parse(readFileSync(new URL('shards.json', import.meta.url), 'utf8'))
const named = process.argv.slice(2)
const chosenIn = (shard) =>
  readdirSync(`${root}src/${shard}`, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${shard}/${file}`)
    .filter((file) => named.length === 0 || named.some((name) => file.startsWith(name)))
    .toSorted()
const pathOf = (file) => `${reports}${file.slice(0, -'.ts'.length)}`

/** Changes parts of files of a shard, to see whether a test fails of this pass: a report for each file. */
const change = (shard, pass, mutate, environment) => {
  const report = `${reports}run.json`
  rmSync(report, { force: true })
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'tools/mutation/stryker.config.mjs'],
    {
      cwd: root,
      env: {
        ...process.env,
        SHARD: shard,
        PASS: pass,
        MUTATE: mutate.join(),
        REPORT: report,
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) process.exitCode = 1
  for (const [file, seen] of Object.entries(filesIn(report))) {
    const path = `${pathOf(file.slice('src/'.length))}${pass === 'second' ? '.second' : ''}.json`
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify({ files: { [file]: seen } }))
  }
}

/** Shows changes to these files to the tests of a shard, and to others, which take longer, what those did not see. */
const tried = (shard, files) => {
  const { second, oneIn = 1 } = shards[shard]
  console.log(files.join(' '))
  change(
    shard,
    'first',
    files.map((file) => `src/${file}`),
    oneIn === 1 ? { INCREMENTAL: `${pathOf(files[0])}.incremental.json` } : { ONE_IN: oneIn },
  )
  const unseen = files.flatMap((file) =>
    outcomeOf(pathOf(file)).unseen.map(({ location: { start, end } }) => {
      const ends = [`${start.line}:${start.column - 1}`, `${end.line}:${end.column - 1}`]
      return `src/${file}:${ends.join('-')}`
    }),
  )
  if (unseen.length > 0 && second !== undefined) change(shard, 'second', unseen, {})
}

const chosen = Object.entries(shards).flatMap(([shard, { oneIn = 1 }]) => {
  const files = chosenIn(shard)
  return oneIn === 1 || files.length === 0 ? files.map((file) => [shard, [file]]) : [[shard, files]]
})
if (chosen.length === 0) {
  console.error(
    `expected ${Object.keys(shards).join(', ')}, or a file in one of them, but received ${named}`,
  )
  process.exitCode = 2
}
for (const [shard, files] of chosen) tried(shard, files)
if (chosen.length > 0) await import('./table.mjs')
