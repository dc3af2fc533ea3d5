import { given } from '../contract/given.ts'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import {
  BaseSequencer,
  createVitest,
  registerConsoleShortcuts,
  TestsNotFoundError,
  type Reporter,
  type TestSpecification,
} from 'vitest/node'
import { defaultTimeLimit } from '../contract/implementation.ts'
import { select } from '../laws/select.ts'
import { defaultLimits } from '../programs/process.ts'
import { familyOf, type AnyLaw } from '../laws/law.ts'
import { lawsOf } from './all-laws.ts'
import { filesOf, parseAddress } from './address.ts'
import { collector, type Collection } from './collector.ts'
import { familyNamer, junitReporter } from './families.ts'
import { comparer } from './known.ts'
import { exitCodeOf } from './exit-code-of.ts'
import { exitCodes } from './exit-codes.ts'
import type { TrialOptions } from './outcome.ts'
import { obeysEscapes, type Output } from './output.ts'
import { shardKeeper } from './shards.ts'
import { suiteVersion } from './trial-of.ts'
import { childrenFromNow } from './children.ts'
import { watchdog } from './watchdog.ts'

/** How a trial is run: in Vitest's own words, and by whom it is reported. */
export type HostOptions = {
  /** Reporters of Vitest, by name. Where there is one, stdout belongs to it. */
  readonly reporters?: readonly string[]
  /** Where those write: one file for whichever it is, or one for each by its name. */
  readonly outputFile?: string | Readonly<Record<string, string>>
  /** Reports of ours, made for this run. */
  readonly reports?: readonly Report[]
  readonly shard?: string
  readonly mergeReports?: string
  readonly watch?: boolean
  /** How many threads judge at once. */
  readonly workers?: number
  /**
   * Whether the list of known failures is about to be written anew, so that nothing is said of the
   * old one.
   */
  readonly isUpdate?: boolean
}

/** A report: a Vitest reporter, given what is collected in a run and where to say something. */
export type Report = (run: Run) => Reporter
export type Run = Collection & {
  readonly options: TrialOptions
  /** How many laws are to be judged, of all implementations together. */
  readonly laws: number
  /** What was not as a list of known failures has it, once the run has ended. */
  readonly surprises: readonly string[]
  readonly output: Output
  /** Writes beside the report that has stdout. */
  readonly aside: Output['write']
}

/**
 * Checks the implementations at these addresses, in Vitest's workers. The exit code says how
 * it ended.
 */
