import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import type { Entry, TrialOptions } from './entry.ts'
import { clerk, narrator, type Docket, type Output } from './reporter.ts'

/** What Vitest is told, in its own words. */
export type HostOptions = {
  readonly reporters?: readonly string[]
  readonly outputFile?: string
  readonly shard?: string
  readonly mergeReports?: string
  readonly watch?: boolean
}

/** Exit codes: every law held; a law is broken; the trial could not be held; nothing was tested. */
export const exitCodes = { held: 0, broken: 1, failed: 2, untested: 4 } as const

/** Puts the implementations at these addresses on trial, in Vitest's workers. The exit code says how it ended. */
export const trial = async (addresses: readonly string[], options: TrialOptions, host: HostOptions, output: Output): Promise<number> => {
  const docket: Docket = { entries: [], faults: [] }
  const { reporters = [], outputFile, shard, mergeReports, watch = false } = host
  const vitest = await startVitest('test', [], {
    config: false,
    root: process.cwd(),
    include: [`${suites}/*.${extension}`],
    exclude: [],
    watch,
    passWithNoTests: true,
    pool: 'threads',
    isolate: false,
    // Ours goes through Vite too, even when it lies in node_modules: TypeScript on trial is imported from inside it.
    server: { deps: { inline: [/[\\/]host[\\/][\w-]+\.js/] } },
    provide: { losslaws: { addresses, options } },
    reporters: [clerk(docket), ...(reporters.length > 0 ? reporters : [narrator(docket, options, output)])],
    ...(outputFile === undefined ? {} : { outputFile }),
    ...(shard === undefined ? {} : { shard }),
    ...(mergeReports === undefined ? {} : { mergeReports }),
  }, {
    server: { watch: watch ? {} : null },
    optimizeDeps: { noDiscovery: true },
  })
  const exitCode = exitCodeOf(docket)
  if (!watch) await vitest.close()
  process.exitCode = undefined
  return exitCode
}

/** A broken law counts before a trial that failed elsewhere, and both before silence, which is never a success. */
export const exitCodeOf = ({ entries, faults }: Docket): number => {
  const any = (status: Entry['status']) => entries.some((entry) => entry.status === status)
  return any('falsified') ? exitCodes.broken
    : any('errored') || faults.length > 0 ? exitCodes.failed
    : any('passed') ? exitCodes.held
    : exitCodes.untested
}

const extension = existsSync(fileURLToPath(new URL('suite.ts', import.meta.url))) ? 'ts' : 'js'
const suites = fileURLToPath(new URL('suites', import.meta.url))
