import { statSync } from 'node:fs'
import { given } from '../contract/given.ts'
import { firstBroken } from '../report/first.ts'
import { misuse } from '../contract/misuse.ts'
import {
  command,
  limits,
  limitsFrom,
  oneOf,
  seedFrom,
  shapes,
  shapesFrom,
  wholeNumber,
} from './options.ts'

export default command({
  name: 'verify',
  usage: `
  losslaws verify <address>...             check implementations
    --laws <glob>       only laws whose id matches, such as 'softmax/*' or 'sigmoid/*,softplus/*'
    --tier <tier>       only laws up to this tier: textbook, or accurate (the default)
    --strict            exit with 1 even if only accuracy is lost
    --runs <n>          inputs per law, besides its examples (100)
    --classes <n>, --rows <n>
                        the most classes in a row (262145) and rows in a batch (1000)
    --exhaustive        check every input where a law has few: needs 16-bit logits, binary16 or bfloat16
    --seed <n>          draw the same inputs again
    --time-limit <ms>   how long one call may take (5000)
    --start-limit <ms>, --first-limit <ms>, --memory-limit <MiB>
                        how long a module or program may take to start (60000), how long the first call of an
                        operation may take (30000), and how much memory a program may use (4096)
    --workers <n>       processes that check at once, each with a program of its own (as many as there are
                        cores, or 1 if there is an exec:)
    --reporter <name>   html, our page; issue, a Markdown page per cause to send; jsonl, one outcome per line;
                        github-actions, an annotation per cause; or one of Vitest's: junit, json, tap, blob;
                        may be repeated
    --output-file <f>   where that reporter writes; if there are several: json=<f>
    --shard <i/n>       check one part in n; --merge-reports [folder] joins blob reports
    --watch             check again when a file changes
    --verbose           also show what was skipped and why, and where the inputs fell
    --dry-run           list what would be checked, and run nothing
    --known <f>         accept exactly the failures listed there`,
  flags: {
    ...limits,
    ...shapes,
    laws: { type: 'string' },
    tier: { type: 'string' },
    strict: { type: 'boolean' },
    verbose: { type: 'boolean' },
    exhaustive: { type: 'boolean' },
    reporter: { type: 'string', multiple: true },
    'output-file': { type: 'string', multiple: true },
    shard: { type: 'string' },
    'merge-reports': { type: 'string' },
    watch: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    workers: { type: 'string' },
    known: { type: 'string' },
  },
  run: async (addresses, values, output) => {
    if (addresses.length === 0 && values['merge-reports'] === undefined)
      throw misuse('expected an address to verify, but received none')
    if (values.shard !== undefined) expectShard(values.shard)
    if (values['merge-reports'] !== undefined) expectFolder(values['merge-reports'])
    const known =
      values.known === undefined ?
        undefined
      : (await import('../trial/known.ts')).readKnown(values.known)
    const options = {
      ...given({ known, runs: known?.runs }),
      ...(values['merge-reports'] === undefined ?
        {
          seed:
            known !== undefined && values.seed === undefined ? known.seed : seedFrom(values.seed),
        }
      : {}),
      ...given({
        laws: values.laws,
        strict: values.strict,
        verbose: values.verbose,
        exhaustive: values.exhaustive,
      }),
      ...(values.tier === undefined ?
        {}
      : { tier: oneOf('--tier', ['textbook', 'accurate'], values.tier) }),
      ...limitsFrom(values),
      ...shapesFrom(values),
    }
    if (values['dry-run'] === true)
      return (await import('../trial/dry-run.ts')).dryRun(addresses, options, output)
    const workers =
      values.workers === undefined ? undefined : wholeNumber('--workers', values.workers, 1)
    const watch = values.watch ?? false
    const isSought =
      output.isTerminal
      && values.reporter === undefined
      && !watch
      && values['merge-reports'] === undefined
      && values.shard === undefined
      && known === undefined
    // All else takes a while to load, in which a first law may be found broken.
    const first = isSought ? [firstBroken({ addresses, options }, output).report] : []
    const { outputFileOf, reportersOf } = await import('./reporters.ts')
    const outputFile =
      values['output-file'] && outputFileOf(values['output-file'], values.reporter ?? [])
    const { reporters, reports } = reportersOf(values.reporter ?? [], outputFile)
    const { trial } = await import('../trial/trial.ts')
    return trial(
      addresses,
      options,
      {
        reporters,
        reports: [...first, ...reports],
        watch,
        ...given({
          workers,
          outputFile,
          shard: values.shard,
          mergeReports: values['merge-reports'],
        }),
      },
      output,
    )
  },
})

const expectShard = (text: string): void => {
  const [, index = 0, of = 0] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? []
  if (index < 1 || index > of)
    throw misuse(`--shard: expected i/n, such as 1/4 or 4/4, but received ${text}`)
}

const expectFolder = (folder: string): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw misuse(
      `--merge-reports: expected a folder of blob reports, but received ${folder}, where there is none`,
    )
}
