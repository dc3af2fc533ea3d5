import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../src/arithmetic/exact.ts'
import { interrupt } from '../../src/trial/interrupt.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { reference } from '../../src/core/reference.ts'
import { unanswered } from '../../src/contract/unanswered.ts'
import { atLeast, atMost, between, identical, near } from '../../src/laws/claim.ts'
import { ask, askEach, askRaw, law, type AnyLaw } from '../../src/laws/law.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import { explain, plain } from '../../src/verdict/explain.ts'
import { TimeOut } from '../../src/verdict/watch.ts'
import { verify, verifyAt } from '../../src/verdict/verify.ts'
import { softmax as naive } from '../doubles/unshifted.ts'

/** A law about one operation of one number. */
const about = (
  statement: Partial<Omit<Parameters<typeof law<number>>[0], 'every' | 'sweeps'>> = {},
): AnyLaw =>
  law<number>({
    id: 'test/law',
    equation: 'σ(x) ≥ 0',
    proof: 'it is a probability.',
    uses: ['sigmoid'],
    inputs: () => fc.integer({ min: -100, max: 100 }),
    examples: [0],
    *claims(x) {
      return [atLeast('σ(x)', yield* ask('sigmoid', x), 0)]
    },
    ...statement,
  })
const named = (operations: object) => implementationFrom(operations, 'mine')
const sigmoid = (answer: (x: number) => unknown) => named({ sigmoid: answer })

