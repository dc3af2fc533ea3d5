import { existsSync, readFileSync } from 'node:fs'
import { reference } from '../../core/reference.ts'
import { operationNames } from '../../contract/operations.ts'
import type { Mistake } from '../../mistakes/mistake.ts'

/**
 * The code of a mistake, as it stands in its file: its operations and what they call. Else, as the
 * engine prints them.
 */
export const codeOf = ({ id, implementation }: Mistake): string => {
  const file = ['ts', 'js']
    .map((extension) => new URL(`../../mistakes/${id}.${extension}`, import.meta.url))
    .find((it) => existsSync(it))
  const text = file === undefined ? undefined : readFileSync(file, 'utf8')
  const [, before = '', operations, after = ''] =
    /^((?:.(?!export default))*.?)export default.*?\n +operations: \{\n(.*?)\n {2,4}\},\n\}\);?\n(.*)$/s.exec(
      text ?? '',
    ) ?? []
  if (operations === undefined) return printed(implementation)
  const above = before
    .split('\n')
    .filter((line) => !line.startsWith('import '))
    .join('\n')
    .trim()
  return [above, dedented(operations), after.trim()].filter((part) => part !== '').join('\n\n')
}

const printed = ({ operations }: Mistake['implementation']): string =>
  operationNames
    .filter((name) => operations[name] !== reference.operations[name])
    .map((name) => `${name}: ${operations[name]}`)
    .join('\n')

/** Lines moved to the left as far as the first one allows. */
const dedented = (text: string): string => {
  const margin = /^ */.exec(text)?.[0] ?? ''
  return text
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join('\n')
}
