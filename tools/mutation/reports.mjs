import { existsSync, readFileSync } from 'node:fs'

/** What Stryker reports of files, by their names: of types alone there are no changes, and no report. */
export const filesIn = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).files : {}

/** What Stryker reports of a source file: what it reads, and the changes to it that were tried, with what became of them. */
const reportOf = (path) => {
  const [{ source, mutants } = { source: '', mutants: [] }] = Object.values(filesIn(path))
  return { source, mutants: mutants.filter(({ statusReason }) => statusReason !== 'not drawn') }
}

const seen = new Set(['Killed', 'Timeout', 'RuntimeError', 'CompileError'])
const isUnseen = ({ status }) => !seen.has(status) && status !== 'Ignored'
const idOf = ({ location: { start, end }, replacement }) =>
  JSON.stringify([start.line, start.column, end.line, end.column, replacement])

/** The source of a file, how many changes there are to it, and those that no test sees of either pass. */
export const outcomeOf = (reports) => {
  const { source, mutants } = reportOf(`${reports}.json`)
  const second = new Set(
    reportOf(`${reports}.second.json`).mutants.flatMap((it) => (isUnseen(it) ? [] : [idOf(it)])),
  )
  return {
    source,
    all: mutants.length,
    unseen: mutants.filter((it) => isUnseen(it) && !second.has(idOf(it))),
  }
}