describe('a verdict', () => {
  it('is passed, with the number of inputs and the seed', async () => {
    const verdict = await verify(about(), reference, { seed: 5, runs: 10 })
    expect(verdict).toMatchObject({ status: 'passed', runs: 11, seed: 5, worst: 0 })
    expect(explain(verdict)).toBe(
      'test/law held on 11 inputs (seed 5), using at most 0 % of its budget',
    )
  })
  it('is falsified, with a witness that is replayed by the same seed', async () => {
    const [one, two] = [
      await verify(
        about(),
        sigmoid((x) => -x),
        { seed: 5 },
      ),
      await verify(
        about(),
        sigmoid(async (x: number) => -x),
        { seed: 5 },
      ),
    ]
    expect(one).toMatchObject({ status: 'falsified', smallest: { input: 1 }, replay: { seed: 5 } })
    expect(explain(two)).toBe(explain(one))
  })
  it('is skipped where an operation, an option or a policy is wanting', async () => {
    for (const [wanting, reason] of [
      [{ uses: ['softmax'] }, 'no softmax'],
      [{ needs: ['ignoreIndex'] }, 'no option ignoreIndex'],
      [{ policy: 'posInfLogit' }, 'no policy posInfLogit'],
    ] as const)
      expect(
        explain(
          await verify(
            about(wanting),
            sigmoid((x) => x),
          ),
        ),
      ).toBe(`test/law was skipped: ${reason}`)
  })
  it('is not skipped for a policy that has a default', async () => {
    const { status } = await verify(about({ policy: 'nan' }), reference, { runs: 5 })
    expect(status).toBe('passed')
  })
  it('hands over copies, so that an implementation which writes on its input hurts nobody', async () => {
    const vandal = named({ softmax: (z: number[]) => z.fill(0) })
    const untouched = law<number[]>({
      ...about(),
      id: 'test/untouched',
      uses: ['softmax'],
      inputs: () => fc.constant([1, 2]),
      examples: [],
      *claims(z) {
        yield* ask('softmax', z)
        return z.map((x, i) => identical(`z[${i}]`, x, i + 1))
      },
    } as Parameters<typeof law<number[]>>[0])
    expect((await verify(untouched, vandal)).status).toBe('passed')
  })
  it('lets a law see the very result, or what was thrown', async () => {
    const raw = about({
      *claims(x) {
        return [identical('whether it threw', 'threw' in (yield* askRaw('sigmoid', x)) ? 1 : 0, 1)]
      },
    })
    expect(
      (
        await verify(
          raw,
          sigmoid(() => {
            throw new Error('no')
          }),
        )
      ).status,
    ).toBe('passed')
    expect(
      (
        await verify(
          raw,
          sigmoid(async () => {
            throw new Error('no')
          }),
        )
      ).status,
    ).toBe('passed')
    expect(
      (
        await verify(
          raw,
          sigmoid(() => 'half'),
        )
      ).status,
    ).toBe('falsified')
  })
  it('does not take a call that came to no answer for the error that a law expects', async () => {
    const raw = about({
      *claims(x) {
        return [identical('whether it threw', 'threw' in (yield* askRaw('sigmoid', x)) ? 1 : 0, 1)]
      },
    })
    const told = await Promise.all(
      (['skipped', 'faulted', 'ended'] as const).map(async (how) =>
        explain(
          await verify(
            raw,
            sigmoid(() => {
              throw unanswered(how, `was ${how}`)
            }),
            { seed: 1 },
          ),
        ),
      ),
    )
    expect(told).toEqual([
      'test/law was skipped: was skipped',
      'test/law could not be judged: sigmoid(0) was faulted',
      'test/law could not be judged: sigmoid(0) was ended',
    ])
  })
  it('asks on where answers come as promises, until one breaks the contract', async () => {
    const thrice = about({
      *claims(x) {
        const answers = [
          yield* ask('sigmoid', x),
          yield* ask('sigmoid', x + 1),
          yield* ask('sigmoid', x + 2),
        ]
        return answers.map((answer, i) => identical(`answer ${i}`, answer, x + i))
      },
    })
    expect(
      (
        await verify(
          thrice,
          sigmoid(async (x: number) => x),
        )
      ).status,
    ).toBe('passed')
    expect(
      (
        await verify(
          thrice,
          sigmoid((x) => (x % 2 === 0 ? x : Promise.resolve(x))),
        )
      ).status,
    ).toBe('passed')
    expect(
      await verify(
        thrice,
        sigmoid(async (x: number) => (x === 2 ? 'two' : x)),
      ),
    ).toMatchObject({
      status: 'errored',
      reason: 'sigmoid(2) returned "two" where a number was expected',
    })
  })
  it('is the same where a law asks several calls of which none waits for another', async () => {
    const each = about({
      *claims(x) {
        return (yield* askEach('sigmoid', [[x], [x + 1], [x + 2]])).map((answer, i) =>
          identical(`answer ${i}`, answer, x + i),
        )
      },
    })
    for (const answer of [
      (x: number) => x,
      async (x: number) => x,
      (x: number) => (x % 2 === 0 ? x : Promise.resolve(x)),
    ]) {
      expect((await verify(each, sigmoid(answer), { runs: 9 })).status).toBe('passed')
    }
    for (const twos of [
      (x: number) => (x === 2 ? 'two' : x),
      async (x: number) => (x === 2 ? 'two' : x),
    ]) {
      expect(await verify(each, sigmoid(twos), { runs: 9 })).toMatchObject({
        status: 'errored',
        reason: 'sigmoid(2) returned "two" where a number was expected',
      })
    }
  })
  it('passes on the error of a law that is itself in error', async () => {
    const wrong = about({
      *claims() {
        throw new Error('a law with a hole')
      },
    })
    await expect(verify(wrong, reference)).rejects.toThrow('a law with a hole')
    expect(explain(await verifyAt(wrong, reference, 0))).toBe(
      'test/law could not be judged: it does not apply to 0 (Error: a law with a hole)',
    )
  })
  it('blames slow calls on the one that hangs alone, and gives a slow law more time', async () => {
    const started = Date.now()
    const slow = sigmoid(() => {
      for (const since = Date.now(); Date.now() < since + 30;);
      return 0
    })
    expect((await verify(about(), slow, { interrupt, timeLimit: 300, runs: 20 })).status).toBe(
      'passed',
    )
    expect(
      explain(
        await verify(
          about(),
          sigmoid((x) => {
            while (x > 0);
            return 0
          }),
          { interrupt, timeLimit: 60 },
        ),
      ),
    ).toMatch(/^test\/law could not be judged: sigmoid\(\d+\) did not answer within 60 ms$/)
    expect(
      explain(
        await verify(
          about(),
          sigmoid(() => new Promise(() => {})),
          { timeLimit: 20 },
        ),
      ),
    ).toBe('test/law could not be judged: sigmoid(0) did not answer within 20 ms')
    await expect(
      verify(about(), reference, {
        interrupt: () => {
          throw new Error('no clock')
        },
      }),
    ).rejects.toThrow('no clock')
    let stops = 0
    const broken = <A>(run: () => A): A => {
      run()
      throw stops++ === 0 ? TimeOut : new Error('the clock broke')
    }
    await expect(verify(about(), reference, { interrupt: broken })).rejects.toThrow(
      'the clock broke',
    )
    expect(Date.now() - started).toBeLessThan(10_000)
  })
  it.each([
    [() => undefined, 'returned undefined where a number was expected'],
    [() => null, 'returned null where a number was expected'],
    [() => 'half', 'returned "half" where a number was expected'],
    [() => [], 'returned an array of 0 where a number was expected'],
    [() => [[1]], 'returned an array of 1 where a number was expected'],
    [() => [1, {}], 'returned an array of 2 with object in it where a number was expected'],
    [
      () => {
        throw new TypeError('bad\n    at home')
      },
      'threw TypeError: bad',
    ],
    [
      async () => {
        throw null
      },
      'threw null',
    ],
    [async () => 1n, 'returned bigint where a number was expected'],
    [() => ({ then: (_: unknown, no: (x: unknown) => void) => no('never') }), 'threw never'],
  ])('is errored where the implementation breaks the contract: %#', async (answer, reason) => {
    const verdict = await verify(about(), sigmoid(answer))
    expect(verdict).toMatchObject({ status: 'errored', reason: `sigmoid(0) ${reason}` })
    const [got = ''] = reason.split(' where ')
    expect(explain(verdict)).toMatch(/^test\/law is broken\n[^]*\n {2}expected {2}a number\n/)
    expect(explain(verdict)).toContain(`\n  got       ${got}\n`)
  })
  it.each([
    ['softmax', [[1, 2]], [1], 'returned an array of 1 where a vector of 2 numbers was expected'],
    [
      'softmax',
      [[1, 2]],
      [1, 'x'],
      'returned an array of 2 with "x" in it where a vector of 2 numbers was expected',
    ],
    [
      'softmax',
      [[1, 2]],
      new DataView(new ArrayBuffer(2)),
      'returned object where a vector of 2 numbers was expected',
    ],
    ['softmax', [[1, 2]], Float32Array.of(0.5, 0.5), undefined],
    [
      'batchCrossEntropyGradient',
      [[[1, 2], [3]], [0, 0], { reduction: 'mean' }],
      [[1, 2]],
      'returned an array of 1 where 2 rows of 2, 1 numbers was expected',
    ],
    [
      'batchCrossEntropyGradient',
      [[[1, 2], [3]], [0, 0], { reduction: 'mean' }],
      [[1, 2], [3], [4]],
      'returned an array of 3 where 2 rows of 2, 1 numbers was expected',
    ],
    [
      'batchCrossEntropyGradient',
      [[[1, 2], [3]], [0, 0], { reduction: 'mean' }],
      [Float64Array.of(1, 2), [3]],
      undefined,
    ],
  ] as const)('knows the shape of %s', async (operation, args, result, reason) => {
    const shape = about({
      uses: [operation],
      *claims() {
        yield* ask(
          operation,
          ...(args as unknown as Parameters<typeof ask<typeof operation>>[1][] as never),
        )
        return []
      },
    })
    expect(await verify(shape, named({ [operation]: () => result }))).toMatchObject(
      reason === undefined ?
        { status: 'passed' }
      : { status: 'errored', reason: expect.stringContaining(reason) },
    )
  })
})

