import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { commandWords } from '../programs/command-words.ts'

/** Where an implementation is; or why a text does not say where. */
export type Address =
  | { readonly scheme: 'core' | 'mistake'; readonly name: string }
  /** The absolute path of the file, where there is one. */
  | { readonly scheme: 'module'; readonly path: string; readonly file: string | undefined }
  | { readonly scheme: 'exec'; readonly words: readonly string[] }
  | { readonly scheme: 'none'; readonly why: string }

/**
 * Reads an address: `module:./file.ts` or the bare path of a file, `exec:<command>`,
 * `core:<arithmetic>`, `mistake:<id>`. To complain of what is none is for whoever connects to it.
 */
export const parseAddress = (text: string): Address => {
  const [, scheme = 'module', rest = text] = /^([a-z]+):(.*)$/s.exec(text) ?? []
  switch (scheme) {
    case 'core':
    case 'mistake':
      return { scheme, name: rest }
    case 'module':
      return { scheme, path: rest, file: fileAt(rest) }
    case 'exec':
      return command(rest)
    default:
      return {
        scheme: 'none',
        why:
          'expected an address that begins with module:, exec:, core: or mistake:, '
          + `but received ${text}`,
      }
  }
}

/** The absolute path of the module that an address names, where there is one. */
export const moduleOf = (address: Address): string | undefined =>
  address.scheme === 'module' ? address.file : undefined

/**
 * The absolute paths of the files that an address names: a module, or the words of a command that
 * are files.
 */
export const filesOf = (address: Address): readonly string[] =>
  (address.scheme === 'exec' ? address.words.map(fileAt) : [moduleOf(address)]).filter(
    (file) => file !== undefined,
  )

const command = (text: string): Address => {
  try {
    return { scheme: 'exec', words: commandWords(text) }
  } catch (error) {
    // Its words are those of a Misuse.
    return { scheme: 'none', why: (error as Error).message }
  }
}

const fileAt = (path: string): string | undefined => {
  const file = resolve(path)
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}
