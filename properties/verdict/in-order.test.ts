import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { judgeInOrder } from '../../src/verdict/in-order.ts'
import type { Breach } from '../../src/verdict/inquire.ts'
import { watchOf } from '../../src/verdict/watch.ts'
import { programOf } from './program.ts'

const inputs = Array.from({ length: 300 }, (_, i) => i)
const limits = { timeLimit: 1000, interrupt: <A>(run: () => A): A => run() }

/** The reference as if a program were behind it, which takes so many calls at once. */
const asProgram = (window: number, abandon: () => void): Implementation => ({
  ...reference,
  program: programOf({ window, abandon }),
})

/** What is taken, how many were begun and under way at most, and how often what is left was abandoned. */
const judged = async (window: number, last: number, fails?: number) => {
  const taken: unknown[] = []
  let [begun, underWay, most, abandoned] = [0, 0, 0, 0]
  const it = asProgram(window, () => abandoned++)
  const judge = async (input: unknown): Promise<number> => {
    begun++
    most = Math.max(most, ++underWay)
    // The later ones answer first.
    for (let i = Number(input) % window; i < window; i++) await Promise.resolve()
    underWay--
    if (input === fails) throw new Error('never')
    return 2 * Number(input)
  }
  await judgeInOrder<number>(inputs, it, watchOf(it, limits), judge, (input, found) => {
    taken.push([input, found])
    return input === last ? 'enough' : 'go on'
  })
  return { taken, begun, most, abandoned }
}
const doubled = (count: number) => inputs.slice(0, count).map((i) => [i, 2 * i])

describe('inputs that are judged in order', () => {
  it('are as many at once as a program takes, and handed over in their order', async () => {
    for (const window of [1, 8])
      expect(await judged(window, -1)).toEqual({
        taken: doubled(300),
        begun: 300,
        most: window,
        abandoned: 0,
      })
  })
  it('are no more where it is enough, and what is under way is abandoned', async () => {
    expect(await judged(8, 20)).toEqual({
      taken: doubled(21),
      begun: 28,
      most: 8,
      abandoned: 1,
    })
  })
  it('throw what a law throws, where they are reached', async () => {
    await expect(judged(8, -1, 100)).rejects.toThrow('never')
    expect((await judged(8, 99, 100)).taken).toEqual(doubled(100))
  })
  it('are judged at once by a module, or later, one after another', async () => {
    for (const later of [false, true]) {
      const taken: unknown[] = []
      let [underWay, most] = [0, 0]
      const slowly = async (input: number): Promise<number> => {
        most = Math.max(most, ++underWay)
        await Promise.resolve()
        underWay--
        return 2 * input
      }
      await judgeInOrder<number>(
        inputs,
        reference,
        watchOf(reference, limits),
        (input) => (later ? slowly(Number(input)) : 2 * Number(input)),
        (input, found) => {
          taken.push([input, found])
          return input === 170 ? 'enough' : 'go on'
        },
      )
      expect([taken, most]).toEqual([doubled(171), later ? 1 : 0])
    }
  })
  it('are a breach where a call does not come back, and go on after it', async () => {
    const breach: Breach = {
      breach: 'did not answer',
      call: { operation: 'sigmoid', args: [3] },
      isFatal: true,
    }
    const taken: unknown[] = []
    const watch = {
      ...watchOf(reference, limits),
      inTime: <A>(run: () => A): A | Breach => {
        try {
          return run()
        } catch {
          return breach
        }
      },
    }
    await judgeInOrder<number>(
      [1, 2, 3, 4],
      reference,
      watch,
      (input) => {
        if (input === 3) throw new Error('hangs')
        return Number(input)
      },
      (input, found) => {
        taken.push([input, found])
        return 'go on'
      },
    )
    expect(taken).toEqual([
      [1, 1],
      [2, 2],
      [3, breach],
      [4, 4],
    ])
  })
})
