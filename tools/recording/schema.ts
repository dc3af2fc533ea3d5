import { operationNames } from '../../src/contract/operations.ts'
import { optionNames } from '../../src/contract/options.ts'
import { policies } from '../../src/contract/policies.ts'
import { numbers, optionProperties, ref } from '../../src/contract/schema.ts'
import { formatNames, widths } from '../../src/records/words.ts'

/** The JSON Schema of the files: what `fixtures/schema.json` holds. */

const decimal = { type: 'string', pattern: String.raw`^(NaN|-?Infinity|-?\d+(\.\d+)?(e[+-]\d+)?)$` }
const hex = (digits: number) => ({ type: 'string', pattern: `^[0-9a-f]{${digits}}$` })
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
const whole = { type: 'integer', minimum: 0 }
const ofFormats = (of: (name: keyof typeof widths) => object) =>
  Object.fromEntries(formatNames.map((name) => [name, of(name)]))

const recorded = record(
  { lo: list(decimal), hi: list(decimal), ...ofFormats((name) => list(hex(widths[name] / 4))) },
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
  words: list(hex(16)),
  exactIn,
  needs: { type: 'array', items: { enum: optionNames }, minItems: 1 },
  budget: budgets,
  kills,
  hash: hex(16),
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
const footer = { certified: list(text, 2), digest: hex(64) }

export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Recorded cases of losslaws',
  oneOf: [ref('file'), ref('long')],
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
    options: record(optionProperties, ['reduction']),
    argument: { anyOf: [ref('number'), ref('vector'), ref('rows'), ref('options')] },
    recorded,
    budget,
    ulps: { anyOf: [list({ anyOf: [{ type: 'number', minimum: 0 }, decimal] }), { type: 'null' }] },
    case: {
      oneOf: [
        record({ ...common, result: ref('recorded') }, [...required, 'result', 'budget']),
        record({ ...common, policy: { oneOf: chosen } }, [...required, 'policy', 'budget']),
        record({ ...common, error: { const: 'labelOutOfRange' } }, [...required, 'error']),
      ],
    },
    long: record({ ...header, definition: text, cases: list(ref('longCase'), 1), ...footer }),
    longCase: record(
      {
        id,
        rev: common.rev,
        operation: { enum: ['softmax', 'logSumExp', 'crossEntropy'] },
        recipe: record({
          n: whole,
          multiplier: whole,
          increment: whole,
          modulus: whole,
          subtract: { type: 'integer' },
          divisor: whole,
          set: list({
            type: 'array',
            prefixItems: [whole, { type: 'number' }],
            items: false,
            minItems: 2,
          }),
        }),
        label: whole,
        entries: list(whole, 1),
        digest: hex(64),
        exactIn,
        result: ref('recorded'),
        budget: budgets,
        kills,
        hash: hex(16),
      },
      [
        'id',
        'rev',
        'operation',
        'recipe',
        'digest',
        'exactIn',
        'result',
        'budget',
        'kills',
        'hash',
      ],
    ),
  },
}

export const schemaText = (): string => `${JSON.stringify(schema, null, 2)}\n`
