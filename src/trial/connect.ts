import { given } from '../contract/given.ts'
import type { Foreign, Implementation } from '../contract/implementation.ts'
import { implementationFrom, misuse } from '../contract/declaration.ts'
import { inSeconds } from '../contract/plain.ts'
import { importedByNode } from '../programs/import.ts'
import { defaultLimits, implementationOfProcess, type ProcessLimits } from '../programs/process.ts'
import { references } from '../core/reference.ts'
import { inOneLine } from '../contract/thrown.ts'
import { parseAddress, type Address } from './address.ts'
import { changing, guarded } from './intrinsics.ts'
import { syntaxErrorOf } from './syntax-error.ts'

/**
 * The implementation at an address. Throws a Misuse, in one sentence, where there is none. A
 * program is started once a thread.
 */
export const connect = async (
  address: string | Address,
  limits: Partial<ProcessLimits> = {},
): Promise<Implementation> => {
  const at = typeof address === 'string' ? parseAddress(address) : address
  switch (at.scheme) {
    case 'core':
      return named(references, at, `one of ${references.map(({ name }) => name).join(', ')}`)
    case 'mistake': {
      // Hundreds of files, which nobody else waits for.
      const { mistakes } = await import('../mistakes/index.ts')
      return named(
        mistakes.map((it) => it.implementation),
        at,
        'a mistake that losslaws mistakes lists',
      )
    }
    case 'module':
      return fromFile(at.file, at.path, limits.start)
    case 'exec':
      return running(at.words, limits)
    case 'none':
      throw misuse(at.why)
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

/** The program of a command, which all who ask for it in this thread share until it is closed. */
const running = (
  words: readonly string[],
  limits: Partial<ProcessLimits>,
): Promise<Implementation> => {
  const key = JSON.stringify([words, limits])
  const close = (it: Foreign['program']) => async () => {
    programs.delete(key)
    await it.close()
  }
  const begun =
    programs.get(key)
    ?? implementationOfProcess(words, limits).then(({ program, ...it }) => ({
      ...it,
      program: { ...program, close: close(program) },
    }))
  programs.set(key, begun)
  return begun
}
const programs = new Map<string, Promise<Implementation>>()

const named = (
  all: readonly Implementation[],
  { scheme, name }: { readonly scheme: string; readonly name: string },
  choices: string,
): Implementation => {
  const address = `${scheme}:${name}`
  const it = all.find((one) => one.name === address)
  if (it === undefined) throw misuse(`expected ${choices}, but received ${address}`)
  return it
}

const fromFile = async (
  file: string | undefined,
  path: string,
  start = defaultLimits.start,
): Promise<Implementation> => {
  if (file === undefined)
    throw misuse(
      `expected the path of a module, but received ${path || 'nothing'}, where there is no file`,
    )
  const begun = modules.get(file) ?? imported(file, path, start)
  modules.set(file, begun)
  return implementationFrom(await begun, path)
}
/** What has been imported in this thread, or could not be: nobody waits for it twice. */
const modules = new Map<string, Promise<object>>()

/** The import stands here for Vite to take over, which reads TypeScript. */
const moduleIn = (file: string): Promise<object> =>
  /[?#]/.test(file) ? importedByNode(file) : (import(/* @vite-ignore */ file) as Promise<object>)

const imported = async (file: string, path: string, limit: number): Promise<object> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(`it was not ready within ${inSeconds(limit)} (--start-limit)`),
      limit,
    )
  })
  try {
    return await guarded(
      async () => (await Promise.race([moduleIn(file), late])) as object,
      (names) => {
        throw changing(names)
      },
    )
  } catch (error) {
    throw misuse(
      `${path} could not be imported: ${(await syntaxErrorOf(error)) ?? inOneLine(error)}`,
    )
  } finally {
    clearTimeout(timer)
  }
}
