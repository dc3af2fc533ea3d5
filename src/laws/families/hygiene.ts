import { at } from '../../arithmetic/sequence.ts'
import {
  argumentsFrom,
  rowOf,
  type Arguments,
  type OperationName,
} from '../../contract/operations.ts'
import { shapeOf, type Shape } from '../../contract/shape.ts'
import { budgetOf } from '../budgets/index.ts'
import { identical, near, type Claim } from '../claim.ts'
import { logits, weightEntry, withCompanion, withLabel } from '../inputs.ts'
import { ask, askRaw, law, type Answer, type Inputs } from '../law.ts'

/** Numbers from which the arguments of every operation can be made. */
type Draw = { readonly logits: number[]; readonly target: number[]; readonly label: number }
const draws: Inputs<Draw> = withLabel(
  withCompanion('target', logits({ least: 2, most: 4 }), weightEntry),
)
const isDraw = ({ logits, target, label }: Draw): boolean =>
  logits.length >= 2
  && target.length === logits.length
  && target.every((t) => t >= 0 && t <= 1)
  && logits[label] !== undefined
const examples: Draw[] = [
  { logits: [0, 1], target: [1, 0], label: 0 },
  { logits: [2, -1, 0.5], target: [0.5, 0.25, 0.25], label: 1 },
]

/**
 * Fresh arguments for an operation: a batch has the row and its mirror image, by themselves, or summed
 * for a gradient.
 */
const argumentsOf = (
  operation: OperationName,
  { logits: z, target: t, label }: Draw,
): readonly unknown[] =>
  argumentsFrom(operation, (kind) => {
    switch (kind) {
      case 'logits':
      case 'column':
        return [...z]
      case 'weights':
      case 'targets':
      case 'direction':
        return [...t]
      case 'cotangent':
        return rowOf(operation).takes[0] === 'rows' ? t.slice(0, 2) : [...t]
      case 'rows':
        return [[...z], z.toReversed()]
      case 'labels':
        return [label, label]
      case 'rowsOfWeights':
      case 'rowsOfTargets':
      case 'rowsOfCotangents':
        return [[...t], t.toReversed()]
      case 'options':
        return { reduction: rowOf(operation).role === 'gradient' ? 'sum' : 'none' }
      case 'label':
        return label
      case 'logit':
        return z[0]
      case 'target':
        return t[0]
    }
  })

export const deterministic = law<Draw>({
  id: 'hygiene/deterministic',
  equation: 'f(x) = f(x), to the last bit or to a rounding, whatever was asked in between',
  proof:
    'a function has one value at an argument; sums whose order changes from call to call '
    + 'differ by their roundings, and that is declared (policy determinism).',
  uses: [],
  policy: 'determinism',
  inputs: draws,
  examples,
  domain: isDraw,
  *claims(draw, { offered, policies, textbook }) {
    const isBitwise = policies.determinism !== 'rounding'
    const once: number[][] = []
    for (const operation of offered) once.push(numbersIn(yield* askAny(operation, draw)))
    const claims: Claim[][] = []
    for (const [k, operation] of offered.entries()) {
      const twice = numbersIn(yield* askAny(operation, draw))
      const budgets =
        isBitwise ? [] : numbersIn(budgetOf(operation, argumentsOf(operation, draw), textbook))
      claims.push(
        twice.map((x, i) => {
          const about = `entry ${i} of ${operation}, asked again`
          const before = once[k]?.[i] ?? NaN
          return isBitwise ?
              identical(about, x, before)
            : near(about, x, before, 2 * at(budgets, i))
        }),
      )
    }
    return claims.flat()
  },
})

export const inputsUnchanged = law<Draw>({
  id: 'hygiene/inputs-unchanged',
  equation: 'x after f(x) = x before',
  proof: 'an argument belongs to the caller.',
  uses: [],
  effects: true,
  inputs: draws,
  examples,
  domain: isDraw,
  *claims(draw, { offered }) {
    const claims: Claim[][] = []
    for (const operation of offered) {
      const given = argumentsOf(operation, draw)
      const before = numbersIn(given)
      yield* askRaw(operation, ...given)
      const after = numbersIn(given)
      claims.push(
        before.map((x, i) =>
          identical(`argument entry ${i} after ${operation}`, after[i] ?? NaN, x),
        ),
      )
    }
    return claims.flat()
  },
})

export const resultsNotShared = law<Draw>({
  id: 'hygiene/results-not-shared',
  equation: 'f(x) stays what it was when f is called again',
  proof: 'a result belongs to the caller.',
  uses: [],
  effects: true,
  inputs: draws,
  examples,
  domain: isDraw,
  *claims(draw, { offered }) {
    const claims: Claim[][] = []
    const other = {
      ...draw,
      logits: draw.logits.map((_, i) => i),
      target: draw.target.map((_, i) => (i === 0 ? 1 : 0)),
    }
    for (const operation of offered) {
      const result = returned(yield* askRaw(operation, ...argumentsOf(operation, draw)))
      const before = numbersIn(result)
      yield* askRaw(operation, ...argumentsOf(operation, other))
      const after = numbersIn(result)
      claims.push(
        before.map((x, i) =>
          identical(`entry ${i} of ${operation}, after another call`, after[i] ?? NaN, x),
        ),
      )
    }
    return claims.flat()
  },
})

export const rightShape = law<Draw>({
  id: 'hygiene/right-shape',
  equation: 'f(x) has the type and the lengths of the contract',
  proof: 'softmax returns a vector, one probability a class; the loss is the scalar.',
  uses: [],
  inputs: draws,
  examples,
  domain: isDraw,
  *claims(draw, { offered }) {
    const claims: Claim[] = []
    for (const operation of offered) {
      const given = argumentsOf(operation, draw)
      const result = returned(yield* askRaw(operation, ...given))
      const misfits = misfitsOf(result, shapeOf(operation, given))
      claims.push(identical(`the number of misplaced entries in ${operation}`, misfits, 0))
    }
    return claims
  },
})

/** How many lengths and types of a result differ from its shape. */
const misfitsOf = (result: unknown, shape: Shape): number => {
  if (shape === 'number') return typeof result === 'number' ? 0 : 1
  const list = entriesOf(result)
  const parts: Shape[] =
    'vector' in shape ?
      Array<Shape>(shape.vector).fill('number')
    : shape.rows.map((vector) => ({ vector }))
  if (list === undefined) return parts.length
  return (
    Math.abs(list.length - parts.length)
    + parts.slice(0, list.length).reduce((sum, part, i) => sum + misfitsOf(list[i], part), 0)
  )
}

const entriesOf = (x: unknown): unknown[] | undefined =>
  Array.isArray(x) ? x
  : ArrayBuffer.isView(x) && Symbol.iterator in x ? [...(x as Iterable<unknown> & ArrayBufferView)]
  : undefined

const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : (entriesOf(x) ?? []).flatMap(numbersIn)
const returned = (answer: Answer): unknown => ('returned' in answer ? answer.returned : undefined)
const askAny = (operation: OperationName, draw: Draw) =>
  ask(operation, ...(argumentsOf(operation, draw) as Arguments<OperationName>))

export const hygieneLaws = [deterministic, inputsUnchanged, resultsNotShared, rightShape]
