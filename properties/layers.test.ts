import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../src', import.meta.url))
/** From the ground up. Folders of one layer stand side by side: none imports from another. */
const layers = [
  ['arithmetic'],
  ['contract'],
  ['core', 'programs'],
  ['laws', 'mistakes'],
  ['verdict', 'records', 'calculus'],
  ['trial'],
  ['report', 'learning'],
  ['engine'],
  ['commands'],
  ['.'],
]

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
const folder = (name: string): string => name.split('/').slice(0, -1)[0] ?? '.'
const layerOf = (name: string): number =>
  layers.findIndex((folders) => folders.includes(folder(name)))

describe('a source file', () => {
  it.each(files)('%s imports only from its own folder or from a layer below', (name) => {
    expect(layerOf(name), `${name} stands in no layer`).toBeGreaterThanOrEqual(0)
    for (const specifier of importsOf(name).filter((specifier) => specifier.startsWith('.'))) {
      const there = target(name, specifier)
      const isBelow = layerOf(there) < layerOf(name) && !there.startsWith('..')
      expect(folder(there) === folder(name) || isBelow, `${name} imports ${specifier}`).toBe(true)
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
    const taught =
      /^(contract|programs\/border|learning\/(lessons|models|explain\/(?!code-of|explain-mistake)))/
    for (const name of files.filter((name) => taught.test(name))) visit(name)
    expect(reached.size).toBeGreaterThan(30)
  })
})
