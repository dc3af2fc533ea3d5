import { numberWords } from './literal.ts'
import { argumentKinds, operationNames, operations, resultKinds, rowOf } from './operations.ts'
import { options, optionNames, reductions, type OptionName } from './options.ts'
import { policies } from './policies.ts'

/** JSON Schemas that the tables of the contract imply, for the protocol and the recorded cases. */

export const ref = (name: string) => ({ $ref: `#/$defs/${name}` })
export const list = (items: object) => ({ type: 'array', items })
export const tuple = (...items: readonly object[]) => ({
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

/** The shapes of options that are no number. */
const shapes: { readonly [K in string]?: string } = {
  weights: 'vector',
  'row weights': 'vector',
  mask: 'rows',
}
const shapeOf = (name: OptionName): string => shapes[options[name].kind] ?? 'number'

/** The properties of the options of a batch: the reduction, and beside it each row of the table. */
export const optionProperties = {
  reduction: { enum: reductions },
  ...Object.fromEntries(optionNames.map((name) => [name, ref(shapeOf(name))])),
}

/** For each operation, and for the echo, what its arguments must be. */
export const argumentSchemas: readonly object[] = Object.entries({
  echo: tuple(ref('vector')),
  ...Object.fromEntries(
    operationNames.map((name) => [
      name,
      tuple(...rowOf(name).takes.map((kind) => ref(argumentKinds[kind]))),
    ]),
  ),
}).map(([operation, args]) => ({
  properties: { operation: { const: operation }, arguments: args },
}))

/** The tables as data, for readers in other languages: what `fixtures/protocol/contract.json` holds. */
export const contract = {
  argumentKinds,
  resultKinds,
  operations,
  reductions,
  options,
  policies,
}
