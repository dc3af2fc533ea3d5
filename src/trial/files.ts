import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
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

/**
 * Writes a text into a file and makes the folders above it. Throws a Misuse where it cannot, and
 * leaves what was there as it was.
 */
export const writeText = (file: string, text: string): void => {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true })
    // Beside /dev/stdout is no place to write.
    if (existsSync(file) && !statSync(file).isFile()) writeFileSync(file, text)
    else replace(file, text)
  } catch (error) {
    throw unwritable(file, error)
  }
}

/** Writes beside a file first: a disk may be full after half of it. */
const replace = (file: string, text: string): void => {
  const beside = `${file}.${process.pid}`
  try {
    writeFileSync(beside, text)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Removes a file, if there is one. Throws a Misuse where it cannot. */
export const removeFile = (file: string): void => {
  try {
    rmSync(file, { force: true })
  } catch (error) {
    throw unwritable(file, error)
  }
}

const unwritable = (file: string, error: unknown): Error =>
  misuse(`expected a file to write, but ${file} could not be written: ${inOneLine(error)}`)
