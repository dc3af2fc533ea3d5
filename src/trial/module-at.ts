import { pathToFileURL } from 'node:url'
import { misuse } from '../contract/declaration.ts'
import { inOneLine } from '../contract/thrown.ts'
import { moduleOf, parseAddress } from './address.ts'

/** What the module at a path exports. Throws a Misuse where there is no file, or it does not load. */
export const moduleAt = async (
  path: string,
  of: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const file = moduleOf(parseAddress(path))
  if (file === undefined)
    throw misuse(
      `expected the path of a module of ${of}, but received ${path || 'nothing'}, where there is no file`,
    )
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>
  } catch (error) {
    throw misuse(`${path} could not be imported: ${inOneLine(error)}`)
  }
}