describe('a failure in a sweep', () => {
  /** A law of the number 1, and in its sweeps of those up to a million. */
  const grows = law<number>({
    ...about(),
    id: 'test/grows',
    inputs: () => fc.constant(1),
    examples: [],
    sweeps: () =>
      [100, 10_000, 1e6].map((max) => ({ runs: 20, inputs: fc.integer({ min: 1, max }) })),
    *claims(x) {
      return [near('σ(x)', yield* ask('sigmoid', x), 1000, 1)]
    },
  } as Parameters<typeof law<number>>[0])
  /** Errs above 50, by x / 40 budgets, and from the most on by no more. */
  const failing = (most: number) =>
    verify(
      grows,
      sigmoid((x) => 1000 + (x > 50 ? Math.min(x, most) / 40 : 0)),
      { seed: 1 },
    )

  it('shrinks to the edge of a budget, and shows one that is clear beside it', async () => {
    expect(await failing(Infinity)).toMatchObject({
      smallest: { input: 51 },
      clearest: { input: 40_000, strain: 1000 },
    })
  })
  it('shows one that is well outside where none is clear', async () => {
    expect(await failing(8000)).toMatchObject({
      smallest: { input: 51 },
      clearest: { input: 400, strain: 10 },
    })
  })
  it('shows the one at the edge where there is nothing else', async () => {
    const verdict = await failing(60)
    expect(verdict).toMatchObject({ smallest: { input: 51 }, clearest: { input: 51 } })
    expect(explain(verdict)).toContain('at its edge, and nothing clearer was found')
  })
  it('is not looked at again where it is clear, or where the call failed', async () => {
    for (const answer of [NaN, 'half']) {
      const tried: string[] = []
      await verify(
        grows,
        sigmoid((x) => (x > 50 ? answer : 1000)),
        { seed: 1, onTry: (sought) => tried.push(sought) },
      )
      expect([...new Set(tried)]).toEqual(['any', 'drawn'])
    }
  })
})

