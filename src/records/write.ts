import { literal } from '../contract/literal.ts'
import type { Case, Fixture } from './fixture.ts'
import { sha256 } from './sha256.ts'

/** A case before its hash is known. */
export type Unhashed = Without<Case, 'hash'>
type Without<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never

/** The fields of a case, in the order in which they are written. */
export const caseFields = [
  'id',
  'rev',
  'flags',
  'comment',
  'arguments',
  'words',
  'exactIn',
  'needs',
  'result',
  'policy',
  'error',
  'budget',
  'kills',
  'hash',
] as const

/**
 * A file's text, of which there is only one: fields in order, a case a line, shortest decimals, and
 * a digest of it all.
 */
export const textOf = ({
  format,
  suite,
  operation,
  definition,
  certified,
  notes,
  cases,
}: Omit<Fixture, 'digest'>): string => {
  const header = { $schema: './schema.json', format, suite, operation, definition, certified }
  const above = [
    '{',
    ...Object.entries(header).map(([name, x]) => `  ${literal(name)}: ${literal(x)},`),
    '  "notes": {',
    ...separated(
      Object.entries(notes).map(([flag, note]) => `    ${literal(flag)}: ${literal(note)}`),
    ),
    '  },',
    '  "cases": [',
    ...separated(cases.map((x) => `    ${caseText(x)}`)),
    '  ],',
    '',
  ].join('\n')
  return `${above}  "digest": "${sha256(above)}"\n}\n`
}

/** The digest that a file's text should end with. */
export const digestOf = (text: string): string =>
  sha256(text.slice(0, text.lastIndexOf('  "digest"')))

/** A case in its line. */
export const caseText = (x: Unhashed): string => textOfFields(x, caseFields)

/** The case with its hash, the first 16 digits of the SHA-256 of its line without the hash. */
export const hashed = (x: Unhashed): Case => ({
  ...x,
  hash: sha256(textOfFields(x, caseFields.slice(0, -1))).slice(0, 16),
})

const textOfFields = (x: object, fields: readonly string[]): string =>
  literal(
    Object.fromEntries(
      fields.flatMap((name) =>
        name in x ? [[name, (x as Readonly<Record<string, unknown>>)[name]]] : [],
      ),
    ),
  )

const separated = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i < lines.length - 1 ? `${line},` : line))
