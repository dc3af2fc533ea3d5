import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { outcomeOf } from './reports.mjs'

/**
 * What tests see of changes to the source, file by file, from the reports of Stryker; and each change
 * that no test sees, with the reason where it changes nothing that could be seen. What the page says
 * of a file without a report stays as it is.
 */
const root = new URL('../../', import.meta.url)
const reports = new URL('.build/mutation/', root)
const page = new URL('examples/results/MUTATION.md', root)
const before = readFileSync(page, 'utf8')
const [reasons, shards] = ['reasons.json', 'shards.json'].map((name) =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')),
)

/** A change as it is written in `reasons.json`: the file, the line as it stands, and what part of it becomes what. */
const written = (file, lines, { location: { start, end }, replacement }) => {
  const line = lines[start.line - 1]
  const part =
    start.line === end.line ?
      line.slice(start.column - 1, end.column - 1)
    : line.slice(start.column - 1)
  return {
    file: `src/${file}`,
    line: line.trim(),
    part,
    becomes: replacement.replaceAll(/\s+/g, ' '),
  }
}
const isExplained = (change) =>
  reasons.some(
    ({ file, line, part, becomes }) =>
      file === change.file
      && line === change.line
      && (part === undefined || part === change.part)
      && (becomes === undefined || becomes === change.becomes),
  )
const code = (text) => `\`${text.replaceAll('|', '∣').replaceAll('`', 'ˋ')}\``

/** By file: how many changes there are, how many are explained, and those that are left, in words. */
const rows = new Map(
  [...before.matchAll(/^\| (\S+\.ts) \| (\d+) \| \d+ \| (\d+) \|/gm)].map(
    ([, file, all, explained]) => [
      file,
      {
        all: Number(all),
        explained: Number(explained),
        left: before.split('\n').filter((line) => line.startsWith(`- ${file}: `)),
      },
    ],
  ),
)
for (const name of readdirSync(reports, { recursive: true })) {
  if (!/^[^/]+\/.*\.json$/.test(name) || /^sandbox|\.(incremental|second)\.json$/.test(name))
    continue
  const path = name.slice(0, -'.json'.length)
  const file = `${path}.ts`
  const { source, all, unseen } = outcomeOf(fileURLToPath(new URL(path, reports)))
  if (all === 0) continue
  const changes = unseen.map((it) => written(file, source.split('\n'), it))
  const left = changes.filter((it) => !isExplained(it))
  rows.set(file, {
    all,
    explained: changes.length - left.length,
    left: left.map(({ part, becomes }) => `- ${file}: ${code(part)} → ${code(becomes)}`),
  })
}

const files = [...rows.keys()].toSorted()
const cells = (name, some) => {
  const [all, explained, left] = [
    (row) => row.all,
    (row) => row.explained,
    (row) => row.left.length,
  ].map((count) => some.reduce((sum, file) => sum + count(rows.get(file)), 0))
  const score = all === explained ? '' : `${(100 - (100 * left) / (all - explained)).toFixed(1)} %`
  return `| ${name} | ${all} | ${all - explained - left} | ${explained} | ${left} | ${score} |\n`
}
const folders = [...new Set(files.map((file) => file.split('/')[0]))]
const table = folders.map((folder) => {
  const within = files.filter((file) => file.startsWith(`${folder}/`))
  const { oneIn = 1 } = shards[folder]
  const name = `**${folder}**${oneIn === 1 ? '' : `, 1 in ${oneIn}`}`
  return cells(name, within) + within.map((file) => cells(file, [file])).join('')
})
writeFileSync(
  page,
  `# What tests see of changes to the source

Written by \`npm run mutate\`, which changes the source a little at a time with StrykerJS and runs the tests of the folder. Of folders
with thousands of changes, one in so many is drawn. A change that changes nothing that could be seen, such as a threshold between two ways to the
same result, is explained in \`tools/mutation/reasons.json\`, and does not count.

| file | changes | seen by a test | explained | unseen | score |
|---|---:|---:|---:|---:|---:|
${table.join('')}${cells('**all**', files)}
## Unseen

${files.flatMap((file) => rows.get(file).left.map((line) => `${line}\n`)).join('')}`,
)