describe('a trial of budgets that exceed the result', () => {
  /** σ(x) = 1 give or take x: vacuous above 1. */
  const vague = about({
    *claims(x) {
      return [near('σ(x)', yield* ask('sigmoid', x), 1, Math.abs(x))]
    },
  })
  it('counts the inputs that gave no verdict', async () => {
    const verdict = await verify(
      vague,
      sigmoid(() => 1),
      { seed: 1, runs: 50 },
    )
    expect(verdict).toMatchObject({ status: 'passed', runs: 51, worst: 0 })
    expect(verdict).toHaveProperty('undecided', expect.any(Number))
    expect(outcomeOf(verdict)).toHaveProperty('undecided', expect.any(Number))
  })
  it('is refuted outside of them', async () => {
    const verdict = await verify(
      vague,
      sigmoid(() => 1000),
    )
    expect(verdict).toMatchObject({ status: 'falsified' })
  })
  it('is skipped where no input gave a verdict', async () => {
    const never = about({ ...vague, inputs: () => fc.integer({ min: 2, max: 100 }), examples: [5] })
    const right = sigmoid(() => 1)
    expect(explain(await verify(never, right, { runs: 10 }))).toBe(
      'test/law was skipped: no verdict here: '
        + 'the budget exceeds the result at every input that was drawn',
    )
    expect(explain(await verifyAt(never, right, 7))).toBe(
      'test/law was skipped: no verdict here: the budget, 7, exceeds the result, σ(x) = 1',
    )
    expect(explain(await verify({ ...never, recorded: true }, right))).toBe(
      'test/law was skipped: no verdict here: the budget, 5, exceeds the result, σ(x) = 1',
    )
    expect(explain(await verify({ ...never, recorded: true, examples: [5, 6] }, right))).toBe(
      'test/law was skipped: no verdict here: the budget exceeds the result at every case',
    )
    const endless = about({
      *claims() {
        return [near('σ(x)', 1, 1, Infinity)]
      },
    })
    expect(explain(await verifyAt(endless, right, 7))).toBe(
      'test/law was skipped: no verdict here: the budget, Infinity, exceeds the result, σ(x)',
    )
    for (const bound of [atMost, atLeast]) {
      const bounded = about({
        *claims() {
          return [bound('σ(x)', 1, 3, 7)]
        },
      })
      expect(explain(await verifyAt(bounded, right, 7))).toBe(
        'test/law was skipped: no verdict here: the budget, 7, exceeds the result, σ(x) = 3',
      )
    }
  })
})

