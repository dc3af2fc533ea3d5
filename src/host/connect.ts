import { given } from '../implementation/given.ts'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { commandWords } from '../implementation/command-words.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { implementationFrom, misuse } from '../implementation/module.ts'
import {
  implementationOfProcess,
  type Foreign,
  type ProcessLimits,
} from '../implementation/process.ts'
import { references } from '../implementation/reference.ts'
import { inOneLine } from '../implementation/thrown.ts'
import { mistakes } from '../mistakes/index.ts'

/**
 * The implementation at an address: `module:./file.ts` or the bare path of a file,
 * `exec:<command>`, `core:<arithmetic>`, `mistake:<id>`. Throws a Misuse, in one sentence, where
 * there is none. A program is started once a thread.
 */
export const connect = async (
  address: string,
  limits: Partial<ProcessLimits> = {},
): Promise<Implementation> => {
  const { scheme, rest } = partsOf(address)
  switch (scheme) {
    case 'core':
      return named(references, address, `one of ${references.map(({ name }) => name).join(', ')}`)
    case 'mistake':
      return named(
        mistakes.map((it) => it.implementation),
        address,
        'a mistake that losslaws mistakes lists',
      )
    case 'module':
      return fromFile(moduleOf(address), rest)
    case 'exec':
      return running(rest, limits)
    default:
      throw misuse(
        `expected an address that begins with module:, exec:, core: or mistake:, but received ${address}`,
      )
  }
}

/** What a program is granted, of which the time of a call is told to every implementation. */
export const limitsOf = ({
  timeLimit,
  programs,
}: {
  readonly timeLimit?: number
  readonly programs?: Partial<ProcessLimits>
}): Partial<ProcessLimits> => ({
  ...programs,
  ...given({ call: timeLimit }),
})

/** The absolute path of the module that an address names, where there is one. */
export const moduleOf = (address: string): string | undefined =>
  partsOf(address).scheme === 'module' ? filesOf(address)[0] : undefined

/**
 * The absolute paths of the files that an address names: a module, or the words of a command that
 * are files.
 */
export const filesOf = (address: string): readonly string[] => {
  const { scheme, rest } = partsOf(address)
  const paths =
    scheme === 'module' ? [rest]
    : scheme === 'exec' ? wordsOf(rest)
    : []
  return paths
    .map((path) => resolve(path))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}

/** The words of a command, or none where it has an open quote: to say so is for whoever runs it. */
const wordsOf = (command: string): readonly string[] => {
  try {
    return commandWords(command)
  } catch {
    return []
  }
}

/** The program of a command, which all who ask for it in this thread share until it is closed. */
const running = (command: string, limits: Partial<ProcessLimits>): Promise<Implementation> => {
  const key = JSON.stringify([command, limits])
  const close = (it: Foreign['program']) => async () => {
    programs.delete(key)
    await it.close()
  }
  const begun =
    programs.get(key)
    ?? implementationOfProcess(commandWords(command), limits).then(({ program, ...it }) => ({
      ...it,
      program: { ...program, close: close(program) },
    }))
  programs.set(key, begun)
  return begun
}
const programs = new Map<string, Promise<Implementation>>()

const partsOf = (address: string) => {
  const [, scheme = 'module', rest = address] = /^([a-z]+):(.*)$/s.exec(address) ?? []
  return { scheme, rest }
}

const named = (
  all: readonly Implementation[],
  address: string,
  choices: string,
): Implementation => {
  const it = all.find(({ name }) => name === address)
  if (it === undefined) throw misuse(`expected ${choices}, but received ${address}`)
  return it
}

const fromFile = async (file: string | undefined, path: string): Promise<Implementation> => {
  if (file === undefined)
    throw misuse(
      `expected the path of a module, but received ${path || 'nothing'}, where there is no file`,
    )
  return implementationFrom(await imported(file, path), path)
}

/** The module in a file. The import stands here for Vite to take over, which reads TypeScript. */
const imported = async (file: string, path: string): Promise<object> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(`it was not ready within ${importLimit / 1000} s`), importLimit)
  })
  try {
    return (await Promise.race([import(/* @vite-ignore */ file), late])) as object
  } catch (error) {
    throw misuse(`${path} could not be imported: ${inOneLine(error)}`)
  } finally {
    clearTimeout(timer)
  }
}
const importLimit = 60_000
