import { operationNames } from '../../src/contract/operations.ts'
import { optionNames } from '../../src/contract/options.ts'
import { policies } from '../../src/contract/policies.ts'
import { numbers, optionProperties, ref } from '../../src/contract/schema.ts'
import { formatNames, widths } from '../../src/records/words.ts'

/** The JSON Schema of the files: what `fixtures/schema.json` holds. */

/** A text of this pattern; and in a list, a run of it as well. */
const of = (pattern: string) => ({ type: 'string', pattern: `^(${pattern})$` })
const runOf = (pattern: string) => of(String.raw`(${pattern})(\*\d+)?`)

const decimal = String.raw`NaN|-?Infinity|-?\d+(\.\d+)?(e[+-]\d+)?`
const hex = (digits: number) => `[0-9a-f]{${digits}}`
const list = (items: object, minItems = 0) => ({
  type: 'array',
  items,
  ...(minItems > 0 ? { minItems } : {}),
})
const record = (
  properties: Readonly<Record<string, object>>,
  required = Object.keys(properties),
) => ({ type: 'object', properties, required, additionalProperties: false })
const text = { type: 'string' }
const ofFormats = (of: (name: keyof typeof widths) => object) =>
  Object.fromEntries(formatNames.map((name) => [name, of(name)]))

const recorded = record(
  {
    lo: list(runOf(decimal)),
    hi: list(runOf(decimal)),
    ...ofFormats((name) => list(runOf(hex(widths[name] / 4)))),
  },
  ['lo', 'hi'],
)
const budget = record(
  {
    rule: { type: 'string', pattern: '^[a-z-]+/[a-z-]+$' },
    ...ofFormats(() => ref('ulps')),
  },
  ['rule'],
)
const budgets = record({ textbook: ref('budget'), accurate: ref('budget') }, ['textbook'])
const id = { type: 'string', pattern: String.raw`^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*/\d{3}$` }
const exactIn = { type: 'array', items: { enum: formatNames }, uniqueItems: true, minItems: 1 }
const kills = { ...list({ type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' }, 1), uniqueItems: true }

const common = {
  id,
  rev: { type: 'integer', minimum: 1 },
  flags: { ...list(text, 1), uniqueItems: true },
  comment: text,
  arguments: list(ref('argument'), 1),
  words: list(runOf(hex(16))),
  exactIn,
  needs: { type: 'array', items: { enum: optionNames }, minItems: 1 },
  budget: budgets,
  kills,
  hash: of(hex(16)),
}
const required = ['id', 'rev', 'flags', 'arguments', 'words', 'exactIn', 'kills', 'hash']
const chosen = Object.entries(policies)
  .filter(([name]) => name !== 'labelOutOfRange' && name !== 'determinism')
  .map(([name, choices]) =>
    record({
      name: { const: name },
      results: {
        ...record(Object.fromEntries(choices.map((choice) => [choice, ref('recorded')])), []),
        minProperties: 1,
      },
    }),
  )

const header = {
  $schema: text,
  format: { const: 2 },
  suite: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+$` },
}
const footer = { certified: list(text, 2), digest: of(hex(64)) }

/** Numbers, or so many times one number; and rows, or so many times one row. */
const vector = list({ anyOf: [ref('number'), runOf(decimal)] })
const rows = list({ anyOf: [ref('vector'), of(String.raw`\[.*\]\*\d+`)] })

export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Recorded cases of losslaws',
  ...ref('file'),
  $defs: {
    file: record({
      ...header,
      operation: { enum: operationNames },
      definition: text,
      notes: { type: 'object', additionalProperties: ref('note') },
      cases: list(ref('case'), 1),
      ...footer,
    }),
    note: record({
      title: text,
      bug: text,
      effect: text,
      fix: text,
      links: list({ type: 'string', pattern: '^https://' }),
    }),
    ...numbers,
    vector,
    rows,
    options: record(optionProperties, ['reduction']),
    argument: { anyOf: [ref('number'), ref('vector'), ref('rows'), ref('options')] },
    recorded,
    budget,
    ulps: {
      anyOf: [list({ anyOf: [{ type: 'number', minimum: 0 }, runOf(decimal)] }), { type: 'null' }],
    },
    case: {
      oneOf: [
        record({ ...common, result: ref('recorded') }, [...required, 'result', 'budget']),
        record({ ...common, policy: { oneOf: chosen } }, [...required, 'policy', 'budget']),
        record({ ...common, error: { const: 'labelOutOfRange' } }, [...required, 'error']),
      ],
    },
  },
}

export const schemaText = (): string => `${JSON.stringify(schema, null, 2)}\n`
