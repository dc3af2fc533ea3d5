import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import type { Run } from '../../src/trial/trial.ts'
import { firstBroken } from '../../src/report/first.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))
const module = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const options = { seed: 1, runs: 5, classes: 40, rows: 10 }
const loud = module('loud.mjs', `console.log('loud')\nexport const softmax = (z) => z`)

/** A search, and what it has said by its end. */
const search = (...addresses: readonly string[]) => {
  let text = ''
  const output = { write: (more: string) => void (text += more), isTerminal: true, columns: 300 }
  const { report, ended } = firstBroken({ addresses, options }, output)
  return { report, ended: ended.then(() => text) }
}

describe('the first law that is broken', () => {
  it('is told in a line: who, which law, what came, and where', async () => {
    const { ended } = search('mistake:softmax-no-max-shift')
    expect(await ended).toMatch(
      /mistake:softmax-no-max-shift {2}softmax\/value: softmax\(z\)\[\d+\] is NaN at \[.*\], expected .*\n$/,
    )
  })
  it('is told before the cards of a trial, to a terminal alone', async () => {
    const said = async (isTerminal: boolean): Promise<string> => {
      let text = ''
      const output = { write: (more: string) => void (text += more), isTerminal, columns: 300 }
      await main(['verify', loud, '--laws', 'softmax/*', '--seed', '1', '--runs', '5'], output)
      return text
    }
    const first = /loud\.mjs {2}softmax\/value: .* at \[.*\], expected .*\n/
    expect(await said(true)).toMatch(first)
    expect(await said(false)).not.toMatch(first)
  })
  it('is not told of what is right', async () => {
    const right = module('right.mjs', 'export const sigmoid = (x) => 1 / (1 + Math.exp(-x))')
    expect(await search(right).ended).toBe('')
  })
  it('is not sought in programs, nor where nobody is, which the trial says', async () => {
    expect(await search('exec:no-such-program', 'module:./nowhere.js').ended).toBe('')
  })
  it('is sought no longer once the trial is over, whatever the search is doing', async () => {
    const endless = module('endless.mjs', 'for (;;);')
    const { report, ended } = search(endless)
    await report({} as Run).onTestRunEnd?.([], [], 'passed')
    expect(await ended).toBe('')
  })
})
