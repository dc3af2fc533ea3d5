import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { killTable } from '../src/generate/kill-table.ts'
import { kills } from '../src/generate/kills.ts'
import { mistakes } from '../src/mistakes/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-kills-'))
afterAll(() => rmSync(folder, { recursive: true }))
const said = (where: string, ...args: string[]): readonly [number, string] => {
  let words = ''
  const code = kills(args, where, (text) => (words += text))
  return [code, words]
}

describe('npm run kills', () => {
  it('says nothing but good of the files as they are', () => {
    expect(said(fileURLToPath(new URL('../examples/results', import.meta.url)), '--check')).toEqual(
      [
        0,
        expect.stringMatching(
          /^\d+ mistakes against \d+ laws and 7 checks are what the generator writes\n$/,
        ),
      ],
    )
  })
  it('writes the files, and says of each where it differs', () => {
    expect(said(folder, '--check')).toEqual([
      1,
      'examples/results/KILLS.md: expected a file, but received none\nexamples/results/kills.json: expected a file, but received none\n',
    ])
    expect(said(folder)).toEqual([0, expect.stringMatching(/^wrote \d+ mistakes/)])
    expect(said(folder, '--check')[0]).toBe(0)
    const path = join(folder, 'KILLS.md')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('# What kills what', '# Who kills whom'))
    expect(said(folder, '--check')).toEqual([
      1,
      'examples/results/KILLS.md, line 1: expected # What kills what, but received # Who kills whom\n',
    ])
    writeFileSync(path, `${text}\n`)
    expect(said(folder, '--check')[1]).toMatch(
      /^examples\/results\/KILLS\.md, line \d+: expected the end, but received \n$/,
    )
  })
  it('explains itself where it is not understood', () => {
    expect(said(folder, '--chekc')).toEqual([
      2,
      expect.stringContaining('npm run kills -- --check'),
    ])
  })
})

describe('the table of kills', () => {
  const table = killTable()
  it('says that every law refutes a mistake which at most seven other laws of its family refute', () => {
    expect(table.laws.filter(({ sharpest }) => sharpest.others > 7)).toEqual([])
  })
  it('names another law that refutes all that a law does, and none where a mistake is refuted by it alone', () => {
    for (const { id, kills, coveredBy } of table.laws) {
      const killed = mistakes.filter((mistake) => kills.includes(mistake.id))
      if (killed.some(({ breaks }) => breaks.length === 1)) expect(coveredBy, id).toBeUndefined()
      if (coveredBy !== undefined)
        expect(
          killed.every(({ breaks }) => breaks.includes(coveredBy)),
          id,
        ).toBe(true)
    }
  })
  it('holds mistakes that no check of today catches, and that the laws do', () => {
    expect(
      table.mistakes.filter(({ outcomes }) => !outcomes.includes('caught')).length,
    ).toBeGreaterThan(50)
    expect(table.mistakes.every(({ breaks }) => breaks.length > 0)).toBe(true)
  })
})
