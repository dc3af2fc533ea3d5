import { describe, expect, it } from 'vitest'
import { recent } from '../../src/arithmetic/recent.ts'

/** The length from which results are remembered, and how many numbers their arguments hold at most. */
const [long, kept] = [512, 2 ** 21]
const list = (n: number, first = 0): number[] => Array.from({ length: n }, (_, i) => first + i)

/** A function that remembers, and what it was really asked. */
const watched = () => {
  const asked: unknown[][] = []
  const of = recent((...args: unknown[]) => ({ turn: asked.push(args) }))
  return { of, asked }
}
/** Whether what was asked is remembered where this is asked. */
const isKnown = (args: unknown[], again: unknown[]): boolean => {
  const { of } = watched()
  return of(...args) === of(...again)
}

describe('a function that remembers its last results', () => {
  it('does so at long arguments alone, in rows or not', () => {
    for (const n of [0, 1, long - 1, long, long + 1]) {
      expect(isKnown([list(n)], [list(n)]), `${n}`).toBe(n >= long)
      const rows = () => [[1, 2, 3], list(Math.max(0, n - 3))]
      expect(isKnown([rows()], [rows()]), `${n} in rows`).toBe(n >= long)
      const apart = () => [[1, 2], list(Math.max(0, n - 2)), 5]
      expect(isKnown(apart(), apart()), `${n} in several`).toBe(n >= long)
    }
    expect(isKnown(['a text'], ['a text'])).toBe(false)
  })
  it('knows arguments by every entry, zeros by their signs, and NaN', () => {
    for (const i of [0, 1, 2, 100, 256, 257, 598, 599]) {
      for (const [one, other] of [
        [7.5, 8.5],
        [0, -0],
        [NaN, 1],
        [1, undefined],
      ] as const) {
        const [a, b] = [one, other].map((x) => (list(600) as unknown[]).with(i, x))
        expect(isKnown([a], [b])).toBe(false)
        expect(isKnown([a], [[...(a as unknown[])]])).toBe(true)
      }
    }
    expect(isKnown([list(600)], [list(601)])).toBe(false)
    expect(isKnown([list(600), 1], [list(600), 2])).toBe(false)
    expect(isKnown([list(600), undefined], [list(600), {}])).toBe(false)
    expect(isKnown([list(600), null], [list(600), {}])).toBe(false)
    expect(isKnown([list(600), {}], [list(600), null])).toBe(false)
    expect(isKnown([[list(600), list(5)]], [[list(600), list(5, 1)]])).toBe(false)
    expect(isKnown([[list(600), list(5)]], [[list(600), list(5)]])).toBe(true)
  })
  it('knows options by their names and values', () => {
    const weights = list(600)
    expect(isKnown([weights, { a: 1, b: [2] }], [weights, { a: 1, b: [2] }])).toBe(true)
    for (const other of [
      { a: 1 },
      { a: 1, b: [3] },
      { a: 1, c: [2] },
      { a: 1, b: [2], c: 3 },
      { a: 1, b: 2 },
    ])
      expect(isKnown([weights, { a: 1, b: [2] }], [weights, other]), JSON.stringify(other)).toBe(
        false,
      )
  })
  it('knows rows by their lengths, and values by their kinds, where a glance does not show them', () => {
    const rows = (third: number) => Array.from({ length: 10 }, (_, i) => list(i === 2 ? third : 60))
    expect(isKnown([rows(60)], [rows(61)])).toBe(false)
    expect(isKnown([rows(61)], [rows(60)])).toBe(false)
    expect(isKnown([rows(61)], [rows(61)])).toBe(true)
    const weights = list(600)
    for (const [one, other] of [
      [5, {}],
      [{}, 5],
      [[], {}],
    ])
      expect(isKnown([weights, { a: one }], [weights, { a: other }])).toBe(false)
  })
  it('forgets the oldest where all are too long together', () => {
    const { of, asked } = watched()
    const quarter = kept / 4
    const ask = (first: number): number => {
      const before = asked.length
      of(list(quarter, first))
      return asked.length - before
    }
    expect([0, 1, 2, 3, 0, 1, 2, 3].map(ask)).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
    expect([4, 1, 2, 3, 4, 0].map(ask)).toEqual([1, 0, 0, 0, 0, 1])
    expect([2, 3, 4, 0].map(ask)).toEqual([0, 0, 0, 0])
  })
  it('keeps the newer of two that look alike at a glance, and counts it once', () => {
    const { of, asked } = watched()
    const quarter = kept / 4
    const alike = (x: number) => list(quarter).with(7, x)
    const others = [1, 2, 3].map((first) => list(quarter, first))
    for (const other of others) of(other)
    for (const x of [0.5, 1.5, 2.5, 3.5]) of(alike(x))
    const before = asked.length
    of(alike(3.5))
    for (const other of others) of(other)
    expect(asked.length - before).toBe(0)
    of(alike(0.5))
    expect(asked.length - before).toBe(1)
  })
})
