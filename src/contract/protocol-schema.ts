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
const count = { type: 'integer', minimum: 0 }
const tier = { enum: ['textbook', 'accurate'] }

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
  title:
    'The messages between losslaws and a program, one per line; and, as toEngine and fromEngine, '
    + 'those between a host and the engine',
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
      ...record(
        {
          command: { const: 'run' },
          seq,
          operation: { enum: ['echo', ...operationNames] },
          arguments: { type: 'array' },
          effects: { const: true },
        },
        ['command', 'seq', 'operation', 'arguments'],
      ),
      oneOf: argumentSchemas,
    },
    stop: record({ command: { const: 'stop' } }),
    runEach: record({
      command: { const: 'run' },
      seq,
      operation: { enum: operationNames },
      each: { ...list({ type: 'array' }), minItems: 1 },
    }),
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
        each: { type: 'boolean' },
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
    toEngine: {
      oneOf: [
        ref('hostStart'),
        ref('laws'),
        ref('judge'),
        ref('report'),
        ref('fixtures'),
        ref('stop'),
        ref('result'),
        ref('error'),
        ref('skipped'),
        ref('replies'),
      ],
    },
    hostStart: { allOf: [record({ command: { const: 'start' } }), ref('header')] },
    laws: record({ command: { const: 'laws' }, laws: text, tier }, ['command']),
    judge: record({ command: { const: 'judge' }, law: text, options: ref('trialOptions') }, [
      'command',
      'law',
    ]),
    trialOptions: closed(
      {
        seed: count,
        runs: count,
        classes: count,
        rows: count,
        exhaustive: { type: 'boolean' },
        at: {},
      },
      [],
    ),
    report: record(
      { command: { const: 'report' }, outcomes: list(ref('outcome')), strict: { type: 'boolean' } },
      ['command', 'outcomes'],
    ),
    fixtures: record(
      {
        command: { const: 'fixtures' },
        operation: { enum: operationNames },
        format: ref('format'),
      },
      ['command', 'operation'],
    ),
    replies: record({
      seq,
      each: list({
        oneOf: (['result', 'error', 'skipped'] as const).map((kind) =>
          record({ [kind]: kind === 'result' ? anyResult : text }),
        ),
      }),
    }),
    fromEngine: {
      oneOf: [
        ref('started'),
        ref('run'),
        ref('runEach'),
        ref('lawList'),
        ref('judged'),
        ref('reported'),
        ref('cases'),
        ref('mistaken'),
      ],
    },
    started: record({
      version: { const: 1 },
      losslaws: text,
      node: text,
      maxLine: { type: 'integer' },
    }),
    lawList: record({
      laws: list(
        record(
          {
            id: text,
            tier,
            equation: text,
            proof: text,
            uses: list({ enum: operationNames }),
            skipped: text,
          },
          ['id', 'tier', 'equation', 'proof', 'uses'],
        ),
      ),
    }),
    judged: record({ outcome: ref('outcome') }),
    outcome: record(
      {
        version: { const: 1 },
        law: text,
        status: { enum: ['passed', 'falsified', 'errored', 'skipped'] },
      },
      ['version', 'law', 'status', 'trial'],
    ),
    reported: record({
      causes: list(
        record({
          fate: { enum: ['broken', 'lost accuracy', 'errored'] },
          operations: list({ enum: operationNames }),
          region: text,
          mistakes: list(text),
          laws: list(text),
          title: text,
          rows: list(list(text)),
        }),
      ),
      summary: text,
      exitCode: { enum: [0, 1, 2, 4] },
    }),
    cases: record({
      cases: list(
        record({
          id: text,
          flags: list(text),
          arguments: { type: 'array' },
          lo: ref('vector'),
          hi: ref('vector'),
          budgets: closed({ textbook: ref('vector'), accurate: ref('vector') }, []),
        }),
      ),
    }),
    mistaken: record({ error: text }),
  },
}

export const protocolSchemaText = (): string => `${JSON.stringify(protocolSchema, null, 2)}\n`
