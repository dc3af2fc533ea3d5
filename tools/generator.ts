import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Files by their names, and in words what they hold, what is known of it, and what to copy of it. */
export type Generated = {
  readonly texts: ReadonlyMap<string, string>
  readonly what: string
  readonly known?: string
  readonly excerpt?: string
}

/** The files that are not as a command writes them, a sentence each. */
export const otherThan =
  (command: string) =>
  (folder: string, texts: ReadonlyMap<string, string>): string[] =>
    [...texts].flatMap(([name, text]) =>
      existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8') === text ?
        []
      : [`${name}: expected what npm run ${command} writes, but received another text`],
    )

/** A command over the files of a folder: arguments in, words out, and the exit code. */
export type Generator = (
  args: readonly string[],
  folder: string,
  write: (text: string) => void,
) => Promise<number>

/**
 * The generator `npm run <name>`, which writes its files, or with `--check` says in a sentence each
 * what differs and changes nothing.
 */
export const generator =
  ({
    name,
    purpose,
    options = {},
    generated,
    faultsIn,
  }: {
    readonly name: string
    /** What it rewrites, for its usage. */
    readonly purpose: string
    /** Options beside `--check`, and what each does, for its usage. */
    readonly options?: Readonly<Record<string, string>>
    readonly generated: (folder: string, option?: string) => Generated | Promise<Generated>
    readonly faultsIn: (folder: string, texts: ReadonlyMap<string, string>) => readonly string[]
  }): Generator =>
  async ([option, ...others], folder, write) => {
    const isKnown = option === undefined || option === '--check' || option in options
    if (others.length > 0 || !isKnown) {
      write(usageOf(name, purpose, options))
      return 2
    }
    try {
      const { texts, what, known, excerpt } = await generated(folder, option)
      if (option !== '--check') {
        for (const [file, text] of texts) {
          mkdirSync(dirname(join(folder, file)), { recursive: true })
          writeFileSync(join(folder, file), text)
        }
        write(`wrote ${what}\n${excerpt === undefined ? '' : `\n${excerpt}\n`}`)
        return 0
      }
      const faults = faultsIn(folder, texts)
      for (const fault of faults) write(`${fault}\n`)
      if (faults.length === 0)
        write(`${what} are what the generator writes${known === undefined ? '' : `: ${known}`}\n`)
      return faults.length === 0 ? 0 : 1
    } catch (error) {
      if (!(error instanceof Error)) throw error
      write(`${error.message}\n`)
      return 1
    }
  }

/** Runs a generator where its file is the program that was started. */
export const whenStarted = async (name: string, run: Generator, folder: string): Promise<void> => {
  if (!new RegExp(`tools.${name}\\.[jt]s$`).test(process.argv[1] ?? '')) return
  process.exitCode = await run(
    process.argv.slice(2),
    join(process.cwd(), folder),
    (text) => void process.stdout.write(text),
  )
}

const usageOf = (
  name: string,
  purpose: string,
  options: Readonly<Record<string, string>>,
): string => {
  const rows = Object.entries({
    '': purpose,
    ...options,
    '--check': 'say what differs from that, and change nothing',
  })
  const usages = rows.map(([option, does]) =>
    `npm run ${name} ${option && `-- ${option}`}`.padEnd(32).concat(does),
  )
  return `${usages.join('\n')}

Exit code: 0 all is as it should be, 1 something differs, 2 this command was not understood.
`
}
