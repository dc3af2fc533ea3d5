import { numberWords } from './literal.ts'
import { operationNames, operations, rowOf, type ArgumentKind } from './operations.ts'
import { options, optionNames, reductions } from './options.ts'

/** JSON Schemas that the tables of the contract imply, for the protocol and the recorded cases. */

export const ref = (name: string) => ({ $ref: `#/$defs/${name}` })
export const list = (items: object) => ({ type: 'array', items })

const tuple = (...items: readonly object[]) => ({
  type: 'array',
  prefixItems: items,
  items: false,
  minItems: items.length,
})

/** A double, or the word for one that JSON lacks; and lists of them. */
export const numbers = {
  number: { anyOf: [{ type: 'number' }, { enum: numberWords }] },
  vector: list(ref('number')),
  rows: list(ref('vector')),
}

const kinds: Readonly<Record<ArgumentKind, object>> = {
  logits: ref('vector'),
  label: ref('number'),
  weights: ref('vector'),
  cotangent: ref('vector'),
  logit: ref('number'),
  target: ref('number'),
  rows: ref('rows'),
  labels: ref('vector'),
  column: ref('vector'),
  targets: ref('vector'),
  options: ref('options'),
}

/** The properties of the options of a batch: the reduction, and beside it each row of the table. */
export const optionProperties = {
  reduction: { enum: reductions },
  ...Object.fromEntries(
    optionNames.map((name) => [name, ref(options[name].kind === 'weights' ? 'vector' : 'number')]),
  ),
}

/** For each operation, and for the echo, what its arguments must be. */
export const argumentSchemas: readonly object[] = Object.entries({
  echo: tuple(ref('vector')),
  ...Object.fromEntries(
    operationNames.map((name) => [name, tuple(...rowOf(name).takes.map((kind) => kinds[kind]))]),
  ),
}).map(([operation, args]) => ({
  properties: { operation: { const: operation }, arguments: args },
}))

/** What the command line, the package for Python and other tools read of the tables. */
export const contract = { operations, options, reductions }
