import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alike, apart } from '../../src/arithmetic/alike.ts'
import { eachAlike, keptInRuns, startsOf } from '../../src/arithmetic/runs.ts'
import { operationNames, rowOf } from '../../src/contract/operations.ts'
import { reference } from '../../src/core/reference.ts'

/** Lists of few different entries in runs, shorter and longer than those whose runs are kept. */
const list = fc
  .array(
    fc.tuple(
      fc.constantFrom(0, -0, 1, -Infinity, NaN),
      fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(20, 700)),
    ),
    { minLength: 1, maxLength: 12, size: 'max' },
  )
  .map((runs) => runs.flatMap(([x, times]) => Array<number>(times).fill(x)))

describe('entries that are alike', () => {
  test('have one group, which is counted, picked and expanded', () => {
    fc.assert(
      fc.property(
        list,
        fc.option(fc.oneof(fc.constant(0), fc.nat())),
        fc.boolean(),
        fc.constantFrom(1, 2, 9, 1000),
        (xs, turn, isKept, period) => {
          if (isKept) keptInRuns(xs)
          const ys = xs.map((_, i) => Math.floor(i / 5) % period)
          const own = turn === null ? -1 : turn % xs.length
          const groups = alike(period === 1 ? [xs] : [xs, ys], own)
          const keyOf = (i: number): string => (i === own ? 'own' : `${xs[i]} ${ys[i]}`)
          const groupOf = new Map(groups.first.map((i, group) => [keyOf(i), group]))
          const told = xs.map((_, i) => groups.groupOf(i))
          expect(told).toEqual(xs.map((_, i) => groupOf.get(keyOf(i))))
          expect(groups.expand(groups.first.map((_, group) => group))).toEqual(told)
          expect(groups.pick(ys)).toEqual(groups.first.map((i) => ys[i]))
          expect(groups.counts).toEqual(
            groups.first.map((_, group) => told.filter((own) => own === group).length),
          )
          let end = 0
          groups.eachRun((group, start, stop) => {
            expect([start, told[start], told[stop - 1]]).toEqual([end, group, group])
            end = stop
          })
          expect(end).toBe(xs.length)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('are each by itself where that is wanted, except in long rows', () => {
    for (const n of [0, 1, 4096, 4097]) {
      const xs = Array<number>(n).fill(0)
      const { counts, groupOf, pick, expand } = apart([xs])
      expect([counts, groupOf(3), pick(xs).length, expand([...pick(xs)])]).toEqual(
        n > 4096 ? [[n], 0, 1, xs] : [undefined, 3, n, xs],
      )
    }
  })

  test('are given to a function once in a run, and zeros have signs', () => {
    fc.assert(
      fc.property(list, (xs) => {
        let calls = 0
        const made = eachAlike(xs, (x) => (calls++, Object.is(x, -0) ? 'minus zero' : String(x)))
        expect(made).toEqual(xs.map((x) => (Object.is(x, -0) ? 'minus zero' : String(x))))
        expect(calls).toBe(startsOf(xs).length)
      }),
      { numRuns: 60 },
    )
  })
})

const ofRows = operationNames.filter(
  (name) => rowOf(name).takes[0] === 'logits' && rowOf(name).gives === 'row',
)

describe('a long row', () => {
  test('is read anew each time, as whoever owns it may have changed it', () => {
    const softmax = reference.operations.softmax as (z: readonly number[]) => number[]
    const z = Array<number>(5000).fill(0)
    const before = softmax(z)
    z[4000] = 50
    expect([before[4000], softmax(z)[4000]]).toEqual([1 / 5000, 1])
  })

  test.for(ofRows)('%s of it gives a list of its own', (name) => {
    const row = (): number[] => Array<number>(600).fill(0)
    const args = rowOf(name).takes.map((kind) => (kind === 'label' ? 0 : row()))
    const run = reference.operations[name] as (...args: unknown[]) => unknown
    expect(args).not.toContain(run(...args))
  })
})
