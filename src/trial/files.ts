import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { misuse } from '../contract/declaration.ts'
import { inOneLine } from '../contract/thrown.ts'

/**
 * The text of a file, which should be what `expected` says. Throws a Misuse where it cannot be
 * read.
 */
export const readText = (file: string, expected: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw misuse(`expected ${expected}, but ${file} could not be read: ${inOneLine(error)}`)
  }
}

/** Writes a text into a file and makes the folders above it. Throws a Misuse where it cannot. */
export const writeText = (file: string, text: string): void => {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true })
    writeFileSync(file, text)
  } catch (error) {
    throw misuse(`expected a file to write, but ${file} could not be written: ${inOneLine(error)}`)
  }
}
