#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { checkers } from './checkers/index.ts'
import { mistakes as gallery } from '../src/mistakes/index.ts'
import type { Exhibit } from '../src/mistakes/mistake.ts'
import { laws } from '../src/laws/index.ts'
import { caught } from './caught.ts'
import { generator, whenStarted, type Generated } from './generator.ts'
import { inShort, json, markdown } from './kill-report.ts'
import { killTable, type KillTable, type MistakeRow } from './kill-table.ts'
import { exhibitsIn, lawIndex, lawIndexOf, listings, straySuites, written } from './listings.ts'

/** What every file should hold, given what kills what. */
export const textsOf = (root: string, table: KillTable): ReadonlyMap<string, string> =>
  new Map([
    ...listings(root),
    ['src/mistakes/caught-by.ts', ledger(table.mistakes)],
    ['examples/results/KILLS.md', markdown(table)],
    ['examples/results/kills.json', json(table)],
  ])

/** What differs from the files under a root, a sentence a file. */
export const faultsIn = (root: string, texts: ReadonlyMap<string, string>): readonly string[] => [
  ...straySuites(root),
  ...[...texts].flatMap(([name, text]) => faultOf(root, name, text) ?? []),
]

/** The first line that differs, in a sentence. */
const faultOf = (root: string, name: string, expected: string): string | undefined => {
  const path = join(root, name)
  if (!existsSync(path)) return `${name}: expected a file, but received none`
  const [wanted, received] = [expected.split('\n'), readFileSync(path, 'utf8').split('\n')]
  const line = wanted.findIndex((text, i) => text !== received[i])
  if (line < 0 && wanted.length === received.length) return undefined
  const place = line < 0 ? wanted.length : line
  return `${name}, line ${place + 1}: expected ${wanted[place] ?? 'the end'}, but received ${received[place] ?? 'the end'}`
}

/** Laid out as Prettier would: a list in one line where it fits. */
const ledger = (mistakes: readonly MistakeRow[]): string => {
  const rows = mistakes.map(({ id, caughtBy }) => {
    const [key, ids] = [`  '${id}': [`, caughtBy.map((law) => `'${law}'`)]
    const line = `${key}${ids.join(', ')}],\n`
    return line.length <= 101 ? line : `${key}\n${ids.map((law) => `    ${law},\n`).join('')}  ],\n`
  })
  return `/** The laws that catch each mistake, from whichever seed they draw. ${written} */
export const caughtBy: Readonly<Record<string, readonly string[]>> = {\n${rows.join('')}}\n`
}

/** The exhibits as their files stand, whether or not the gallery lists them yet. */
export const exhibitsOf = async (root: string): Promise<readonly Exhibit[]> => {
  const modules: { readonly default: Exhibit }[] = []
  for (const id of exhibitsIn(root))
    modules.push(
      await import(/* @vite-ignore */ `../src/mistakes/${id}${extname(import.meta.url)}`),
    )
  return modules.map((module) => module.default)
}

/** From these seeds every law is tried on every mistake. */
const seeds = [1, 2, 3, 4, 5]

/** Laws of a file that the list lacks were not loaded: then the list alone is written. */
const generated = async (root: string, option?: string): Promise<Generated> => {
  const list = lawIndexOf(root)
  if (faultOf(root, lawIndex, list) !== undefined)
    return {
      texts: new Map([[lawIndex, list]]),
      what: 'the list of the laws, which another file has joined or left: run `npm run kills` again',
    }
  const mistakes = option === recorded ? gallery : await caught(await exhibitsOf(root), seeds)
  const table = killTable(mistakes)
  return {
    texts: textsOf(root, table),
    what: `${mistakes.length} mistakes against ${laws.length} laws and ${checkers.length} checks`,
    excerpt: inShort(table),
  }
}
const recorded = '--recorded'

/** What follows from laws and mistakes, written or checked; what to say, and the exit code. */
export const kills = generator({
  name: 'kills',
  purpose:
    'rewrite what follows from laws and mistakes: who is caught by what, examples/results/KILLS.md and '
    + 'kills.json, the list of the gallery, the suites of the trial (8 min)',
  options: {
    [recorded]:
      'take from the record which law catches what, and run the checks of today alone (1 min)',
  },
  generated,
  faultsIn,
})

await whenStarted('kills', kills, '.')
