import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Implementation } from '../implementation/implementation.ts'
import { implementationFrom, misuse } from '../implementation/module.ts'
import { references } from '../implementation/reference.ts'
import { mistakes } from '../mistakes/index.ts'

/**
 * The implementation at an address: `module:./file.ts` or the bare path of a file, `core:<arithmetic>`, `mistake:<id>`.
 * Throws a Misuse, in one sentence, where there is none.
 */
export const connect = async (address: string): Promise<Implementation> => {
  const [, scheme = 'module', rest = address] = /^([a-z]+):(.*)$/s.exec(address) ?? []
  switch (scheme) {
    case 'core': return named(references, address, `one of ${references.map(({ name }) => name).join(', ')}`)
    case 'mistake': return named(mistakes.map((it) => it.implementation), address, 'a mistake that losslaws mistakes lists')
    case 'module': return fromFile(rest)
    default: throw misuse(`expected an address that begins with module:, core: or mistake:, but received ${address}`)
  }
}

const named = (all: readonly Implementation[], address: string, choices: string): Implementation => {
  const it = all.find(({ name }) => name === address)
  if (it === undefined) throw misuse(`expected ${choices}, but received ${address}`)
  return it
}

const fromFile = async (path: string): Promise<Implementation> => {
  const file = resolve(path)
  if (!existsSync(file)) throw misuse(`expected the path of a module, but received ${path}, where there is no file`)
  let module: object
  try {
    module = (await import(/* @vite-ignore */ file)) as object
  } catch (error) {
    throw misuse(`${path} could not be imported: ${error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error)}`)
  }
  return implementationFrom(module, path)
}
