import { execSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')

/** A block of a recipe: a file to write or to change, or commands to run. */
type Block = { readonly path: string; readonly language: string; readonly body: string }

/** The recipes by their titles, block by block; a path stands until another is named. */
const recipes = text
  .slice(text.indexOf('## Recipes'), text.indexOf('## Style'))
  .split(/^### /m)
  .slice(1)
  .map((recipe) => {
    let path = ''
    const blocks: Block[] = []
    for (const [, named, language, body] of recipe.matchAll(
      /^(?:`([^`\n]+)`$|```(\w+)\n([^]*?)^```$)/gm,
    )) {
      path = named ?? path
      if (language !== undefined && body !== undefined) blocks.push({ path, language, body })
    }
    return [recipe.split('\n')[0] ?? '', blocks] as const
  })

const copy = mkdtempSync(join(tmpdir(), 'losslaws-recipes-'))
afterAll(() => rmSync(copy, { recursive: true }))
for (const name of [
  'package.json',
  'tsconfig.json',
  'src',
  'tools',
  'properties/doubles/correct',
  'fixtures',
  'examples/adapters',
])
  // What npm run docs installs is large, and no part of a recipe.
  cpSync(join(root, name), join(copy, name), {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

/**
 * What stands for the commands that take a minute, in which all laws are tried on all mistakes and
 * all cases are certified: the lists alone, and the cases of a new operation alone.
 */
const programs: Readonly<Record<string, string>> = {
  'npm run kills': `
    import { listings } from './.build/tools/listings.js'
    for (const [name, text] of listings('.')) writeFileSync(name, text)`,
  'npm run fixtures': `
    import { generate } from './.build/tools/recording/generate.js'
    import { killsOf } from './.build/tools/judge-case.js'
    import { operationNames } from './.build/src/contract/operations.js'
    import { fileOf } from './.build/src/records/names.js'
    import { textOf } from './.build/src/records/write.js'
    for (const operation of operationNames) {
      const file = 'fixtures/' + fileOf(operation)
      if (!existsSync(file))
        writeFileSync(file, textOf(generate(operation, killsOf, new Map())))
    }`,
}

/** Runs a command in the copy, and throws what it said where it fails. */
const run = (command: string): string => {
  const program = programs[command]
  if (program !== undefined) {
    run('npm run build:tools')
    writeFileSync(
      join(copy, 'program.mjs'),
      `import { existsSync, writeFileSync } from 'node:fs'\n${program}`,
    )
    return run('node program.mjs')
  }
  try {
    return execSync(command, { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) error.message += `\n${String(error.stdout)}`
    throw error
  }
}

/** Changes a text where the lines that stay and those that go stand together, once. */
const patched = (text: string, diff: string): string => {
  const lines = diff.split('\n').slice(0, -1)
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join('')
  const parts = text.split(side('+'))
  expect(parts.length, `how often the text has\n${side('+')}`).toBe(2)
  return parts.join(side('-'))
}

const follow = ({ path, language, body }: Block): void => {
  if (language === 'sh') {
    for (const line of body.split('\n').filter((line) => line !== '')) run(line)
    return
  }
  const file = join(copy, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, language === 'diff' ? patched(readFileSync(file, 'utf8'), body) : body)
}

/** The words and the exit code of a command that may fail. */
const outcomeOf = (command: string): string => {
  try {
    return `${run(command)}\nexit code 0`
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number }
    return `${stdout}\nexit code ${status}`
  }
}

/** What is true after each recipe, beside that its commands succeed. */
const afterwards: Readonly<Record<string, () => void>> = {
  'A law': () => {
    expect(outcomeOf(verify('mistake:logsumexp-of-mean', 'log-sum-exp/above-mean'))).toMatch(
      /above-mean[^]*exit code 1$/,
    )
  },
  'A mistake': () => {
    for (const law of ['log-sum-exp/above-mean', 'log-sum-exp/one-term'])
      expect(outcomeOf(verify('mistake:logsumexp-stops-early', law))).toMatch(/exit code 1$/)
  },
  'An operation': () => {
    expect(outcomeOf(verify('mistake:log-mean-exp-of-sum', 'log-mean-exp/*'))).toMatch(
      /logMeanExp\(z\)[^]*exit code 1$/,
    )
  },
  'An adapter': () => {
    expect(readdirSync(join(copy, 'my-adapter'))).toEqual(['adapter.cjs'])
  },
  'A report': () => {
    expect(readFileSync(join(copy, 'losslaws-outcomes.csv'), 'utf8')).toMatch(
      /^law,status,strain\nsigmoid\/[a-z-]+,passed,[\d.e-]+\n/,
    )
  },
}
const verify = (address: string, laws: string): string =>
  `node dist/cli.js verify ${address} --laws '${laws}' --seed 1`

describe('the recipe of CONTRIBUTING.md for', () => {
  it.each(recipes)('%s works as it stands', (title, blocks) => {
    for (const block of blocks) follow(block)
    expect(Object.keys(afterwards)).toContain(title)
    afterwards[title]?.()
  })
})

describe('the table of CONTRIBUTING.md', () => {
  it('has every folder of the source', () => {
    const table = text.slice(text.indexOf('| folder of `src` |'), text.indexOf('\nBeside `src`'))
    const named = [...table.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, cell = '']) =>
      cell.split(', ').map((name) => name.replaceAll('`', '')),
    )
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((it) => it.isDirectory())
      .map(({ name }) => name)
    expect(named.toSorted()).toEqual(folders.toSorted())
  })
})
