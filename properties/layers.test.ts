import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../src', import.meta.url))
const layers = [
  'arithmetic',
  'contract',
  'core',
  'implementation',
  'laws',
  'fixtures',
  'mistakes',
  'verdict',
  'checkers',
  'lessons',
  'teaching',
  'report',
  'host',
  'commands',
  'generate',
  '.',
]
/** Folders that stand side by side: none imports from another. */
const abreast = [['fixtures', 'mistakes', 'verdict']]

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)
const importsOf = (name: string): string[] =>
  [
    ...readFileSync(join(source, name), 'utf8').matchAll(
      /^(?:(?:import|export|\}).* from|import) '([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? '')
const target = (name: string, specifier: string): string =>
  relative(source, resolve(source, dirname(name), specifier))
const layer = (name: string): string => name.split('/').slice(0, -1)[0] ?? '.'

describe('a source file', () => {
  it.each(files)('%s imports only from its own folder or from a layer below', (name) => {
    for (const specifier of importsOf(name).filter((specifier) => specifier.startsWith('.'))) {
      const [here, there] = [layer(name), layer(target(name, specifier))]
      expect(layers.indexOf(there), `${name} imports ${specifier}`).toBeLessThanOrEqual(
        layers.indexOf(here),
      )
      expect(
        here !== there && abreast.some((pair) => pair.includes(here) && pair.includes(there)),
        `${name} imports ${specifier}`,
      ).toBe(false)
    }
  })
})

describe('the library', () => {
  it('reaches nothing of Node, so that it runs in a browser', () => {
    const reached = new Set<string>()
    const visit = (name: string): void => {
      if (reached.has(name)) return
      reached.add(name)
      for (const specifier of importsOf(name)) {
        expect(specifier).not.toMatch(/^(node:|vitest)/)
        if (specifier.startsWith('.')) visit(target(name, specifier))
      }
    }
    visit('index.ts')
    for (const name of files.filter((name) => /^(lessons|teaching)\//.test(name))) visit(name)
    expect(reached.size).toBeGreaterThan(30)
  })
})
