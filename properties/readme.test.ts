import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { checksTable, conclusions, lawTables } from '../tools/documents.ts'
import { picture } from '../tools/picture.ts'
import { isSoak } from './soak.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const findings = 'examples/results/FINDINGS.md'

/** What a reader is given: the README, and the documents that it leads to. */
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** A reader's folder, in which this package is installed. */
const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true })
symlinkSync(root, join(folder, 'node_modules', 'losslaws'))
symlinkSync(join(root, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'))
chmodSync(join(root, 'dist', 'cli.js'), 0o755)
symlinkSync(join(root, 'dist', 'cli.js'), join(folder, 'node_modules', '.bin', 'losslaws'))
symlinkSync(join(root, 'examples'), join(folder, 'examples'))
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
afterAll(() => rmSync(folder, { recursive: true }))

/** What a command of the reader prints where it ends well, or with a law broken. */
const run = (command: string): string => {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', CI: '' }
  try {
    return execFileSync('sh', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env,
    })
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    if (status !== 1) throw error
    return stdout
  }
}

/** The blocks of a document, with the language of each. */
const blocksOf = (document: string) =>
  [...document.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
    language,
    body,
  }))

/** The files that the documents show, which a reader writes: each by the name in its first line. */
const files = [...documents, findings].flatMap((name) =>
  blocksOf(read(name)).flatMap(({ language, body }) => {
    const [, file] = /^\/\/ (\S+)\n/.exec(body) ?? []
    return file !== undefined && ['js', 'ts'].includes(language) ? [{ file, body }] : []
  }),
)
for (const { file, body } of files) writeFileSync(join(folder, file), body)

/** What stands between two markers is made anew. */
const generated: Readonly<Record<string, () => string>> = {
  laws: lawTables,
  checks: () => checksTable(read('examples/results/KILLS.md')),
  scoreboard: () => conclusions(read('examples/results/SCOREBOARD.md')),
  cases: () =>
    readdirSync(join(root, 'fixtures'))
      .filter((name) => name.endsWith('.json') && name !== 'schema.json')
      .reduce((sum, name) => sum + casesIn(name), 0)
      .toLocaleString('en'),
}
const casesIn = (name: string): number =>
  (JSON.parse(read(`fixtures/${name}`)) as { cases: readonly unknown[] }).cases.length

/** The document as it is when its commands are run and its generated parts are made anew. */
const rendered = (document: string): string =>
  document
    .replaceAll(
      /```console\n\$ ([^\n]+)\n.*?```/gs,
      (_, command: string) => `\`\`\`console\n$ ${command}\n${run(command)}\`\`\``,
    )
    .replaceAll(/(<!-- (\w+) -->\n?).*?(?=<!-- \/\2 -->)/gs, (text, start: string, name: string) =>
      generated[name] === undefined ? text : start + generated[name](),
    )

