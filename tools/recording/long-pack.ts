import { kebab } from '../../src/contract/plain.ts'
import { certified } from './certify.ts'
import { longCalls } from './hard-cases/long.ts'
import { revisionOf, type Ledger } from './ledger.ts'
import { suiteVersion } from '../../src/records/names.ts'
import { recordLong, type LongCall, type LongCase, type UncountedLong } from './recipes.ts'
import { hashOf, textOfFields, written } from '../../src/records/write.ts'

/** Recorded cases on vectors that are too long to ship: the content of `fixtures/long.json`. */
export type LongPack = {
  readonly format: 2
  readonly suite: string
  readonly definition: string
  readonly certified: readonly string[]
  readonly cases: readonly LongCase[]
  readonly digest: string
}

/** The content of the file, given what the layers above know: which mistakes a case refutes. */
export const generateLong = (
  killsOf: (x: UncountedLong) => readonly string[],
  ledger: Ledger,
  calls: readonly LongCall[] = longCalls,
): Omit<LongPack, 'digest'> => ({
  format: 2,
  suite: suiteVersion,
  definition:
    'z_i = ((multiplier i + increment) mod modulus - subtract) / divisor for 0 <= i < n, but '
    + 'z_i = x for each [i, x] of set; entries are the places of the result that are told',
  certified,
  cases: calls
    .map((call, i) => {
      const place = calls
        .slice(0, i + 1)
        .filter(({ operation }) => operation === call.operation).length
      const x = recordLong(`long/${kebab(call.operation)}/${String(place).padStart(3, '0')}`, call)
      const counted = { ...x, rev: revisionOf(ledger, x), kills: killsOf(x) }
      if (counted.kills.length === 0)
        throw new Error(
          `long.json, case ${x.id}, field kills: expected a mistake at least, but received none`,
        )
      return { ...counted, hash: hashOf(counted, longFields) }
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
})

/** The fields of a long case, in order. */
export const longFields = [
  'id',
  'rev',
  'operation',
  'recipe',
  'label',
  'entries',
  'digest',
  'exactIn',
  'result',
  'budget',
  'kills',
  'hash',
] as const

/** The text of the file, made as that of every other. */
export const textOfLong = ({
  format,
  suite,
  definition,
  certified,
  cases,
}: Omit<LongPack, 'digest'>): string =>
  written(
    { format, suite, definition, certified },
    [],
    cases.map((x) => textOfFields(x, longFields)),
  )
