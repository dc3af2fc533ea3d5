import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'
import { isSoak } from './soak.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

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

const lawTable = (): string => {
  const families = [...new Set(laws.map((law) => familyOf(law.id)))]
  const rows = families.map((family) => {
    const of = laws.filter((law) => familyOf(law.id) === family)
    const list = of.map(
      (law) =>
        `\`${law.id.slice(family.length + 1)}\` ${law.equation.replaceAll('|', '∣')}${law.tier === 'accurate' ? ' *(accurate)*' : ''}`,
    )
    return `<details><summary><b>${family}</b>: ${of.length} laws, such as ${of[0]?.equation}</summary>\n\n${list.map((line) => `- ${line}\n`).join('')}\n</details>`
  })
  return `${laws.length} laws in ${families.length} families; \`losslaws laws\` prints them.\n\n${rows.join('\n')}\n`
}

/** Writes the files that a document shows into the reader's folder. */
const writeFiles = (document: string): void => {
  for (const [, name = '', text = ''] of document.matchAll(
    /```(?:js|ts)\n(?=\/\/ (\S+)\n)(.*?)\n```/gs,
  ))
    writeFileSync(join(folder, name), text)
}

/**
 * The document as it is when its files are written, its commands run, and its table is made anew.
 */
const rendered = (document: string): string => {
  writeFiles(document)
  return document
    .replaceAll(
      /```console\n\$ ([^\n]+)\n.*?```/gs,
      (_, command: string) => `\`\`\`console\n$ ${command}\n${run(command)}\`\`\``,
    )
    .replace(/(?<=<!-- laws -->\n).*(?=<!-- \/laws -->)/s, lawTable)
}

describe.each(['README.md', 'examples/results/FINDINGS.md'])('%s', (name) => {
  const document = readFileSync(join(root, name), 'utf8')
  it.runIf(isSoak || name === 'README.md')(
    'says what its commands print',
    async () => {
      await expect(rendered(document)).toMatchFileSnapshot(join(root, name))
    },
    120_000,
  )
  it('has no block that is not run', () => {
    const blocks = [...document.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    for (const [, language = '', body = ''] of blocks) {
      // What is Python is run by the test of its package.
      expect(['console', 'js', 'ts', 'sh', 'text', 'python']).toContain(language)
      if (language === 'js' || language === 'ts') expect(body).toMatch(/^\/\/ \S+\n/)
      if (language === 'console') expect(body).toMatch(/^\$ /)
    }
  })
})

describe('README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  it('names the two commands that CI and a newcomer run', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    expect(readme).toContain('```sh\nnpm ci && npm run trial\nnpm cit\n```')
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^npm cit$/m)
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining([
        'prepare',
        'test',
        ...[...readme.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name),
      ]),
    )
  })
  it('shows a test file for node:test, and its softmax fails there', () => {
    writeFiles(readme)
    expect(run('node --test --test-reporter spec my-softmax.test.mjs')).toMatch(
      /my-softmax\.js[^]*softmax\/sums-to-one is broken[^]*ℹ fail 1\n/,
    )
  }, 60_000)
  it('shows a test file that passes', () => {
    writeFiles(readme)
    expect(
      execFileSync('npx', ['vitest', 'run', 'my-loss.test.ts'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1' },
      }),
    ).toMatch(/Tests +\d+ passed/)
  }, 60_000)
})
