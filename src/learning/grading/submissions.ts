import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { misuse } from '../../contract/declaration.ts'
import { listed } from '../../verdict/text.ts'
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

/**
 * The address of the homework that was handed in: that of a folder is that of the one module in it,
 * or of its `homework` or `index`. Throws a Misuse where it has none, or several.
 */
export const homeworkAt = (address: string): string => {
  const parsed = parseAddress(address)
  if (parsed.scheme !== 'module' || !isFolder(parsed.path)) return address
  const modules = readdirSync(parsed.path).filter(isModule).toSorted()
  const named = ['homework', 'index'].map((name) =>
    modules.filter((file) => basename(file, extname(file)) === name),
  )
  const [module, ...others] = [modules, ...named].find((some) => some.length === 1) ?? []
  if (module === undefined || others.length > 0)
    throw misuse(
      `expected one module in ${address}, or one that is called homework.js or index.js, but received ${modules.length === 0 ? 'none' : listed(modules)}`,
    )
  return join(parsed.path, module)
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
const isModule = (file: string): boolean =>
  /\.[cm]?[jt]s$/.test(file) && !/\.d\.[cm]?ts$/.test(file)

/**
 * What tells a submission from any other: the names and contents of its files. These are all of a
 * folder, or a file with the files that it names by paths in its text.
 */
export const digestOf = (address: string): string => {
  const hash = createHash('sha256')
  const parsed = parseAddress(address)
  const files =
    parsed.scheme === 'module' && isFolder(parsed.path) ?
      filesIn(parsed.path)
    : namedFrom(filesOf(parsed))
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
