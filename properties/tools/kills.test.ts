import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { caught } from '../../tools/caught.ts'
import { generator } from '../../tools/generator.ts'
import type { Outcome } from '../../tools/checkers/checker.ts'
import { byRunning, killTable, right as correct, unlikeReference } from '../../tools/kill-table.ts'
import { exhibitsOf, faultsIn, kills, textsOf } from '../../tools/kills.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { mistake, right } from '../../src/mistakes/mistake.ts'
import { isSoak, oneIn } from '../soak.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What is on record of each check, by the implementation that it was run on. */
const record = JSON.parse(
  readFileSync(join(root, 'examples/results/kills.json'), 'utf8'),
) as Record<
  'mistakes' | 'correct',
  { id?: string; name?: string; checks: Record<string, Outcome> }[]
>
const checksOf = new Map(
  [...record.mistakes, ...record.correct].map(({ id, name = `mistake:${id}`, checks }) => [
    name,
    Object.values(checks),
  ]),
)
const table = killTable(mistakes, ({ name }) => checksOf.get(name) ?? [])
const texts = textsOf(root, table)
const copy = mkdtempSync(join(tmpdir(), 'losslaws-kills-'))
afterAll(() => rmSync(copy, { recursive: true }))
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(copy, name)), { recursive: true })
  writeFileSync(join(copy, name), text)
}

describe('npm run kills', () => {
  it('tries every exhibit that is in the gallery', async () => {
    expect((await exhibitsOf(root)).map(({ id }) => id)).toEqual(mistakes.map(({ id }) => id))
  })
  it('lists every exhibit and every family of laws, and tells of who is on record as caught', () => {
    expect(faultsIn(root, texts)).toEqual([])
    expect(readFileSync(join(root, 'src/mistakes/gallery.ts'), 'utf8')).toContain(
      "export { default as softmaxInPlace } from './softmax-in-place.ts'\n",
    )
  })
  it('has on record what the checks make of mistakes, and of what is right', () => {
    for (const { implementation: it } of oneIn(30, mistakes))
      expect(byRunning(it, unlikeReference(it)), it.name).toEqual(checksOf.get(it.name))
    for (const it of oneIn(15, correct))
      expect(byRunning(it), it.name).toEqual(checksOf.get(it.name))
  })
  it('says of each file where it differs, and of a suite that no family has', () => {
    for (const [name, text] of texts) write(name, text)
    expect(faultsIn(copy, texts)).toEqual([])
    const page = texts.get('examples/results/KILLS.md') ?? ''
    write('examples/results/KILLS.md', page.replace('# What kills what', '# Who kills whom'))
    write('examples/results/kills.json', `${texts.get('examples/results/kills.json')}\n`)
    write('src/trial/suites/softmaks.ts', '')
    write('src/trial/suites/softmax.ts', '// Written by `npm run kills`.')
    rmSync(join(copy, 'src/mistakes/gallery.ts'))
    expect(faultsIn(copy, texts)).toEqual([
      'src/trial/suites/softmaks.ts: expected no file of this name, but received one',
      'src/mistakes/gallery.ts: expected a file, but received none',
      expect.stringMatching(/^src\/trial\/suites\/softmax\.ts, line 2: .* but received the end$/),
      'examples/results/KILLS.md, line 1: expected # What kills what, but received # Who kills whom',
      expect.stringMatching(
        /^examples\/results\/kills\.json, line \d+: expected the end, but received $/,
      ),
    ])
  })
  it.runIf(isSoak)(
    'says nothing but good of the files as they are, after trying all laws on all mistakes',
    { timeout: 0 },
    async () => {
      let words = ''
      expect([await kills(['--check'], root, (text) => (words += text)), words]).toEqual([
        0,
        expect.stringMatching(
          /^\d+ mistakes against \d+ laws and 13 checks are what the generator/,
        ),
      ])
    },
  )
  it('explains itself where it is not understood', async () => {
    let words = ''
    expect(await kills(['--chekc'], root, (text) => (words += text))).toBe(2)
    expect(words).toContain('npm run kills -- --recorded')
    expect(words).toContain('npm run kills -- --check')
  })
})