describe.each([...documents, findings])('%s', (name) => {
  const document = read(name)
  it.runIf(isSoak || name !== findings)(
    'says what its commands print',
    async () => {
      await expect(rendered(document)).toMatchFileSnapshot(join(root, name))
    },
    120_000,
  )
  it('has no block that is not run', () => {
    for (const { language, body } of blocksOf(document)) {
      // What is Python is run by the test of its package.
      expect(['console', 'js', 'ts', 'sh', 'text', 'python', 'yaml']).toContain(language)
      if (language === 'js' || language === 'ts') expect(body).toMatch(/^\/\/ \S+\n/)
      if (language === 'console') expect(body).toMatch(/^\$ /)
      if (language === 'yaml') expect(body).toMatch(/^# \.github\/workflows\/\S+\n/)
    }
  })
  it('names no script that is not there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(
        [...document.matchAll(/`npm run ([\w:]+)/g)].map(([, script]) => script),
      ),
    )
  })
})

describe('the documents', () => {
  it('show no two files of one name', () => {
    expect(files.map(({ file }) => file)).toEqual([...new Set(files.map(({ file }) => file))])
  })
  it('have generated parts that are known, and all of them', () => {
    const markers = documents.flatMap((name) =>
      [...read(name).matchAll(/<!-- (\w+) -->/g)].map(([, marker]) => marker),
    )
    // The table of operations is written by `npm run contract`.
    expect(markers.toSorted()).toEqual([...Object.keys(generated), 'operations'].toSorted())
  })
  it('run in a shell as they stand, once installed', () => {
    const commands = documents
      .flatMap((name) => blocksOf(read(name)).filter(({ language }) => language === 'sh'))
      .flatMap(({ body }) => body.split('\n').filter((line) => line.startsWith('npx losslaws ')))
    expect(commands.length).toBeGreaterThan(3)
    for (const command of commands) expect(run(command)).toMatch(/\S/)
  }, 120_000)
  it.each([
    ...documents,
    findings,
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'examples/README.md',
    'examples/kernels/README.md',
    'fixtures/README.md',
    'fixtures/protocol/README.md',
    'python/README.md',
  ])('lead from %s to files and headings that are there', (name) => {
    const prose = read(name).replaceAll(/^```.*?^```$/gms, '')
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    for (const link of links.filter((it) => !/^https?:/.test(it))) {
      const [path = '', heading] = link.split('#')
      const target = path === '' ? name : join(dirname(name), path)
      expect(existsSync(join(root, target)), `${name}: ${link}`).toBe(true)
      if (heading !== undefined) expect(headingsOf(read(target)), link).toContain(heading)
    }
  })
  it('show the picture that our figures draw', async () => {
    await expect(picture()).toMatchFileSnapshot(join(root, 'docs/founding-question.svg'))
  })
})

/** The headings of a document as GitHub's anchors write them. */
const headingsOf = (document: string): string[] =>
  [...document.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  )

describe('README.md', () => {
  const readme = read('README.md')
  it('is read in one go', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200)
  })
  it('names the two commands that CI and a newcomer run', () => {
    expect(readme).toContain('```sh\nnpm ci && npm run trial\nnpm cit\n```')
    expect(read('.ci/run')).toMatch(/^npm cit$/m)
  })
  it('names the files that npm pack and npm run python write', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(readme).toContain(`<path>/losslaws-${version}.tgz\``)
    expect(readme).toContain(`\`python/dist/losslaws-${version}-py3-none-any.whl\``)
  })
  it('tells of real libraries what is in the findings', () => {
    const [, table = ''] = /\| library \| call .*\n\|[-|]+\n((?:\|.*\n)+)/.exec(readme) ?? []
    const rows = table.trim().split('\n')
    expect(rows.length).toBeGreaterThan(4)
    // Rows of a table that name no library speak of the one above them.
    const entries = read(findings)
      .replaceAll(/^(\| (\S.*?) \|.*)((?:\n\| \|.*)+)/gm, (_, first, library, more: string) =>
        [first, more.replaceAll('\n| |', `\n| ${library} |`)].join(''),
      )
      .split(/\n(?=\||\n)/)
    for (const row of rows) {
      const [library = '', call = '', truth = '', got = ''] = row.slice(2).split(' | ')
      const [, code = ''] = /(`[^`]+`)/.exec(call) ?? []
      const said = [code, truth, /^[^:|]*[^:| ]/.exec(got)?.[0] ?? '']
      const [entry] = entries.filter((it) => said.every((text) => it.includes(text)))
      expect(entry, row).toContain(library.split(',')[0])
    }
  })
  it('shows a workflow whose run finds the softmax at fault', () => {
    const [workflow = ''] = blocksOf(readme)
      .filter(({ language }) => language === 'yaml')
      .map(({ body }) => body)
    const commands = [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, command = '']) => command)
    expect(commands[0]).toBe('npm ci')
    for (const line of workflow.split('\n').filter((it) => it.includes('uses:')))
      expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(run(commands.slice(1).join(' && '))).toMatch(/^::error file=\S*my-softmax\.js,/m)
  }, 60_000)
  it('shows a test file for node:test, and its softmax fails there', () => {
    expect(run('node --test --test-reporter spec my-softmax.test.mjs')).toMatch(
      /my-softmax\.js[^]*softmax\/sums-to-one is broken[^]*ℹ fail 1\n/,
    )
  }, 60_000)
})

describe('docs/guide.md', () => {
  it('shows a test file that passes', () => {
    expect(
      execFileSync('npx', ['vitest', 'run', 'my-loss.test.ts'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1' },
      }),
    ).toMatch(/Tests +\d+ passed/)
  }, 60_000)
})
