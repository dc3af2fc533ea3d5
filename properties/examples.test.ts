import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const libraries = fileURLToPath(new URL('../examples/libraries/', import.meta.url))
const files = readdirSync(libraries, { withFileTypes: true })
  .filter((it) => it.isDirectory())
  .flatMap(({ name }) => ['run', 'adapter.py', 'adapter.js'].map((file) => join(name, file)))
  .filter((file) => existsSync(join(libraries, file)))

/** The paths that a library names outside its own folder, from where they are read. */
const pathsIn = (file: string): string[] => {
  const text = readFileSync(join(libraries, file), 'utf8')
  const above = [...text.matchAll(/(?:\.\.\/)+[\w./-]*\w/g)].map(([path]) => path)
  const ofPython = [...text.matchAll(/parents\[(\d)\] \/ '([^']+)'/g)].map(
    ([, n, path = '']) => '../'.repeat(Number(n)) + path,
  )
  return [...above, ...ofPython].map((path) => join(libraries, dirname(file), path))
}

describe('a library on trial', () => {
  it.each(files)('names in %s no file that is not there', (file) => {
    expect(pathsIn(file).filter((path) => !existsSync(path))).toEqual([])
  })
  it('is found at all', () => {
    expect(files.flatMap(pathsIn).length).toBeGreaterThan(30)
  })
})
