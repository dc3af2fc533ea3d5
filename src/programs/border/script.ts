import { transform } from 'sucrase'
import { misuse } from '../../contract/misuse.ts'
import type { ScriptOf, Source } from './source.ts'

/**
 * The text of a file as a JavaScript module: types are left out, and JSON is exported. Throws a
 * Misuse where the homework has no such file, or it cannot be read.
 */
export const scriptOf: ScriptOf = ({ files }, path) => {
  const text = Object.hasOwn(files, path) ? files[path] : undefined
  if (text === undefined) throw misuse(`expected ${choicesOf(files)}, but it imports ${path}`)
  try {
    return (
      path.endsWith('.json') ? `export default ${JSON.stringify(JSON.parse(text) as unknown)}`
      : path.endsWith('ts') ?
        transform(text, { transforms: ['typescript'], disableESTransforms: true }).code
      : text
    )
  } catch (error) {
    // Both throw errors, whose messages name the place.
    throw misuse(
      `${path.slice(2)} is no ${path.endsWith('.json') ? 'JSON' : 'TypeScript'}: ${(error as Error).message}`,
    )
  }
}

const choicesOf = (files: Source['files']): string => {
  const paths = Object.keys(files)
  return paths.length > 1 ?
      `an import of one of the files of the homework, ${paths.join(', ')}`
    : 'no imports, as the homework is one file and its folder was not given'
}
