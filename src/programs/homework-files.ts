import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { misuse } from '../contract/misuse.ts'
import { inOneLine } from '../contract/thrown.ts'
import { endings, isCode, type Source } from './border/source.ts'

/**
 * The homework at a path: a file, which imports nothing; or a folder, whose files may import one
 * another, and where `homework`, `index` or the only file of code is run. Of links none is followed,
 * as they may lead anywhere. Throws a Misuse where there is no homework, or too much of it.
 */
export const sourceAt = (path: string): Source => {
  const kind = lstatSync(path, { throwIfNoEntry: false })
  if (kind === undefined)
    throw misuse(
      `expected the path of a module, but received ${path || 'nothing'}, where there is no file`,
    )
  if (kind.isSymbolicLink())
    throw misuse(`expected a homework that is no link, but received ${path}`)
  if (kind.isDirectory()) return sourceIn(path)
  const entry = `./${basename(path)}`
  if (!isCode(entry)) throw misuse(`expected a homework in ${kinds}, but received ${path}`)
  return { files: { [entry]: textOf(path) }, entry }
}

const sourceIn = (folder: string): Source => {
  const files: Record<string, string> = {}
  let [entries, size] = [0, 0]
  const visit = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = `${inside}/${entry.name}`
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const isFile = entry.isFile() && endings.some((ending) => path.endsWith(ending))
      if (isFile) size += (files[path] = textOf(join(folder, path))).length
      if ((isFile || entry.isDirectory()) && ++entries > most.files)
        throw misuse(
          `expected a homework of at most ${most.files} files, but received more in ${folder}`,
        )
      if (size > most.bytes) throw tooLarge(folder)
      if (entry.isDirectory()) visit(path)
    }
  }
  visit('.')
  return { files, entry: entryOf(Object.keys(files).filter(isCode), folder) }
}

const entryOf = (code: readonly string[], folder: string): string => {
  const top = code.filter((path) => path.split('/').length === 2)
  const named = ['homework', 'index'].flatMap((name) =>
    top.filter((path) => path.startsWith(`./${name}.`)),
  )
  const entry = named[0] ?? (top.length === 1 ? top[0] : undefined)
  if (entry === undefined)
    throw misuse(
      `expected homework.js, index.js or one file of code in ${folder}, but received ${top.map((path) => path.slice(2)).join(', ') || 'none'}`,
    )
  return entry
}

/** The text of a regular file: nothing is waited for, and no link is followed. */
const textOf = (path: string): string => {
  let file: number | undefined
  try {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    const kind = fstatSync(file)
    if (!kind.isFile()) throw misuse(`expected a regular file, but received ${path}`)
    if (kind.size > most.bytes) throw tooLarge(path)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && error.name === 'Misuse') throw error
    throw misuse(`expected a homework, but ${path} could not be read: ${inOneLine(error)}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

const tooLarge = (path: string): Error =>
  misuse(`expected a homework of at most ${most.bytes / 2 ** 20} MiB, but received more in ${path}`)
const most = { files: 200, bytes: 2 ** 20 }
const kinds = endings.filter((ending) => isCode(ending)).join(', ')
