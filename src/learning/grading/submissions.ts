import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { filesOf, parseAddress } from '../../trial/address.ts'

/** One homework of a class: what it is called there, and what was handed in. */
export type Submission = { readonly name: string; readonly address: string }

/**
 * Homework by its names: a file or a folder by as much of the end of its path as tells it from the
 * others, `hw.js` or `alice/hw.js`; any other address by itself. The same one twice is one.
 */
export const submissionsAt = (addresses: readonly string[]): readonly Submission[] => {
  const paths = new Map(addresses.map((address) => [partsOf(address).join('/'), address]))
  const all = [...paths].map(([path, address]) => ({ parts: path.split('/'), address }))
  return all.map(({ parts, address }) => {
    const ends = parts.map((_, k) => parts.slice(-k - 1).join('/'))
    const own = ends.find((end) =>
      all.every((it) => it.parts === parts || !isEnd(end, it.parts.join('/'))),
    )
    return { name: own ?? parts.join('/'), address }
  })
}

const isEnd = (end: string, path: string): boolean => path === end || path.endsWith(`/${end}`)

/** A path part by part; of any other address, what a folder may be called. */
const partsOf = (address: string): readonly string[] => {
  const parsed = parseAddress(address)
  return parsed.scheme === 'module' ?
      resolve(parsed.path).split(sep).filter(Boolean)
    : [address.replaceAll(/[^\w.+-]/g, (letter) => `%${letter.codePointAt(0)?.toString(16)}`)]
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * What tells a submission from any other: the names and contents of its files. These are all of a
 * folder; a file, which imports nothing; or those that a command names, and that they name by paths.
 */
export const digestOf = (address: string): string => {
  const hash = createHash('sha256')
  const parsed = parseAddress(address)
  const files =
    parsed.scheme !== 'module' ? namedFrom(filesOf(parsed))
    : isFolder(parsed.path) ? filesIn(parsed.path)
    : filesOf(parsed)
  const root = parsed.scheme === 'module' ? dirname(resolve(parsed.path)) : process.cwd()
  hash.update(address)
  for (const file of files.toSorted()) {
    const text = readFileSync(file)
    hash.update(`\0${relative(root, file)}\0${text.length}\0`).update(text)
  }
  return hash.digest('hex')
}

/** The files of a folder and of those in it, but for links, hidden files and installed packages. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(resolve(folder), entry.name)
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    return (
      entry.isDirectory() ? filesIn(path)
      : entry.isFile() ? [path]
      : []
    )
  })

/** Files, and those that they name, each once. */
const namedFrom = (files: readonly string[]): readonly string[] => {
  const all = new Set<string>()
  const add = (file: string): void => {
    if (all.has(file)) return
    all.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /['"`](\.{1,2}\/[^'"`\n]+)['"`]/g,
    )) {
      const named = resolve(dirname(file), path)
      if (lstatSync(named, { throwIfNoEntry: false })?.isFile()) add(named)
    }
  }
  for (const file of files) add(file)
  return [...all]
}
