import { styleText } from 'node:util'
import type { Reporter, TestCase } from 'vitest/node'
import { inOneLine } from '../implementation/thrown.ts'
import { plain } from '../verdict/explain.ts'
import { notHeld, type Entry, type TrialOptions } from './entry.ts'
import { countsOf, fateOf, fates } from './standing.ts'

/** Where reports are written, and whether it is a terminal, which is shown progress and colours. */
export type Output = { readonly write: (text: string) => void; readonly isTerminal: boolean }

/** Gathers every entry of a run, and what went wrong beside them. */
export type Docket = { readonly entries: Entry[]; readonly faults: string[] }

/** A Vitest reporter that fills the docket: it stands beside every other one, for the exit code. */
export const clerk = (docket: Docket): Reporter => {
  const blame = (errors: readonly unknown[]) => {
    for (const error of errors) docket.faults.push(plain(`uncaught ${inOneLine(error)}`))
  }
  const take = (test: TestCase) => {
    const entry = test.meta().losslaws
    if (entry !== undefined) docket.entries.push(entry)
    else if (test.result().state === 'failed') blame(test.result().errors ?? [])
  }
  return {
    onTestRunStart: () => void (docket.entries.length = docket.faults.length = 0),
    onTestRunEnd: (modules, errors) => {
      for (const module of modules) {
        for (const test of module.children.allTests()) take(test)
        blame(module.errors())
      }
      blame(errors)
    },
  }
}

/** The report of a replay: the verdict in full, whatever it is. */
export const reader = (docket: Docket, _: TrialOptions, { write }: Output): Reporter => ({
  onTestRunEnd: () => {
    for (const text of new Set([...docket.faults, ...docket.entries.map((entry) => entry.text)]))
      write(`${text}\n`)
  },
})

/**
 * Our own report: each law that does not hold, explained as it is found, and the counts at the end.
 */
export const narrator = (
  docket: Docket,
  options: TrialOptions,
  { write, isTerminal }: Output,
): Reporter => {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    isTerminal && !process.env['NO_COLOR'] ?
      styleText(style, text, { validateStream: false })
    : text
  const progress = (text: string) => isTerminal && write(`\r\u001b[2K${text}`)
  const told = new Set<string>()
  let judged = 0
  return {
    onTestRunStart: () => {
      judged = 0
      told.clear()
    },
    onTestCaseResult: (test) => {
      const entry = test.meta().losslaws
      judged++
      if (
        entry !== undefined
        && (entry.status === 'falsified' || entry.status === 'errored')
        && entry.excuse === undefined
        && !told.has(entry.text)
      ) {
        told.add(entry.text)
        progress('')
        const [title = '', ...rest] = entry.text.split('\n')
        write(
          `${paint(entry.status === 'falsified' ? 'red' : 'yellow', title)}\n${rest.map((line) => `${line}\n`).join('')}\n`,
        )
      }
      progress(`laws judged: ${judged}`)
    },
    onTestRunEnd: () => {
      progress('')
      for (const fault of new Set(docket.faults)) write(`${paint('yellow', fault)}\n`)
      write(summary(docket.entries, options))
    },
  }
}

/**
 * The counts of a run, address by address, with what was skipped and why, and where the inputs
 * fell.
 */
export const summary = (entries: readonly Entry[], { runs = 100, seed }: TrialOptions): string => {
  const addresses = [...new Set(entries.map((entry) => entry.address))]
  const lines = addresses.flatMap((address) => {
    const mine = entries.filter((entry) => entry.address === address)
    if (mine.some((entry) => entry.law === notHeld)) return [`${address}: could not be tried`]
    const counts = countsOf(mine)
    const reasons = tally(
      mine.filter((entry) => fateOf(entry) === 'skipped').map((entry) => entry.reason ?? ''),
    )
    const regions = new Map<string, number>()
    for (const { census = {} } of mine)
      for (const [name, n] of Object.entries(census))
        regions.set(name, (regions.get(name) ?? 0) + n)
    return [
      `${address}: ${fates
        .filter((fate) => counts[fate] > 0)
        .map((fate) => `${counts[fate]} ${fate}`)
        .join(', ')}`,
      ...(reasons.size > 0 ? [`  skipped: ${inWords(reasons)}`] : []),
      ...(regions.size > 0 ? [`  inputs: ${inWords(regions)}`] : []),
    ]
  })
  const drawn = seed === undefined ? [] : [`seed ${seed}, ${runs} inputs a law beside its examples`]
  return `${(entries.length === 0 ? ['nothing was tested'] : [...lines, ...drawn]).join('\n')}\n`
}

const tally = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
const inWords = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, n]) => `${word} ${n}`)
    .join(', ')