describe('a trial within a domain', () => {
  const doubled = about({
    *claims(x) {
      return [identical('σ(2x)', yield* ask('sigmoid', 2 * x), 2 * x)]
    },
  })
  const within = (least: number, most: number, answer: (x: number) => unknown) => ({
    ...sigmoid(answer),
    domain: { logits: [least, most] as const },
  })
  it.each([
    ['numbers', (x: number) => x],
    ['promises', async (x: number) => x],
  ])('asks inside alone, whatever a law makes of its inputs: %s', async (_, same) => {
    const asked: number[] = []
    const it = within(-10, 50, (x) => (asked.push(x), same(x)))
    const verdict = await verify(doubled, it, { runs: 40 })
    expect(verdict).toMatchObject({ status: 'passed', runs: 41 })
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.every((x) => x >= -10 && x <= 50)).toBe(true)
  })
  it('keeps what it has tried where few inputs lie inside', async () => {
    const verdict = await verify(
      doubled,
      within(0, 0, (x) => x),
      { runs: 40 },
    )
    expect(verdict).toMatchObject({ status: 'passed' })
    expect(verdict).toHaveProperty('runs', expect.any(Number))
  })
  it('ends where the law itself speaks of no input inside', async () => {
    const law = about({ domain: (x, { domain }) => domain === undefined || x > 100 })
    expect(explain(await verify(law, within(0, 50, Math.abs)))).toBe(
      'test/law was skipped: no input inside logits in [0,50]',
    )
    expect(explain(await verify(about({ domain: () => false }), sigmoid(Math.abs)))).toBe(
      'test/law was skipped: no input',
    )
  })
  it('finds and shrinks a witness inside', async () => {
    const verdict = await verify(
      doubled,
      within(20, 60, (x) => x + 1),
    )
    expect(verdict).toMatchObject({ status: 'falsified', smallest: { input: 10 } })
  })
  it('is skipped where no input lies inside', async () => {
    const none = within(300, 400, () => 0)
    expect(explain(await verify(doubled, none))).toBe(
      'test/law was skipped: no input inside logits in [300,400]',
    )
    expect(explain(await verifyAt(doubled, none, 7))).toBe(
      'test/law was skipped: sigmoid(14) lies outside logits in [300,400]',
    )
    expect(explain(await verify({ ...doubled, recorded: true }, none))).toBe(
      'test/law was skipped: no case in binary64 with logits in [300,400]',
    )
  })
})

describe('a verdict at one input', () => {
  it('is on that input alone', async () => {
    const sums = law<number[]>({
      ...about(),
      uses: ['softmax'],
      inputs: () => fc.constant([0]),
      examples: [[0]],
      *claims(z) {
        return [
          near(
            'the sum',
            (yield* ask('softmax', z)).reduce((a, b) => a + b, 0),
            1,
            1e-9,
          ),
        ]
      },
    } as Parameters<typeof law<number[]>>[0])
    expect(await verifyAt(sums, named({ softmax: naive }), [0, 1])).toMatchObject({
      status: 'passed',
      runs: 1,
    })
    expect(await verifyAt(sums, named({ softmax: naive }), [1000, 0])).toMatchObject({
      status: 'falsified',
      clearest: { input: [1000, 0] },
    })
  })
  it.each([['zero'], [[0]], [{ x: 0 }], [null]])(
    'is skipped where the law does not speak of inputs such as %j',
    async (input) => {
      expect((await verifyAt(about(), reference, input)).status).toBe('skipped')
    },
  )
  it('wants the names of a structured input, and those only', async () => {
    const pair = law({
      ...about(),
      examples: [{ logits: [0], label: 0 }],
      inputs: () => fc.constant({ logits: [0], label: 0 }),
      *claims() {
        return []
      },
    } as Parameters<typeof law>[0])
    const status = async (input: unknown) => (await verifyAt(pair, reference, input)).status
    expect(
      await Promise.all(
        [
          { logits: [1, 2], label: 1 },
          { logits: [1] },
          { logits: 1, label: 0 },
          { logits: [], label: 0, more: 1 },
          [0],
          null,
        ].map(status),
      ),
    ).toEqual(['passed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped'])
  })
})

