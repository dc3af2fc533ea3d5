import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startLine } from '../src/contract/protocol.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const json = (path: string) => JSON.parse(read(path)) as Record<string, string>
const changelog = read('CHANGELOG.md')

/** The version that the table of the changelog gives for one of the three things. */
const versionOf = (thing: string): string | undefined =>
  new RegExp(`^\\| the ${thing} \\| (\\S+) \\|`, 'm').exec(changelog)?.[1]

describe('CHANGELOG.md', () => {
  it('has what is unreleased on top, and below it the version of the package', () => {
    const entries = [...changelog.matchAll(/^## \[([^\]]+)\]/gm)].map(([, entry]) => entry)
    expect(entries.slice(0, 2)).toEqual(['Unreleased', json('package.json')['version']])
    expect(versionOf('package')).toBe(json('package.json')['version'])
  })
  it('gives the version that both sides of the wire say first', () => {
    const { version } = JSON.parse(startLine()) as { version: number }
    expect(versionOf('wire protocol')).toBe(String(version))
    expect(read('fixtures/protocol/README.md')).toMatch(`# The protocol, version ${version}\n`)
  })
  it('gives the version of every file of recorded cases', () => {
    const suites = readdirSync(join(root, 'fixtures'))
      .filter((name) => name.endsWith('.json') && name !== 'schema.json')
      .map((name) => json(`fixtures/${name}`)['suite'])
    expect(suites.length).toBeGreaterThan(18)
    expect(new Set(suites)).toEqual(new Set([versionOf('recorded cases')]))
  })
})

describe('what is published', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    // npm is a script of the shell on Windows.
    shell: process.platform === 'win32',
  })
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }]
  const paths = files.map(({ path }) => path)
  it('is what runs, what is recorded, what init copies, what explain shows, and what says so', () => {
    const places = paths.map((path) =>
      path.replace(/^(dist|docs|fixtures|examples\/\w+|src\/mistakes)\/.*/, '$1'),
    )
    expect([...new Set(places)].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'examples/adapters',
      'fixtures',
      'package.json',
      'src/learning/explain/done-right.ts',
      'src/mistakes',
    ])
  })
  it('has every file that an export or a command points at', () => {
    const { exports, bin } = JSON.parse(read('package.json')) as {
      exports: Record<string, string | Record<string, string>>
      bin: Record<string, string>
    }
    const targets = [...Object.values(exports), bin].flatMap((it) =>
      typeof it === 'string' ? [it] : Object.values(it),
    )
    for (const target of targets.filter((it) => !it.includes('*')))
      expect(paths).toContain(target.replace(/^\.\//, ''))
  })
})

describe('a workflow', () => {
  it.each(['.github/workflows/ci.yml', 'examples/ci/losslaws.yml'])(
    '%s names each action by the hash of a commit, and its version beside it',
    (path) => {
      const uses = read(path)
        .split('\n')
        .filter((line) => line.includes('uses:'))
      expect(uses.length).toBeGreaterThan(3)
      for (const line of uses) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    },
  )
})
