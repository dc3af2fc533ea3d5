import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { unanswered } from '../../src/contract/unanswered.ts'
import { referenceIn } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { verify, type Sought } from '../../src/verdict/verify.ts'
import { oneIn } from '../soak.ts'
import { programOf } from './program.ts'

/** An implementation as if a program were behind it, which answers this many calls at once. */
const asProgram = (
  it: Implementation,
  window: number,
  fault: (args: readonly unknown[]) => unknown = () => undefined,
): Implementation => {
  let pending = 0
  let turn = Promise.resolve()
  const answered = async (operation: (...args: never[]) => unknown, args: readonly unknown[]) => {
    pending++
    // In the order of the calls, and each of them later.
    turn = turn.then(() => {})
    await turn
    pending--
    const error = fault(args)
    if (error !== undefined) throw error
    return operation(...(args as never[]))
  }
  return {
    ...it,
    operations: Object.fromEntries(
      Object.entries(it.operations).map(([name, operation]) => [
        name,
        (...args: unknown[]) => answered(operation as () => unknown, args),
      ]),
    ),
    program: programOf({ window, isBusy: () => pending >= window }),
  }
}

const reference = referenceIn('core', 'binary64')
const mistaken = (name: string): Implementation =>
  mistakes.find(({ implementation }) => implementation.name === `mistake:${name}`)?.implementation
  ?? expect.fail(name)
const isTie = ([z]: readonly unknown[]) => Array.isArray(z) && z.length > 1 && z[0] === z[1]
type Subject = [who: string, it: Implementation, fault?: (args: readonly unknown[]) => unknown]
const subjects: Subject[] = [
  ['right', reference],
  ['right, in a domain that few inputs lie in', { ...reference, domain: { logits: [-3, 3] } }],
  ['wrong at ordinary logits', mistaken('softmax-temperature-two')],
  ['wrong at great ones', mistaken('softmax-no-max-shift')],
  ['wrong at a tie', mistaken('gradient-by-division')],
  ['throwing on a tie', reference, (args) => (isTie(args) ? new Error('a tie') : undefined)],
  ['ending on a tie', reference, (args) => (isTie(args) ? unanswered('ended', 'died') : undefined)],
  ['skipping ties', reference, (args) => (isTie(args) ? unanswered('skipped', 'tie') : undefined)],
  [
    'reading no tie',
    reference,
    (args) => (isTie(args) ? unanswered('overlong', 'tie') : undefined),
  ],
]

describe('many inputs at once', () => {
  it.each(subjects)(
    'come to the verdicts of one at a time, for a program %s',
    async (...[, it, fault]) => {
      const seed = fc.sample(fc.nat(), 1)[0] ?? 0
      for (const law of oneIn(4, laws)) {
        const told = await Promise.all(
          [1, 64].map(async (window) => {
            const tried: (readonly [Sought, unknown])[] = []
            const onTry = (sought: Sought, input: unknown) => tried.push([sought, input])
            const verdict = await verify(law, asProgram(it, window, fault), {
              seed,
              runs: 12,
              onTry,
            })
            return { verdict, tried }
          }),
        )
        expect(told[1], `${law.id}, seed ${seed}`).toEqual(told[0])
      }
    },
  )
  it('are not told where a law is in error itself, which is thrown as ever', async () => {
    const law = laws.find(({ id }) => id === 'softmax/value') ?? expect.fail()
    const wrong: typeof law = {
      ...law,
      *claims(input) {
        yield { operation: 'softmax', args: [input] } as never
        throw new Error('a law with a hole')
      },
    }
    for (const window of [1, 64])
      await expect(verify(wrong, asProgram(reference, window))).rejects.toThrow('a law with a hole')
  })
  it('are none where none is to be drawn', async () => {
    const law = laws.find(({ id }) => id === 'softmax/value') ?? expect.fail()
    const none = { ...law, examples: [] }
    const verdicts = await Promise.all(
      [1, 64].map((window) => verify(none, asProgram(reference, window), { seed: 1, runs: 0 })),
    )
    expect(verdicts[1]).toEqual(verdicts[0])
  })
  it('are as many as the program takes, and a number of it that grows', async () => {
    const law = laws.find(({ id }) => id === 'softmax/value') ?? expect.fail()
    const most = async (window: number, runs: number) => {
      let [now, peak] = [0, 0]
      const it = asProgram(reference, window)
      const { softmax } = it.operations
      const counted = async (z: number[]) => {
        peak = Math.max(peak, ++now)
        const answer = (await softmax?.(z)) ?? []
        await new Promise(setImmediate)
        now--
        return answer
      }
      await verify(law, { ...it, operations: { softmax: counted } }, { seed: 1, runs })
      return peak
    }
    expect(await most(1, 50)).toBe(1)
    expect(await most(5, 50)).toBe(5)
    expect(await most(64, 300)).toBe(64)
  })
})