export const trial = async (
  addresses: readonly string[],
  options: TrialOptions,
  {
    reporters = [],
    outputFile,
    reports = [],
    shard,
    mergeReports,
    watch = false,
    workers,
    isUpdate = false,
  }: HostOptions,
  output: Output,
  collected: Collection = { outcomes: [], faults: [] },
): Promise<number> => {
  const { known, laws, tier, programs, timeLimit, ...others } = options
  const chosen = select(options, lawsOf())
  const families = familiesIn(chosen)
  const asked = { addresses, laws, tier, ...others, losslaws: suiteVersion() }
  const isWhole = laws === undefined && tier === undefined && shard === undefined
  const surprises: string[] = []
  const aside: Output['write'] =
    reporters.length > 0 ? (text) => process.stderr.write(text) : output.write
  let isOver = false
  /** Who is given up may yet fail in some way, of which nothing is said. */
  const untilOver =
    (write: Output['write']): Output['write'] =>
    (text) => {
      if (!isOver) write(text)
    }
  const told = new Set(addresses)
  const run: Run = {
    ...collected,
    options,
    laws: chosen.length * told.size,
    surprises,
    output: { ...output, write: untilOver(output.write) },
    aside: untilOver(aside),
  }
  const parsed = [...told].map(parseAddress)
  const hasPrograms = parsed.some(({ scheme }) => scheme === 'exec')
  const { start, first } = { ...defaultLimits, ...programs }
  const patience =
    lawLimit * (timeLimit ?? defaultTimeLimit) + (hasPrograms ? 2 * (start + first) : 0)
  const ours = reports.map((report) => report(run))
  /** Whoever ends a trial is told what was known by then. */
  const interrupted = (): void => {
    collected.faults.push('it was interrupted: this is what was known by then')
    for (const report of ours) void report.onTestRunEnd?.([], [], 'failed')
  }
  const { reporter: watching, stalled, stop } = watchdog(patience)
  const { endAll, release } = childrenFromNow()
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: process.cwd(),
      include: families.map((name) => `${host}suites/${name}.js`),
      sequence: { sequencer: AsNamed },
      exclude: [],
      watch,
      forceRerunTriggers: parsed.flatMap(filesOf),
      passWithNoTests: true,
      // How long files took would be kept in the working folder.
      cache: false,
      // On the stack of a process, as users have it: a thread's is four times as large.
      pool: 'forks',
      isolate: false,
      // A program is started once a worker, and may well be large. Vitest would leave a core free.
      maxWorkers: workers ?? (hasPrograms ? fewWorkers : '100%'),
      // This folder goes through Vite even when it lies in node_modules: TypeScript on trial is
      // imported from inside it. Node runs all else of ours as it stands, even when it does not.
      server: { deps: { inline: [exactly(host)], external: [exactly(library)] } },
      provide: { losslaws: { addresses: [...told], options } },
      reporters: [
        familyNamer,
        shardKeeper(shard, asked, families.length),
        collector(collected),
        watching,
        ...(known === undefined || isUpdate ?
          []
        : [comparer(known, isWhole, collected, surprises, aside)]),
        ...reporters.map((name) => (name === 'junit' ? junitReporter() : name)),
        ...ours,
      ],
      ...(outputFile === undefined ?
        {}
      : { outputFile: typeof outputFile === 'string' ? outputFile : { ...outputFile } }),
      ...given({ shard, mergeReports }),
    },
    {
      server: { watch: watch ? {} : null },
      optimizeDeps: { noDiscovery: true },
    },
    obeysEscapes() ?
      {}
    : { stdout: new Writable({ write: (text, _, done) => void process.stdout.write(text, done) }) },
  )
  if (!watch) for (const signal of ends) process.prependOnceListener(signal, interrupted)
  try {
    const end = await Promise.race([
      mergeReports === undefined ? vitest.start() : vitest.mergeReports(),
      stalled(),
    ])
    if (end === 'stalled') {
      output.write(
        `no law was judged within ${patience / 1000} s: a call that began after an await does not end\n`,
      )
      isOver = true
      // What computes without end hears of nothing.
      process.once('exit', endAll)
      void vitest.close()
      return exitCodes.failed
    }
  } catch (error) {
    // A shard may well be empty: that nothing was tested is for the exit code to say.
    if (!(error instanceof TestsNotFoundError)) {
      await vitest.close()
      throw error
    }
  } finally {
    stop()
    release()
    for (const signal of ends) process.off(signal, interrupted)
  }
  if (!watch) await vitest.close()
  else if (output.isTerminal) registerConsoleShortcuts(vitest, process.stdin, process.stdout)
  process.exitCode = undefined
  return surprises.length > 0 ?
      exitCodes.broken
    : exitCodeOf(collected.outcomes, collected.faults, options.strict)
}

/** The signals at which a terminal or a host ends a trial. */
const ends = ['SIGINT', 'SIGTERM'] as const

/** The families of laws, those with the most inputs first. */
const familiesIn = (laws: readonly AnyLaw[]): readonly string[] => {
  const inputs = new Map<string, number>()
  for (const { id, examples, recorded } of laws) {
    const family = familyOf(id)
    inputs.set(family, (inputs.get(family) ?? 0) + examples.length + (recorded ? 0 : inputsDrawn))
  }
  return [...inputs].toSorted(([, a], [, b]) => b - a).map(([family]) => family)
}
/** So many are drawn for a law, unless told otherwise. */
const inputsDrawn = 100

/** Begins with the files that are named first, so that no worker is left alone with a long one at the end. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId, project }: TestSpecification): number =>
      project.config.include.indexOf(moduleId)
    return files.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

/** How many calls' time limits a law may take before its thread is given up. */
const lawLimit = 120
/** How many threads judge foreign programs, unless told otherwise. */
const fewWorkers = 1

/** What is built of this package, and of this folder, as Vite writes paths. */
const library = fileURLToPath(new URL('../../dist/', import.meta.url)).replaceAll('\\', '/')
const host = `${library}trial/`
const exactly = (text: string): RegExp =>
  new RegExp(text.replaceAll(/[.+?^${}()|[\]\\*]/g, String.raw`\$&`))
