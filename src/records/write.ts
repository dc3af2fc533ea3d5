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
}: Omit<Fixture, 'digest'>): string =>
  written(
    { format, suite, operation, definition, certified },
    [
      '  "notes": {',
      ...separated(
        Object.entries(notes).map(([flag, note]) => `    ${literal(flag)}: ${literal(note)}`),
      ),
      '  },',
    ],
    cases.map(caseText),
  )

/** The text of a file of cases: its header, its notes, its cases, and their digest. */
export const written = (
  header: object,
  notes: readonly string[],
  cases: readonly string[],
): string => {
  const above = [
    '{',
    ...Object.entries({ $schema: './schema.json', ...header }).map(
      ([name, x]) => `  ${literal(name)}: ${literal(x)},`,
    ),
    ...notes,
    '  "cases": [',
    ...separated(cases.map((text) => `    ${text}`)),
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

/** The case with its hash, which is of its line without the hash. */
export const hashed = (x: Unhashed): Case => ({ ...x, hash: hashOf(x, caseFields) })

/** The first 16 digits of the SHA-256 of all fields but the last, which is the hash. */
export const hashOf = (x: object, fields: readonly string[]): string =>
  sha256(textOfFields(x, fields.slice(0, -1))).slice(0, 16)

export const textOfFields = (x: object, fields: readonly string[]): string =>
  literal(
    Object.fromEntries(
      fields.flatMap((name) =>
        name in x ? [[name, (x as Readonly<Record<string, unknown>>)[name]]] : [],
      ),
    ),
  )

/**
 * A hash of what decides a verdict: the arguments, what must come of them, and how far from it one
 * may end.
 */
export const hashOfNumbers = (x: object): string =>
  sha256(
    textOfFields(x, [
      'operation',
      'arguments',
      'words',
      'needs',
      'recipe',
      'label',
      'entries',
      'digest',
      'result',
      'policy',
      'error',
      'budget',
    ]),
  ).slice(0, 16)

const separated = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i < lines.length - 1 ? `${line},` : line))
