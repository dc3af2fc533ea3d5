import { literal } from '../../src/contract/literal.ts'
import { damage, shown } from '../../src/records/parse.ts'

/**
 * Where a file's text first differs from what the generator writes, in a sentence that names the
 * case and the field; or nothing.
 */
export const difference = (file: string, text: string, expected: string): string | undefined => {
  if (text === expected) return undefined
  const [ours, theirs] = [linesOf(expected), linesOf(text)]
  for (const [name, line] of ours) {
    const other = theirs.get(name)
    if (other === line) continue
    const [own, given] = [valueIn(line), other === undefined ? undefined : valueIn(other)]
    const isCase = line.startsWith('    {"id"')
    if (!isCase || given === undefined)
      return sentence(
        file,
        isCase ? { id: name, field: 'id' } : { field: name },
        isCase ? 'this case' : own,
        given,
      )
    const field =
      [...Object.keys(own as object), ...Object.keys(given as object)].find(
        (key) => literal(part(own, key)) !== literal(part(given, key)),
      ) ?? 'id'
    return sentence(file, { id: name, field }, part(own, field), part(given, field))
  }
  const extra = [...theirs.keys()].find((name) => !ours.has(name))
  return sentence(
    file,
    extra === undefined ? { field: 'cases' } : { id: extra, field: 'id' },
    'the text that the generator writes',
    extra === undefined ? 'other lines, or in another order' : 'one more',
  )
}

/** The lines of a file by what they hold: a case's id, or the name of a field. */
const linesOf = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const name = /^ {4}\{"id":"([^"]*)"/.exec(line)?.[1] ?? /^ {2,4}"([^"]*)": /.exec(line)?.[1]
      return name === undefined ? [] : [[name, line.replace(/,$/, '')]]
    }),
  )

const valueIn = (line: string): unknown => {
  try {
    return JSON.parse(line.trim().startsWith('{') ? line : `{${line}}`)
  } catch {
    return line.trim()
  }
}
const part = (x: unknown, key: string): unknown => (x as Readonly<Record<string, unknown>>)[key]
const sentence = (
  file: string,
  place: { readonly id?: string; readonly field: string },
  expected: unknown,
  received: unknown,
): string =>
  damage(file, { ...place, expected: inWords(expected), received: inWords(received) }).message
const inWords = (x: unknown): string =>
  typeof x === 'string' ? x
  : x === undefined ? 'none'
  : shown(x)
