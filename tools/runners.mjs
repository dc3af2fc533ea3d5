// Packs losslaws, installs it beside each test runner in a folder of its own, and runs a softmax
// that is right and one that is wrong there, each in a test file of its own:
//   npm run runners [-- <part of a name>]
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-runners-'))
process.once('exit', () => rmSync(folder, { recursive: true }))

/** Vitest 5 begins at Node 22, which is a package too. */
const node22 = Number(process.versions.node.split('.')[0]) < 22 ? ['node@22'] : []
const vitest = (version, more = {}) => ({
  name: `Vitest ${version}`,
  packages: [`vitest@${version}`, ...(version < 5 ? [] : node22)],
  door: 'vitest',
  run: (file) => ['vitest', 'run', file, '--reporter=verbose'],
  ...more,
})
const runners = [
  vitest(3),
  vitest(4),
  vitest(5),
  vitest(5, {
    name: 'Vitest 5, given',
    before: `import { describe, test } from 'vitest'`,
    given: 'describe, test,',
  }),
  {
    name: 'node:test',
    packages: [],
    door: 'node-test',
    run: (file) => ['node', '--test', '--test-reporter=spec', file],
  },
  {
    name: 'Jest 30',
    packages: ['jest@30'],
    door: 'jest',
    run: (file) => [
      'node',
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      file,
      '--verbose',
    ],
  },
  {
    name: 'Bun 1',
    packages: ['bun@1'],
    door: 'jest',
    before: `import { describe, test } from 'bun:test'`,
    given: 'describe, test,',
    run: (file) => ['bun', 'test', file],
    // It shows the line where an error was made, whatever the error says.
    pointsElsewhere: true,
  },
]

const losses = {
  right: `export const softmax = (z) => {
    const greatest = z.reduce((a, b) => Math.max(a, b), -Infinity)
    const exps = z.map((x) => Math.exp(x - greatest))
    const sum = exps.reduce((a, b) => a + b, 0)
    return exps.map((e) => e / sum)
  }`,
  wrong: `export const softmax = (z) => {
    const exps = z.map(Math.exp)
    const sum = exps.reduce((a, b) => a + b, 0)
    return exps.map((e) => e / sum)
  }`,
}
const testFile = (name, { door, before = '', given = '' }) => `
  import { implementationFrom } from 'losslaws'
  import { describeLaws } from 'losslaws/${door}'
  import * as loss from './${name}.js'
  ${before}
  describeLaws(implementationFrom(loss, '${name} softmax'), {
    ${given} laws: 'softmax/*,sigmoid/*,log-softmax/value', tier: 'textbook', seed: 1, runs: 20,
  })`

/** What must be so of a run, by the words in which a failure of it is told. */
const expectations = {
  right: {
    'exits with 0': ({ status }) => status === 0,
    'lists a law that holds': ({ text }) => text.includes('softmax/sums-to-one'),
    'says in one line which operations are absent': ({ text }) =>
      text.includes('5 laws ask for operations that are absent: logSoftmax, sigmoid')
      && !text.includes('sigmoid/value'),
  },
  wrong: {
    'exits with 1': ({ status }) => status === 1,
    'explains the broken law': ({ text }) =>
      /softmax\/sums-to-one is broken\s+law\s+Σᵢ softmax\(z\)ᵢ = 1\s/.test(text),
    'points at the test file': ({ text }, { pointsElsewhere }) =>
      pointsElsewhere || /wrong\.test\.js:\d/.test(text),
  },
}

const execute = ([command, ...args], cwd) => {
  const PATH = [join(cwd, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const { NODE_OPTIONS: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...env, PATH, NO_COLOR: '1' },
    shell: process.platform === 'win32',
  })
  return { status, text: `${stdout}${stderr}` }
}

/** What came of one runner: the version that was installed, and what was not as expected. */
const tried = (runner, tarball) => {
  const own = join(folder, runner.name.replaceAll(/\W+/g, '-'))
  mkdirSync(own)
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({ private: true, type: 'module', jest: { transform: {} } }),
  )
  const installed = execute(
    ['npm', 'install', '--no-audit', '--no-fund', tarball, ...runner.packages],
    own,
  )
  if (installed.status !== 0) return { version: 'does not install', wanting: [installed.text] }
  const [beside] = runner.packages.map((it) => it.split('@')[0])
  const version =
    beside === undefined ?
      process.versions.node
    : JSON.parse(readFileSync(join(own, 'node_modules', beside, 'package.json'), 'utf8')).version
  const wanting = []
  for (const [name, expected] of Object.entries(expectations)) {
    writeFileSync(join(own, `${name}.js`), losses[name])
    writeFileSync(join(own, `${name}.test.js`), testFile(name, runner))
    const result = execute(runner.run(`${name}.test.js`), own)
    const missed = Object.keys(expected).filter((what) => !expected[what](result, runner))
    for (const what of missed) wanting.push(`the ${name} softmax: expected that it ${what}`)
    if (missed.length > 0) wanting.push(result.text)
  }
  return { version, wanting }
}

const packed = execute(['npm', 'pack', '--ignore-scripts', '--pack-destination', folder], root)
if (packed.status !== 0) throw new Error(`expected a package, but received ${packed.text}`)
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const [, , part = ''] = process.argv
for (const runner of runners.filter((it) => it.name.includes(part))) {
  const { version: at, wanting } = tried(runner, join(folder, `${name}-${version}.tgz`))
  const verdict = wanting.length === 0 ? 'as expected' : 'not as expected'
  console.log(`${runner.name.padEnd(15)} ${at.padEnd(9)} ${verdict}`)
  for (const text of wanting) console.log(text.trimEnd().replaceAll(/^/gm, '    '))
  if (wanting.length > 0) process.exitCode = 1
}
