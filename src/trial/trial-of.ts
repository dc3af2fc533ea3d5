import { given } from '../contract/given.ts'
import { jsonNumber } from '../contract/literal.ts'
import type { Implementation } from '../contract/implementation.ts'
import type { Domain, WrittenDomain } from '../contract/numbers.ts'
import { plain } from '../verdict/explain.ts'
import type { Trial } from '../verdict/outcome.ts'
import type { TrialOptions } from './outcome.ts'
import { lawsOf } from './all-laws.ts'
import { packageFile } from './package-files.ts'

/** What is checked, and under which circumstances. */
export const trialOf = (
  { name, version, format, domain, elementary }: Implementation,
  { seed, runs = 100, classes, rows, laws, tier, exhaustive }: TrialOptions = {},
): Trial => ({
  name: plain(name),
  ...given({ version: version && plain(version) }),
  format,
  ...given({ domain: domain && written(domain), elementary, seed }),
  runs,
  ...given({ classes, rows, laws, tier, exhaustive: exhaustive ? (true as const) : undefined }),
  suite: lawsOf().length,
  losslaws: suiteVersion(),
  node: process.version,
})

const written = ({ logits: [least, most] }: Domain): WrittenDomain => ({
  logits: [jsonNumber(least), jsonNumber(most)],
})

/** The version of this package. */
export const suiteVersion = (): string =>
  (version ??= (JSON.parse(packageFile('package.json') ?? '{}') as { readonly version: string })
    .version)
let version: string | undefined
