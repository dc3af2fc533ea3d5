import { misuse } from '../contract/misuse.ts'
import { fileReports, spokenReports } from '../report/index.ts'
import { progressReporter } from '../report/terminal.ts'
import type { HostOptions } from '../trial/trial.ts'

/** Reports of ours by their names, and the others, which are Vitest's. Without these we tell the terminal. */
export const reportersOf = (
  names: readonly string[],
  outputFile: string | Readonly<Record<string, string>> | undefined,
): Required<Pick<HostOptions, 'reporters' | 'reports'>> => {
  const isOurs = (name: string): boolean => name in fileReports || name in spokenReports
  const reporters = names.filter((name) => !isOurs(name))
  const ours = [...new Set(names)].flatMap((name) => {
    const known = fileReports[name]
    if (known === undefined) return spokenReports[name] ?? []
    const file = typeof outputFile === 'string' ? outputFile : outputFile?.[name]
    return [known.into(file ?? known.file)]
  })
  return { reporters, reports: [...(reporters.length > 0 ? [] : [progressReporter]), ...ours] }
}

/** The one file of the reporter, or the file of each by its name. */
export const outputFileOf = (
  files: readonly string[],
  reporters: readonly string[],
): string | Readonly<Record<string, string>> => {
  const named = files.map(
    (file) => [reporters.find((name) => file.startsWith(`${name}=`)), file] as const,
  )
  const [[name, file = ''] = [], ...others] = named
  const writers = reporters.filter((it) => writesFiles.has(it))
  if (others.length === 0 && name === undefined && writers.length < 2) return file
  return Object.fromEntries(
    named.map(([name, file]) => {
      if (name === undefined)
        throw misuse(
          `--output-file: expected the name of its reporter before each file, such as ${writers[0] ?? 'json'}=${file}, but received ${file}`,
        )
      return [name, file.slice(name.length + 1)]
    }),
  )
}
const writesFiles = new Set([...Object.keys(fileReports), 'json', 'junit', 'blob'])
