import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { total } from '../../src/arithmetic/sequence.ts'
import { behind, shapedOver } from '../../src/core/shaping.ts'
import { blocksOver, times, totalOver, type Block } from '../../src/core/total.ts'

const shaped = shapedOver(binary64)
const row = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 6 })
const factor = fc.option(fc.constantFrom(0.25, 1, 3, 30), { nil: undefined })

describe('a row that is shaped', () => {
  it('is c tanh(z / (T c)), with its slopes, and not there behind a mask', () => {
    fc.assert(
      fc.property(row, factor, factor, fc.boolean(), (z, temperature, softCap, isMasked) => {
        const mask = isMasked ? z.map((_, i) => (i % 2 === 0 ? 1 : 0)) : undefined
        const { logits, back } = shaped(
          z,
          {
            reduction: 'sum',
            ...(temperature === undefined ? {} : { temperature }),
            ...(softCap === undefined ? {} : { softCap }),
          },
          mask,
        )
        const slopes = back(z.map((_, i) => i + 2))
        expect([logits.length, slopes.length]).toEqual([z.length, z.length])
        for (const [i, x] of z.entries()) {
          if (mask?.[i] === 0) {
            expect([logits[i], slopes[i]]).toEqual([-Infinity, 0])
            continue
          }
          const [by, cap = Infinity] = [temperature ?? 1, softCap]
          const heated = x / by
          const wanted = cap === Infinity ? heated : cap * Math.tanh(heated / cap)
          const slope = cap === Infinity ? 1 : 1 / Math.cosh(heated / cap) ** 2
          expect(Math.abs((logits[i] ?? NaN) - wanted)).toBeLessThanOrEqual(
            1e-14 * Math.abs(wanted),
          )
          const off = Math.abs((slopes[i] ?? NaN) - ((i + 2) * slope) / by)
          expect(off).toBeLessThanOrEqual(1e-13 * (((i + 2) * slope) / by))
        }
      }),
    )
  })
  it('is the same list where nothing shapes it', () => {
    const z = [1, 2]
    const { logits, back } = shaped(z, { reduction: 'sum' })
    expect([logits, back(z)].every((it) => it === z)).toBe(true)
  })
})

describe('rows behind a mask', () => {
  it('have another number where it hides a class, and are the same where there is none', () => {
    const rows = [
      [1, NaN],
      [3, 4],
      [1, NaN],
    ]
    const mask = [
      [1, 0],
      [0, 1],
      [1, 0],
    ]
    expect(behind(rows, { mask }, 7)).toEqual([
      [1, 7],
      [7, 4],
      [1, 7],
    ])
    expect(behind(rows, {}, 7)).toBe(rows)
  })
  it('have no hidden class beyond a mask that is too short', () => {
    expect(behind([[1], [2]], { mask: [[0]] }, 7)).toEqual([[7], [2]])
  })
})

describe('a sum in blocks', () => {
  const lengthsOf = ({ start, end, halves }: Block<number>): number[] =>
    halves ? halves.flatMap(lengthsOf) : [end - start]
  it('has 1024 terms in a block at most, in halves', () => {
    const terms = Array.from({ length: 5000 }, (_, i) => i)
    const of = (n: number) => blocksOver(binary64)(terms.slice(0, n))
    expect([0, 1, 1024, 1025, 2048, 4097].map((n) => lengthsOf(of(n)))).toEqual([
      [0],
      [1],
      [1024],
      [512, 513],
      [1024, 1024],
      [1024, 1024, 1024, 512, 513],
    ])
    for (const n of [0, 1, 1024, 1025, 5000]) {
      expect(of(n)).toMatchObject({ start: 0, end: n, sum: total(terms.slice(0, n)) })
      expect(totalOver(binary64)(terms.slice(0, n))).toBe(total(terms.slice(0, n)))
    }
    expect(blocksOver(binary64)(terms, 10, 2000).sum).toBe(total(terms.slice(10, 2000)))
  })
  it('counts each term as often as is said', () => {
    expect(totalOver(binary64)([1, 2, 3], [3, 0, 2])).toBe(9)
    expect([times(binary64, 1, 5), times(binary64, 4, 5)]).toEqual([5, 20])
  })
  it('asks an arithmetic for no product with 1', () => {
    const never = { ...binary64, mul: () => NaN }
    expect([times(never, 1, 5), times(never, 2, 5)]).toEqual([5, NaN])
  })
})
