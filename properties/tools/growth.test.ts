import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { growth, ratiosOf, type Written } from '../../tools/growth.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'losslaws-growth-'))
afterAll(() => rmSync(copy, { recursive: true }))

const said = async (folder: string, ...args: string[]) => {
  let words = ''
  return [await growth(args, folder, (text) => (words += text)), words] as const
}
/** What Vitest writes of benches, by their groups. */
const written = (groups: Readonly<Record<string, Readonly<Record<string, number>>>>): Written => ({
  files: Object.entries(groups).map(([fullName, medians]) => ({
    groups: [
      {
        fullName: `properties/some.bench.ts > ${fullName}`,
        benchmarks: Object.entries(medians).map(([name, median]) => ({ name, median })),
      },
    ],
  })),
})

describe('npm run growth', () => {
  it('has drawn what is kept', async () => {
    expect(await said(root, '--check')).toEqual([
      0,
      expect.stringMatching(/^\d+ runs of the benches are what the generator writes\n$/),
    ])
  })
  it('takes ratios within a run, those whose benches were run, and adds up the laws', () => {
    expect(
      ratiosOf(
        written({
          'at 50 digits > exp': { bigfloat: 3, MPFR: 2, 'bigfloat, as an enclosure': 4 },
          'at 100 digits > exp': { bigfloat: 9, MPFR: 1 },
          '100 inputs and the examples of': { a: 5, b: 7 },
          '100 inputs for softmax/value': { 'drawn by fast-check, and not judged': 4 },
        }),
      ),
    ).toEqual({
      'e^x at 50 digits, in those of MPFR': 1.5,
      'all laws on the reference, in drawings of inputs for softmax/value': 3,
    })
  })
  it('keeps a run by date and commit, beside those that were kept', async () => {
    mkdirSync(join(copy, 'docs'))
    cpSync(join(root, 'docs/growth.md'), join(copy, 'docs/growth.md'))
    expect(await said(copy)).toEqual([
      1,
      'expected .build/bench.json, which npm run bench writes, but there is none\n',
    ])
    mkdirSync(join(copy, '.build'))
    const git = (...args: string[]) => execFileSync('git', args, { cwd: copy, stdio: 'pipe' })
    git('init', '--quiet')
    for (const exp of [2, 1]) {
      writeFileSync(
        join(copy, '.build/bench.json'),
        JSON.stringify(written({ 'at 50 digits > exp': { bigfloat: exp, MPFR: 1 } })),
      )
      git(
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@b',
        'commit',
        '--quiet',
        '--allow-empty',
        '-m',
        'a',
      )
      expect(await said(copy)).toEqual([0, expect.stringContaining('e^x at 50 digits')])
    }
    expect(readdirSync(join(copy, 'bench'))).toHaveLength(2)
    expect(await said(copy, '--check')).toEqual([0, expect.stringMatching(/^2 runs/)])
    expect(readFileSync(join(copy, 'docs/growth.md'), 'utf8')).toMatch(
      /\| e\^x at 50 digits, in those of MPFR \| \d \| \d \|\n/,
    )
    rmSync(join(copy, 'docs/growth.svg'))
    expect(await said(copy, '--check')).toEqual([
      1,
      'docs/growth.svg: expected what npm run growth writes, but received another text\n',
    ])
  })
})
