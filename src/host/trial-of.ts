import { given } from '../implementation/given.ts'
import { readFileSync } from 'node:fs'
import type { Implementation } from '../implementation/implementation.ts'
import { plain } from '../verdict/explain.ts'
import type { Trial, TrialOptions } from './entry.ts'

/** Who is on trial, and under which circumstances. */
export const trialOf = (
  { name, version, format }: Implementation,
  { seed, runs = 100, laws, tier }: TrialOptions,
): Trial => ({
  name: plain(name),
  ...given({ version: version && plain(version) }),
  format,
  ...given({ seed }),
  runs,
  ...given({ laws, tier }),
  losslaws: ours(),
  node: process.version,
})

/** The version of this package. */
const ours = (): string =>
  (read ??= (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      readonly version: string
    }
  ).version)
let read: string | undefined
