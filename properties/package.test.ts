import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const { dependencies } = manifest
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-user-'))
const bin = (name: string) => join(root, 'node_modules', name)
const { CI: _ci, FORCE_COLOR: _force, ...env } = process.env

/** What a program of Node prints in the user's folder, and its exit code. */
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  })
  return { code: status, text: stdout, errors: stderr }
}
const losslaws = (...args: string[]) => run('node_modules/losslaws/dist/cli.js', ...args)

/**
 * A folder of somebody's own, into which the package is installed as npm does it: copied, and not
 * linked.
 */
beforeAll(() => {
  const installed = join(folder, 'node_modules', 'losslaws')
  mkdirSync(installed, { recursive: true })
  for (const name of [
    'package.json',
    'dist',
    'fixtures',
    'examples/adapters',
    'src/mistakes',
    'src/learning/explain/done-right.ts',
  ])
    cpSync(join(root, name), join(installed, name), { recursive: true })
  mkdirSync(join(folder, 'node_modules', '@jitl'))
  for (const name of Object.keys(dependencies))
    symlinkSync(bin(name), join(folder, 'node_modules', name))
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json':
      '{ "compilerOptions": { "module": "nodenext", "target": "es2023", "strict": true, "noEmit": true, "allowImportingTsExtensions": true, "types": [], "skipLibCheck": true } }',
    'loss.ts': `import { shifted, type Vector } from './shifted.ts'
      export const softmax = (z: Vector): Vector => {
        const exps = shifted(z).map((x: number): number => Math.exp(x))
        return exps.map((e) => e / exps.reduce((a, b) => a + b, 0))
      }`,
    'shifted.ts':
      'export type Vector = number[]\nexport const shifted = (z: Vector): Vector => z.map((x) => x - Math.max(...z))',
    'naive.js':
      'export const softmax = (z) => z.map((x) => Math.exp(x) / z.map(Math.exp).reduce((a, b) => a + b, 0))',
    'loss.test.ts': `import { implementationFrom } from 'losslaws'
      import { describeLaws } from 'losslaws/vitest'
      import * as loss from './loss.ts'
      describeLaws(implementationFrom(loss, 'my loss'), { laws: 'softmax/*', runs: 10 })`,
    'naive.node-test.js': `import { implementationFrom, reference } from 'losslaws'
      import { describeLaws } from 'losslaws/node-test'
      import * as naive from './naive.js'
      describeLaws(reference, { laws: 'softmax/one-class' })
      describeLaws(implementationFrom(naive, 'naive'), { laws: 's*/sums-to-one,sigmoid/*', runs: 10 })`,
    'foreign.test.ts': `import { connect, describeLaws } from 'losslaws/vitest'
      describeLaws(await connect('exec:node adapter.mjs'), { laws: 'softmax/*', tier: 'textbook', runs: 10 })`,
    'all.js': `import { allLaws, implementationFrom, verify } from 'losslaws'
      import * as naive from './naive.js'
      const softmax = allLaws().filter(({ id }) => ['softmax/value', 'fixture/softmax'].includes(id))
      for (const law of softmax) {
        const { status } = await verify(law, implementationFrom(naive, 'naive'), { seed: 1 })
        console.log(law.id, status)
      }`,
    'plain.js': `import { explain, implementationFrom, laws, verify } from 'losslaws'
      import * as naive from './naive.js'
      const law = laws.find(({ id }) => id === 'softmax/sums-to-one')
      console.log(explain(await verify(law, implementationFrom(naive, 'naive'), { seed: 1 })).split('\\n')[0])`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the package, once it is installed,', () => {
  it('puts a TypeScript module on trial, with what it imports', () => {
    expect(losslaws('verify', './loss.ts', '--laws', 'softmax/s*', '--runs', '10')).toMatchObject({
      code: 0,
      errors: '',
      text: expect.stringMatching(/^\.\/loss\.ts {2}3 held\n/),
    })
  })
  it('shows the code of a mistake as it was written, beside the code that mends it', () => {
    const { code, text } = losslaws('explain', 'softmax-no-max-shift')
    expect(code).toBe(0)
    expect(text).toContain('\n    const sum = exps.reduce((a, b) => a + b, 0)\n')
    expect(text).toMatch(/^Mended\n[^]*\n  const softmax = \(z\) => \{\n/m)
  })
  it('prints no control sequences where nobody sits at a terminal', () => {
    const { code, text } = losslaws('verify', './naive.js', '--laws', 'softmax/sums-to-one')
    expect(code).toBe(1)
    expect(text).toContain('naive.js  softmax returns NaN where logits are large, in 1 law\n')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
  it('writes nothing where it is run', () => {
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    const cli = join('..', 'node_modules', 'losslaws', 'dist', 'cli.js')
    const verdict = spawnSync(
      process.execPath,
      [cli, 'verify', '../naive.js', '--laws', 'softmax/sums-to-one', '--runs', '5'],
      { cwd: elsewhere, encoding: 'utf8', env },
    )
    expect(verdict).toMatchObject({ status: 1, stderr: '' })
    expect(readdirSync(elsewhere)).toEqual([])
  })
  it('grades a TypeScript homework behind its border', () => {
    const question = { title: 'Softmax', points: 1, laws: 'softmax/sums-to-one' }
    writeFileSync(
      join(folder, 'rubric.json'),
      JSON.stringify({ title: 'Mine', seed: 1, runs: 5, questions: [question] }),
    )
    const text =
      'export const softmax = (z: number[]): number[] => z.map((x: number) => (x === z[0] ? 1 : 0))'
    writeFileSync(join(folder, 'homework.ts'), text)
    expect(losslaws('grade', 'homework.ts', '--rubric', 'rubric.json')).toMatchObject({
      code: 1,
      errors: '',
      text: expect.stringMatching(/^Mine: 0 of 1 points\n[^]*\nborder QuickJS in WebAssembly\n$/),
    })
  })
  it('replays an input on a TypeScript module', () => {
    expect(losslaws('replay', './loss.ts', 'softmax/value', '[1000,"-0"]')).toMatchObject({
      code: 0,
      errors: '',
      text: expect.stringContaining('softmax/value held'),
    })
  })
  it('points GitHub at the file on trial, and tells the cause and a replay', () => {
    const { code, text } = losslaws(
      'verify',
      './naive.js',
      '--laws',
      'softmax/sums-to-one',
      '--reporter',
      'github-actions',
    )
    expect(code).toBe(1)
    const marks = text.split('\n').filter((line) => line.startsWith('::'))
    expect(marks).toHaveLength(1)
    expect(marks[0]).toMatch(
      /^::error file=\S*naive\.js,title=\.\/naive\.js%3A softmax returns NaN [^,:]*%2C in 1 law,line=1::.* resembles +mistake:softmax-no-max-shift, .* replay +losslaws replay \.\/naive\.js softmax\/sums-to-one /,
    )
  })
  it('judges an implementation in its own test file', () => {
    const { code, text } = run(
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      'loss.test.ts',
      '--reporter',
      'verbose',
    )
    expect(text).toContain('loss.test.ts > my loss > softmax/sums-to-one')
    expect(code).toBe(0)
  })
  it("judges it in a test file of Node's own runner", () => {
    const test = run('--test', '--test-reporter', 'spec', 'naive.node-test.js')
    expect(test).toMatchObject({ code: 1 })
    expect(test.text).toMatch(/✔ softmax\/one-class [^]*✖ softmax\/sums-to-one /)
    expect(test.text).toContain('ℹ fail 1\n')
    expect(test.text).toMatch(/﹣ 5 laws ask for operations that are absent: sigmoid .* # SKIP\n/)
    expect(test.text).toMatch(/softmax\/sums-to-one is broken\n +law +Σᵢ softmax\(z\)ᵢ = 1\n/)
  })
  it('says what it expects where no Vitest runs', () => {
    const program = `import { reference } from 'losslaws'
      import { describeLaws } from 'losslaws/vitest'
      try { describeLaws(reference) } catch ({ name, message }) { console.log(name, message) }`
    writeFileSync(join(folder, 'alone.js'), program)
    expect(run('alone.js').text).toBe(
      'Misuse describeLaws of losslaws/vitest: expected a test file that Vitest runs, or describe and '
        + `test among the options, but found neither in ${join(realpathSync(folder), 'alone.js')}\n`,
    )
  })
  it('writes an adapter, puts it on trial through a pipe, and judges it in a test file', () => {
    expect(losslaws('init', '--lang', 'javascript')).toMatchObject({
      code: 0,
      errors: '',
      text: expect.stringContaining('wrote adapter.mjs\n'),
    })
    expect(
      losslaws('verify', 'exec:node adapter.mjs', '--laws', 'softmax/s*', '--runs', '10'),
    ).toMatchObject({
      code: 0,
      errors: '',
      text: expect.stringMatching(/^exec:node adapter\.mjs {2}3 held\n/),
    })
    const { code, text } = run(
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      'foreign.test.ts',
      '--reporter',
      'verbose',
    )
    expect(text).toContain('foreign.test.ts > my losses in JavaScript > softmax/sums-to-one')
    expect(code).toBe(0)
  })
  it('is a library for Node alone', () => {
    expect(run('plain.js')).toEqual({
      code: 0,
      text: 'softmax/sums-to-one is broken\n',
      errors: '',
    })
  })
  it('has the laws of its recorded cases beside the others', () => {
    expect(run('all.js')).toEqual({
      code: 0,
      text: 'softmax/value falsified\nfixture/softmax falsified\n',
      errors: '',
    })
  })
  it('shares its recorded cases with whoever reads JSON', () => {
    const program = `import softmax from 'losslaws/fixtures/softmax.json' with { type: 'json' }; console.log(softmax.operation)`
    expect(run('--no-warnings', '--input-type=module', '-e', program)).toEqual({
      code: 0,
      text: 'softmax\n',
      errors: '',
    })
  })
  it('has types', () => {
    expect(run(bin('typescript/bin/tsc'), '-p', '.')).toMatchObject({ code: 0, text: '' })
  })
})
