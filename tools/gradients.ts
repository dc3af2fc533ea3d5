#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allMarks, tableOf, type Marks } from './gradient-table.ts'
import { generator, otherThan, whenStarted } from './generator.ts'

export const [recorded, page] = ['examples/results/gradients.json', 'docs/gradients.md'] as const

/** Every file as it should be, given what each check makes of each implementation. */
export const textsOf = (folder: string, marks: Marks): ReadonlyMap<string, string> =>
  new Map([
    [recorded, `${JSON.stringify(marks, null, 2)}\n`],
    [page, withTable(readFileSync(join(folder, page), 'utf8'), tableOf(marks))],
  ])

const withTable = (text: string, table: string): string =>
  text.replace(/(?<=<!-- gradient-checks -->\n).*(?=<!-- \/gradient-checks -->)/s, () => table)

export const faultsIn = otherThan('gradients')

export const gradients = generator({
  name: 'gradients',
  purpose:
    'rewrite what gradient checks make of mistakes and of what is right, and its table (5 min)',
  generated: (folder) => {
    const marks = allMarks()
    const [wrong, right] = [marks.mistakes, marks.correct].map((all) => Object.keys(all).length)
    return {
      texts: textsOf(folder, marks),
      what: `what gradient checks make of ${wrong} mistakes and ${right} that are right`,
      excerpt: tableOf(marks),
    }
  },
  faultsIn,
})

await whenStarted('gradients', gradients, '.')
