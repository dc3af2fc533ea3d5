import { formats } from '../arithmetic/format.ts'
import { operationNames } from './operations.ts'
import { optionNames } from './options.ts'
import { policies } from './policies.ts'
import { languageNames } from './reproduce.ts'
import { argumentSchemas, list, numbers, optionProperties, ref, tuple } from './schema.ts'
import { leastMaxLine, mostMaxLine } from './protocol.ts'

/**
 * The JSON Schema of every message on the wire: what `fixtures/protocol/schema.json` holds. Fields
 * that it does not know are ignored.
 */

const record = (
  properties: Readonly<Record<string, object>>,
  required = Object.keys(properties),
) => ({ type: 'object', properties, required })
/** An object with no fields but these. */
const closed = (...of: Parameters<typeof record>) => ({
  ...record(...of),
  additionalProperties: false,
})
const text = { type: 'string' }
const seq = { type: ['integer', 'string'] }

/** A multiple of 8 bytes: 24 are 32 characters, and what is left is padded. */
const doubles = '^([A-Za-z0-9+/]{32})*([A-Za-z0-9+/]{11}=|[A-Za-z0-9+/]{22}==)?$'

const anyResult = { anyOf: [ref('number'), ref('vector'), ref('rows')] }
/** A reply that says one thing, and not the others. */
const reply = (
  kind: 'result' | 'error' | 'skipped',
  it: object,
  more: Readonly<Record<string, object>> = {},
) => ({
  ...record({ seq, [kind]: it, ...more }, ['seq', kind]),
  not: {
    anyOf: (['result', 'error', 'skipped'] as const)
      .filter((other) => other !== kind)
      .map((other) => ({ required: [other] })),
  },
})

export const protocolSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The messages between losslaws and a program on trial, one a line',
  oneOf: [ref('request'), ref('answer')],
  $defs: {
    ...numbers,
    vector: { anyOf: [numbers.vector, ref('packed')] },
    packed: closed({ f64: { type: 'string', pattern: doubles } }),
    options: record(optionProperties, ['reduction']),
    request: { oneOf: [ref('start'), ref('run'), ref('stop')] },
    start: record(
      {
        command: { const: 'start' },
        version: { const: 1 },
        maxLine: { type: 'integer', maximum: mostMaxLine },
        numbers: { const: 'base64' },
      },
      ['command', 'version'],
    ),
    run: {
      ...record({
        command: { const: 'run' },
        seq,
        operation: { enum: ['echo', ...operationNames] },
        arguments: { type: 'array' },
      }),
      oneOf: argumentSchemas,
    },
    stop: record({ command: { const: 'stop' } }),
    answer: { oneOf: [ref('header'), ref('refusal'), ref('result'), ref('error'), ref('skipped')] },
    header: record(
      {
        version: { const: 1 },
        name: text,
        release: text,
        format: ref('format'),
        domain: closed({ logits: tuple(ref('end'), ref('end')) }),
        elementary: closed({ ulp: { type: 'number', exclusiveMinimum: 0 } }),
        operations: { ...list({ enum: ['echo', ...operationNames] }), minItems: 1 },
        options: list({ enum: optionNames }),
        policies: closed(
          Object.fromEntries(
            Object.entries(policies).map(([name, choices]) => [name, { enum: choices }]),
          ),
          [],
        ),
        reproduce: closed(
          {
            language: { enum: languageNames },
            setup: text,
            calls: closed(Object.fromEntries(operationNames.map((name) => [name, text])), []),
          },
          ['language', 'calls'],
        ),
        maxLine: { type: 'integer', minimum: leastMaxLine },
        numbers: { const: 'base64' },
        effects: { type: 'boolean' },
      },
      ['version', 'operations'],
    ),
    format: {
      anyOf: [
        ref('formatName'),
        closed(
          {
            logits: ref('formatName'),
            targets: ref('formatName'),
            arithmetic: ref('formatName'),
            results: {
              anyOf: [
                ref('formatName'),
                closed(
                  Object.fromEntries(
                    ['default', ...operationNames].map((name) => [name, ref('formatName')]),
                  ),
                  ['default'],
                ),
              ],
            },
          },
          ['logits', 'arithmetic', 'results'],
        ),
      ],
    },
    formatName: { enum: Object.keys(formats) },
    end: { anyOf: [{ type: 'number' }, { enum: ['Infinity', '-Infinity', '-0'] }] },
    refusal: record({ version: { const: 1 }, error: text }),
    result: reply('result', anyResult, { arguments: { type: 'array' }, earlier: anyResult }),
    error: reply('error', text),
    skipped: reply('skipped', text),
  },
}

export const protocolSchemaText = (): string => `${JSON.stringify(protocolSchema, null, 2)}\n`
