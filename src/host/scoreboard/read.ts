import { record } from '../../implementation/fields.ts'
import { misuse } from '../../implementation/module.ts'
import { notHeld, type Entry } from '../entry.ts'
import { lawsOf } from '../recorded.ts'
import { byAddress } from '../standing.ts'
import { entryFrom } from './entry-from.ts'

/** The text of a report, and what to call it. */
export type Report = { readonly file: string; readonly text: string }

/**
 * The entries in reports of whole trials, as Vitest's reporter json writes them, address by
 * address; the parts of one trial may lie in several reports. Throws a Misuse where a report is
 * damaged, where an address lacks a law, or has one twice: no board is made from a part.
 */
export const entriesFrom = (reports: readonly Report[]): ReadonlyMap<string, readonly Entry[]> => {
  const groups = byAddress(reports.flatMap(entriesIn))
  for (const [address, entries] of groups) expectWhole(address, entries)
  return groups
}

const entriesIn = ({ file, text }: Report): Entry[] => {
  const { numTotalTests, testResults } = record(
    parsed(text, file),
    file,
    `a report of Vitest's reporter json`,
  )
  if (!Array.isArray(testResults))
    throw misuse(
      `${file}: expected a report of Vitest's reporter json, but received something else`,
    )
  const tests = testResults.flatMap((it: unknown): unknown[] => {
    const { assertionResults } = record(it, file, 'the results of a test file')
    return Array.isArray(assertionResults) ? assertionResults : []
  })
  if (tests.length !== numTotalTests)
    throw misuse(
      `${file}: expected the ${String(numTotalTests)} tests that it counts, but received ${tests.length}`,
    )
  const entries = tests.flatMap((it) => {
    const { meta, status } = record(it, file, 'the result of a test')
    const entry =
      typeof meta === 'object' && meta !== null && 'losslaws' in meta ? meta.losslaws : undefined
    return entry === undefined ? [] : [entryFrom(entry, String(status), file)]
  })
  if (entries.length === 0)
    throw misuse(`${file}: expected verdicts of losslaws verify, but received none`)
  return entries
}

const expectWhole = (address: string, entries: readonly Entry[]): void => {
  const judged = entries.map(({ law }) => law)
  if (judged.includes(notHeld)) return
  const twice = judged.find((law, i) => judged.indexOf(law) < i)
  if (twice !== undefined)
    throw misuse(`${address}: expected one verdict of each law, but received another of ${twice}`)
  const missing = lawsOf().filter(({ id }) => !judged.includes(id))
  if (missing.length > 0)
    throw misuse(
      `${address}: expected a whole trial, but received no verdict of ${missing.length === 1 ? '1 law' : `${missing.length} laws`}, such as ${missing[0]?.id}`,
    )
  const [first] = entries
  const other = entries.find(({ trial }) =>
    (['name', 'version', 'format', 'losslaws'] as const).some(
      (part) => trial?.[part] !== first?.trial?.[part],
    ),
  )
  if (other !== undefined)
    throw misuse(
      `${address}: expected one implementation at an address, but ${other.law} judged another than ${first?.law}`,
    )
}

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw misuse(
      `${file}: expected JSON, but received ${text.trim().length === 0 ? 'nothing' : 'something else, or a part of it'}`,
    )
  }
}
