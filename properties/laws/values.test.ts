import { describe, expect, it } from 'vitest'
import { numbersOf } from '../../src/contract/numbers.ts'
import { argumentsFrom, operationNames, type ArgumentKind } from '../../src/contract/operations.ts'
import { shapeOf, sizeOf } from '../../src/contract/shape.ts'
import { accurate, textbook } from '../../src/laws/budgets/grants.ts'
import { budgetOf } from '../../src/laws/budgets/index.ts'
import { laws } from '../../src/laws/index.ts'
import { valuesOf } from '../../src/laws/values.ts'

const rows = operationNames.flatMap((operation) =>
  valuesOf(operation).map((row) => [row.id, operation, row] as const),
)

const oneOfEach = rows.filter(
  ([, operation], i) => rows.findIndex(([, other]) => other === operation) === i,
)

/** Some 30,000 classes, or as many rows of two: what costs n² takes minutes. */
const many = Array.from({ length: 30_000 }, (_, i) => ((383 * i + 7) % 1009) / 64)
const argumentOf = (kind: ArgumentKind): unknown =>
  kind === 'options' ? { reduction: 'none' }
  : kind === 'rows' ? many.map((x) => [x, 0])
  : kind === 'labels' ? many.map(() => 1)
  : kind === 'rowsOfWeights' || kind === 'rowsOfTargets' || kind === 'rowsOfCotangents' ?
    many.map(() => [0.25, 0.5])
  : kind === 'targets' ? many.map(() => 0.5)
  : kind === 'label' || kind === 'target' ? 1
  : kind === 'logit' ? 2
  : kind === 'cotangent' ? many.map((x) => x + 1)
  : many

describe('a row of values', () => {
  it.each(rows)('is stated as the law %s', (id, operation, { tier, needs }) => {
    expect(laws.filter((law) => law.id === id)).toMatchObject([
      { tier, uses: [operation], ...(needs && { needs }) },
    ])
  })
  // Both tiers grant by the same formula, of which one is enough where a result is long.
  it.each(oneOfEach)(
    '%s has a budget for each number of a long result',
    (_, operation, { tier }) => {
      const args = argumentsFrom(operation, argumentOf)
      const grants = { textbook, accurate }[tier](numbersOf('binary64'))
      const budgets = [budgetOf(operation, args, grants)].flat(2)
      expect(budgets).toHaveLength(sizeOf(shapeOf(operation, args)))
      expect(budgets.every((x) => x > 0 && x < 1)).toBe(true)
    },
  )
})