describe('what catches a mistake', () => {
  const seeds = [1, 2, 3]
  it.each(['softmax-in-place', 'softplus-is-relu'])('is found by trying: %s', async (id) => {
    const chosen = mistakes.filter((it) => it.id === id)
    expect((await caught(chosen, seeds)).map((it) => it.caughtBy)).toEqual(
      chosen.map((it) => it.caughtBy),
    )
  })
  it('is refused where it is written for what is no law, or for one that does not catch it', async () => {
    const late = {
      id: 'sigmoid-late',
      story: 'The sigmoid is off by a little.',
      mend: 'Take it as it is.',
      sightings: [],
      operations: { sigmoid: (x: number) => right.sigmoid(x) + 1e-3 },
    }
    await expect(caught([mistake({ ...late, writtenFor: ['sigmoid/late'] })], [1])).rejects.toThrow(
      'src/mistakes/sigmoid-late.ts, field writtenFor: expected the id of a law, but received sigmoid/late',
    )
    await expect(
      caught([mistake({ ...late, writtenFor: ['softplus/value'] })], [1]),
    ).rejects.toThrow(
      'softplus/value before mistake:sigmoid-late: expected it to be caught, but it is not',
    )
  })
  it('is in doubt, which is said, where the law that it was written for catches it from some seeds only', async () => {
    const seldom = mistake({
      id: 'softplus-seldom',
      story: 'Softplus is wrong in a narrow band.',
      mend: 'Widen the band.',
      writtenFor: ['softplus/value'],
      sightings: [],
      operations: { softplus: (x) => (x > 42 && x < 48 ? x + 1 : right.softplus(x)) },
    })
    await expect(caught([seldom], [1, 2, 3, 4, 5, 6])).rejects.toThrow(
      /^\S+ before mistake:softplus-seldom: expected .*, but received only from \d/,
    )
  })
})

describe('a generator', () => {
  const tiny = generator({
    name: 'tiny',
    purpose: 'write one file',
    generated: () => ({ texts: new Map([['tiny/file', 'text']]), what: '1 file', known: 'good' }),
    faultsIn: (folder) => (existsSync(join(folder, 'tiny/file')) ? [] : ['tiny/file: none']),
  })
  const said = async (...args: string[]) => {
    let words = ''
    return [await tiny(args, copy, (text) => (words += text)), words]
  }
  it('writes its files, and checks them', async () => {
    expect(await said('--check')).toEqual([1, 'tiny/file: none\n'])
    expect(await said()).toEqual([0, 'wrote 1 file\n'])
    expect(readFileSync(join(copy, 'tiny/file'), 'utf8')).toBe('text')
    expect(await said('--check')).toEqual([0, '1 file are what the generator writes: good\n'])
  })
})

describe('the table of kills', () => {
  it('says that every law catches a mistake which at most seven other laws of its family catch', () => {
    expect(table.laws.filter(({ sharpest }) => sharpest.others > 7)).toEqual([])
  })
  it('names another law that catches all that a law does, and none where a law is alone in one', () => {
    for (const { id, kills, coveredBy } of table.laws) {
      const killed = mistakes.filter((mistake) => kills.includes(mistake.id))
      if (killed.some(({ caughtBy }) => caughtBy.length === 1))
        expect(coveredBy, id).toBeUndefined()
      if (coveredBy !== undefined)
        expect(
          killed.every(({ caughtBy }) => caughtBy.includes(coveredBy)),
          id,
        ).toBe(true)
    }
  })
  it('holds mistakes that no check of today catches, and that the laws do', () => {
    expect(
      table.mistakes.filter(({ outcomes }) => !outcomes.includes('caught')).length,
    ).toBeGreaterThan(50)
    expect(table.mistakes.every(({ caughtBy }) => caughtBy.length > 0)).toBe(true)
  })
})
