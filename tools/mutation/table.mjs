import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * What tests make of changes to the source, file by file, from the reports of Stryker; and each change
 * that no test sees, with the reason where it changes nothing that could be seen.
 */
const root = new URL('../../', import.meta.url)
const reports = new URL('.build/mutation/', root)
const page = new URL('examples/results/MUTATION.md', root)
const reasons = JSON.parse(readFileSync(new URL('reasons.json', import.meta.url), 'utf8'))

/** A change as it is written in `reasons.json`: the file, the line as it stands, and what part of it becomes what. */
const written = (file, lines, { location: { start, end }, replacement }) => {
  const line = lines[start.line - 1]
  const part =
    start.line === end.line ?
      line.slice(start.column - 1, end.column - 1)
    : line.slice(start.column - 1)
  return { file, line: line.trim(), part, becomes: replacement.replaceAll(/\s+/g, ' ') }
}
const reasonOf = (change) =>
  reasons.find(
    ({ file, line, part, becomes }) =>
      file === change.file
      && line === change.line
      && (part === undefined || part === change.part)
      && (becomes === undefined || becomes === change.becomes),
  )?.why

const seen = new Set(['Killed', 'Timeout', 'RuntimeError', 'CompileError'])
const rows = []
const left = []
for (const shard of readdirSync(reports).toSorted()) {
  if (shard === 'sandbox') continue
  const folder = new URL(`${shard}/`, reports)
  for (const name of readdirSync(folder, { recursive: true }).toSorted()) {
    if (!name.endsWith('.json') || name.endsWith('.incremental.json')) continue
    const { files } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    for (const [file, { source, mutants }] of Object.entries(files)) {
      const unseen = mutants
        .filter(({ status }) => !seen.has(status) && status !== 'Ignored')
        .map((it) => written(file, source.split('\n'), it))
      const unexplained = unseen.filter((it) => reasonOf(it) === undefined)
      rows.push({
        file,
        all: mutants.length,
        explained: unseen.length - unexplained.length,
        left: unexplained.length,
      })
      for (const change of unexplained) left.push(change)
    }
  }
}
const folders = [...new Set(rows.map(({ file }) => file.split('/')[1]))]
const cells = (name, some) => {
  const [all, explained, unseen] = ['all', 'explained', 'left'].map((of) =>
    some.reduce((sum, row) => sum + row[of], 0),
  )
  const score =
    all === explained ? '' : `${(100 - (100 * unseen) / (all - explained)).toFixed(1)} %`
  return `| ${name} | ${all} | ${all - explained - unseen} | ${explained} | ${unseen} | ${score} |\n`
}
const code = (text) => `\`${text.replaceAll('|', '∣').replaceAll('`', 'ˋ')}\``
writeFileSync(
  page,
  `# What tests see of changes to the source

Written by \`npm run mutate\`, which changes the source a little at a time with StrykerJS and runs the tests of the folder. A change
that changes nothing that could be seen, such as a threshold between two ways to the same result, is explained in
\`tools/mutation/reasons.json\`, and does not count.

| file | changes | seen by a test | explained | unseen | score |
|---|---:|---:|---:|---:|---:|
${folders
  .map(
    (folder) =>
      cells(
        `**${folder}**`,
        rows.filter(({ file }) => file.startsWith(`src/${folder}/`)),
      )
      + rows
        .filter(({ file }) => file.startsWith(`src/${folder}/`))
        .map((row) => cells(row.file.slice('src/'.length), [row]))
        .join(''),
  )
  .join('')}${cells('**all**', rows)}
## Unseen

${left.map(({ file, part, becomes }) => `- ${file.slice('src/'.length)}: ${code(part)} → ${code(becomes)}\n`).join('')}`,
)