describe('an explanation', () => {
  const falsifiedBy = async (claims: ReturnType<typeof atLeast>[], address?: string) =>
    explain(
      await verify(
        about({
          *claims() {
            return claims
          },
        }),
        reference,
        { seed: 1, runs: 1 },
      ),
      address,
    ).split('\n')
  const told = async (claim: ReturnType<typeof atLeast>) =>
    (await falsifiedBy([claim]))
      .filter((line) => /expected|got|off by/.test(line))
      .map((line) => line.trim())
  it('says what was expected and how far off the answer is', async () => {
    expect(await told(near('x', 2, 1, 2 ** -10))).toEqual([
      'expected  1 ± 0.00098',
      'got       2',
      'off by    1, 1020 times the budget',
    ])
    expect(await told(near('x', 2, 1, 0))).toEqual(['expected  1', 'got       2', 'off by    1'])
    expect(await told(atLeast('x', -1, 0, 0.5))).toEqual([
      'expected  at least -0.5',
      'got       -1',
      'off by    0.5, 1 times the budget',
    ])
    expect(await told(atMost('x', exact(3), 1, 0.5))).toEqual([
      'expected  at most 1.5',
      'got       3',
      'off by    1.5, 3 times the budget',
    ])
    expect(await told(between('x', 3, exact(0), exact(1), 2 ** -52))).toEqual([
      'expected  from 0 to 1',
      'got       3',
      'off by    2, 9.01e+15 times the budget',
    ])
    expect(await told(identical('x', 0, NaN))).toEqual(['expected  NaN', 'got       0'])
    expect(await told({ about: 'x', value: NaN, within: { budget: exact(1) } })).toEqual([
      'expected  any number',
      'got       NaN',
    ])
  })
  it('names the first claim, counts the others, and replays only where there is an address', async () => {
    const claims = [identical('x', 0, 1), identical('y', 0, 1)]
    expect(await falsifiedBy(claims, './my loss.ts')).toEqual([
      'test/law is broken',
      '  law       σ(x) ≥ 0',
      '  input     0',
      '  claim     x (and 1 more)',
      '  expected  1',
      '  got       0',
      '  why       it is a probability.',
      `  replay    losslaws replay './my loss.ts' test/law '0'`,
      expect.stringMatching(/^ {2}seed {6}1, path /),
    ])
    expect((await falsifiedBy(claims)).join()).not.toContain('replay')
  })
  it('says that accuracy is lost, where it is no more than that', async () => {
    expect(
      explain(
        await verify(
          about({
            tier: 'accurate',
            *claims() {
              return [identical('x', 0, 1)]
            },
          }),
          reference,
        ),
      ),
    ).toMatch(/^test\/law loses accuracy\n/)
  })
  it('stands even without a claim, a path or an end to the distance', async () => {
    const law = about()
    const witness = { input: 3, refuted: [], strain: Infinity }
    expect(
      explain({
        law,
        status: 'falsified',
        smallest: { ...witness, input: 1 },
        clearest: witness,
        replay: { seed: 1, path: null },
        census: {},
      }),
    ).toBe(
      'test/law is broken\n  law       σ(x) ≥ 0\n  input     3\n  why       it is a probability.\n  smallest  1',
    )
    expect(await told(between('x', exact(3), exact(1), exact(1), 0))).toEqual([
      'expected  1',
      'got       3',
      'off by    2',
    ])
  })
  it('lets no control character through but line breaks', () => {
    expect(plain('a\u001b[2Jb\r\u0007\u202ec\nd\u0085')).toBe('a�[2Jb���c\nd�')
  })
})
