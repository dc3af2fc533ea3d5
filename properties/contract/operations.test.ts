import { describe, expect, it } from 'vitest'
import type { Arguments, OperationName, Result } from '../../src/contract/operations.ts'
import {
  operationNames,
  operations,
  optionsOf,
  reductionsOf,
  rowOf,
} from '../../src/contract/operations.ts'
import { options, optionNames, reductions } from '../../src/contract/options.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { ask } from '../../src/laws/law.ts'

/** True where two types are the same, else a type error where it is used. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(it: Same<A, B>): boolean => it

describe('the table of operations', () => {
  it('gives every operation its exact types', () => {
    expect(same<Arguments<'softmax'>, [number[]]>(true)).toBe(true)
    expect(same<Arguments<'crossEntropyGradient'>, [number[], number]>(true)).toBe(true)
    expect(same<Result<'crossEntropyGradient'>, number[]>(true)).toBe(true)
    expect(same<Result<'batchCrossEntropy'>, number | number[]>(true)).toBe(true)
    expect(same<Result<'batchCrossEntropyGradient'>, number[][]>(true)).toBe(true)
    expect(same<Result<'batchCrossEntropyVjp'>, number[][]>(true)).toBe(true)
    expect(same<Arguments<'batchSoftCrossEntropyVjp'>[1], number[][]>(true)).toBe(true)
    expect(same<Result<'batchMultilabelCrossEntropy'>, number | number[][]>(true)).toBe(true)
    expect(same<Result<'batchBinaryCrossEntropyVjp'>, number[]>(true)).toBe(true)
    const [, , , last]: Arguments<'batchBinaryCrossEntropyVjp'> = [
      [0],
      [1],
      [2],
      { reduction: 'none', posWeight: 3 },
    ]
    expect(last).toEqual({ reduction: 'none', posWeight: 3 })
    const [, , chosen]: Arguments<'batchCrossEntropy'> = [[[0]], [0], { reduction: 'mean' }]
    expect(chosen).toEqual({ reduction: 'mean' })
  })
  it('gives every batch operation the options that it knows, and no others', () => {
    const right: Arguments<'batchBinaryCrossEntropy'>[2] = { reduction: 'sum', posWeight: 2 }
    const soft: Arguments<'batchSoftCrossEntropy'>[2] = { reduction: 'sum', labelSmoothing: 1 }
    // @ts-expect-error: a row with weights has no label to be ignored by
    const ignored: Arguments<'batchSoftCrossEntropy'>[2] = { reduction: 'sum', ignoreIndex: 1 }
    // @ts-expect-error: labels are smoothed in batches of rows alone
    const wrong: Arguments<'batchBinaryCrossEntropy'>[2] = { reduction: 'sum', labelSmoothing: 1 }
    expect([right, soft, ignored, wrong]).toHaveLength(4)
  })
  it('knows no operation that it does not have', () => {
    // @ts-expect-error: there is no such operation
    const name: OperationName = 'softMax'
    // @ts-expect-error: nor can a law ask for it
    expect(ask('softMax', [0])).toBeDefined()
    expect(operationNames).not.toContain(name)
  })
  it('derives from operations that it has, and has an operation for every option', () => {
    for (const name of operationNames) {
      const { derivativeOf, role, takes } = rowOf(name)
      if (derivativeOf !== undefined) expect(operationNames).toContain(derivativeOf)
      if (role !== 'value') expect(derivativeOf).toBeDefined()
      if (optionsOf(name).length > 0) expect(takes).toContain('options')
    }
    for (const name of optionNames)
      expect(operationNames.some((it) => optionsOf(it).includes(name))).toBe(true)
  })
  it('takes each derivative at the arguments of its operation, and what it multiplies beside them', () => {
    for (const name of operationNames) {
      const { derivativeOf, takes } = rowOf(name)
      const of = operationNames.find((it) => it === derivativeOf)
      if (of === undefined) continue
      const at = takes.filter(
        (kind) => !['cotangent', 'rowsOfCotangents', 'direction'].includes(kind),
      )
      expect(at).toEqual(operations[of].takes)
    }
  })
  it('pulls a cotangent for each loss back, which no reduction has taken together', () => {
    for (const name of operationNames)
      expect(reductionsOf(name)).toEqual(rowOf(name).role === 'vjp' ? ['none'] : reductions)
  })
  it('has options whose neutral value is legal', () => {
    for (const row of Object.values(options)) {
      if (!('neutral' in row)) continue
      expect(row.neutral).toBeGreaterThanOrEqual(row.legal.least)
      expect(row.neutral).toBeLessThanOrEqual(row.legal.most)
    }
  })
})

describe('implementationFrom', () => {
  it('refuses at compile time an operation of another type', () => {
    // @ts-expect-error: softmax takes and gives a vector
    expect(implementationFrom({ softmax: (z: number) => z }, 'mine').operations).toBeDefined()
    // @ts-expect-error: the loss is a number
    expect(implementationFrom({ crossEntropy: (z: number[]) => z }, 'mine')).toBeDefined()
    // @ts-expect-error: and so in a default export
    expect(implementationFrom({ default: { sigmoid: (x: string) => x } }, 'mine')).toBeDefined()
  })
  it('takes typed arrays, promises, readonly arguments, and whatever else a module exports', () => {
    const softmax = (z: readonly number[]) => Float64Array.from(z)
    const logSumExp = async (z: number[]) => z.length
    expect(implementationFrom({ softmax, logSumExp, helper: 1 }, 'mine').name).toBe('mine')
  })
})
