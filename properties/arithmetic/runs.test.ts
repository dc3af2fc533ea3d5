import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  eachAlike,
  filled,
  keptInRuns,
  oneOfEachRun,
  spreadOver,
  startsOf,
} from '../../src/arithmetic/runs.ts'

/** The length from which the runs of a list are remembered. */
const long = 512
const lengths = [0, 1, long - 1, long, long + 1] as const

/** Lists in runs of few entries, on both sides of that length. */
const lists = fc
  .array(
    fc.tuple(
      fc.constantFrom<unknown>(0, -0, 1, NaN, undefined),
      fc.constantFrom(1, 2, 15, 16, 17, long - 1, long),
    ),
    { maxLength: 8 },
  )
  .map((runs) => runs.flatMap(([x, times]) => Array.from({ length: times }, () => x)))

describe('the runs of a list', () => {
  it('begin where an entry is not the one before it', () => {
    fc.assert(
      fc.property(lists, (xs) => {
        expect(startsOf(xs)).toEqual(
          xs.flatMap((x, i) => (i === 0 || !Object.is(x, xs[i - 1]) ? [i] : [])),
        )
      }),
    )
  })
  it('are remembered of a long list that is kept', () => {
    for (const n of lengths) {
      const xs = Array.from({ length: n }, (_, i) => i % 3)
      expect(keptInRuns(xs)).toBe(xs)
      expect(startsOf(xs) === startsOf(xs), `${n}`).toBe(n >= long)
    }
  })
  it('have an entry each, of a long list', () => {
    for (const n of [3, long - 1, long, long + 1]) {
      const xs = [...Array<number>(n - 2).fill(2), 3, 3]
      expect(oneOfEachRun(xs)).toEqual(n < long ? xs : [2, 3])
    }
  })
  it('make the list again, of any length', () => {
    fc.assert(
      fc.property(lists, (xs) => {
        const starts = startsOf(xs)
        expect(spreadOver(xs.length, starts, (run) => xs[starts[run] as number])).toEqual(xs)
      }),
    )
    for (const n of lengths) expect(filled(n, 0.5)).toEqual(Array.from({ length: n }, () => 0.5))
  })
})

describe('a function of each entry', () => {
  it('is asked once in a run', () => {
    fc.assert(
      fc.property(lists, (xs) => {
        const asked: unknown[] = []
        const made = eachAlike(xs, (x) => {
          asked.push(x)
          return String(x)
        })
        expect(made).toEqual(xs.map(String))
        expect(asked).toEqual(startsOf(xs).map((i) => xs[i]))
      }),
    )
  })
  it('leaves a long list that it does not change as it is, and no other', () => {
    for (const n of lengths) {
      const xs = Array<number>(n).fill(2)
      expect(eachAlike(xs, (x) => x) === xs, `${n}`).toBe(xs.length >= long)
      expect(eachAlike([...xs, 3], (x) => Math.min(x, 2))).toEqual(Array(n + 1).fill(2))
    }
  })
})
