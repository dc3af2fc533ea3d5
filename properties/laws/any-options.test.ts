import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { optionNames, type OptionName } from '../../src/contract/options.ts'
import type { Policies } from '../../src/contract/policies.ts'
import { written } from '../../src/contract/runs.ts'
import { reference } from '../../src/core/reference.ts'
import { underAnyOptionsLaws } from '../../src/laws/families/under-any-options.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import type { Together } from '../../src/laws/together.ts'
import { judgeAt, type Finding } from '../../src/verdict/judge-at.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import {
  confused,
  confusedMultilabel,
  confusedSoft,
  faults,
  zeroFrom,
} from '../doubles/options-at-fault.ts'
import { fewShapes, type Shapes } from '../../src/laws/shapes.ts'
import { isSoak, oneIn, seedsToFail } from '../soak.ts'

const seeds = seedsToFail(isSoak ? 8 : 1)
const textbook = underAnyOptionsLaws.filter(({ tier }) => tier === 'textbook')

/** What a law finds in its draws, without its examples: an input that fails. */
const caughtBy = async (
  law: AnyLaw,
  implementation: Implementation,
  seed: number,
  reach?: Shapes,
): Promise<Together | undefined> => {
  const setting = settingOf(implementation, reach)
  const verdict = await verify(
    { ...law, examples: [] },
    implementation,
    { runs: 100, seed },
    setting,
  )
  return (
    verdict.status === 'falsified' ? verdict.smallest.input
    : verdict.status === 'errored' ? verdict.input
    : undefined) as Together | undefined
}

/** The inputs that fail, from one seed, law by law. */
async function* witnesses(implementation: Implementation, seed: number, reach?: Shapes) {
  for (const law of textbook) {
    if (law.uses.every((name) => implementation.operations[name] === reference.operations[name]))
      continue
    const input = await caughtBy(law, implementation, seed, reach)
    if (input !== undefined) yield input
  }
}

const each = (implementations: readonly Implementation[]) =>
  implementations.map((it) => [it.name, it] as const)

describe('what is drawn of any options', () => {
  // Options that are confused are so in any row: a soak alone goes on to wide ones.
  const near = isSoak ? undefined : fewShapes
  const everywhere = each(oneIn(4, [...confused, ...confusedSoft, ...confusedMultilabel])).map(
    ([name, it]) => [name, it, near] as const,
  )
  const somewhere = each(faults).map(([name, it]) => [name, it, undefined] as const)
  it.each([...somewhere, ...everywhere])(
    'catches %s, with a short witness',
    { timeout: 0 },
    async (name, implementation, reach) => {
      // Off an alignment, it takes a row of 33.
      const most = name.includes('alignment') ? 300 : 150
      for (const seed of seeds) {
        const found: string[] = []
        for await (const input of witnesses(implementation, seed, reach)) {
          found.push(written(input))
          if (written(input).length <= most) break
        }
        expect(found.at(-1)?.length, `from seed ${seed}: ${found.join(' ')}`).toBeLessThanOrEqual(
          most,
        )
      }
    },
  )

  const counts = isSoak ? [2, 5, 8, 9, 17, 33, 65, 129, 1000] : [9, 1000]
  it.each(counts.flatMap((rows) => zeroFrom(rows).map((it) => [it.name, rows, it] as const)))(
    'catches that %s, with as many rows as it takes',
    { timeout: 0 },
    async (_, rows, implementation) => {
      for (const seed of seeds) {
        let found = 0
        for await (const { logits } of witnesses(implementation, seed)) {
          found++
          expect(logits).toHaveLength(rows)
        }
        expect(found, `from seed ${seed}`).toBeGreaterThan(0)
      }
    },
  )

  it.each<[string, readonly OptionName[]]>([
    ['none', []],
    ['class weights alone', ['classWeights']],
    ['all', optionNames],
  ])('holds those that an implementation declares: %s', async (_, options) => {
    const used = new Set<string>()
    for (const law of underAnyOptionsLaws)
      await verify(
        law,
        { ...reference, options },
        {
          seed: 1,
          runs: 20,
          onTry: (_, input) => Object.keys((input as Together).options).forEach((x) => used.add(x)),
        },
      )
    expect([...used].toSorted()).toEqual(['reduction', ...options].toSorted())
  })
})

/** What comes of one answer to a law at one input, under these policies beside the defaults. */
const found = (
  id: string,
  input: Together,
  answer: unknown,
  policies: Policies = {},
): 'holds' | 'fails' | 'open' => {
  const law = underAnyOptionsLaws.find((law) => law.id === id) ?? expect.unreachable(id)
  const [operation = expect.unreachable('an operation')] = law.uses
  const implementation: Implementation = {
    ...reference,
    policies,
    operations: { [operation]: () => answer },
  }
  const finding = judgeAt(law, implementation, settingOf(implementation), input) as Finding
  return (
    'held' in finding ? 'holds'
    : 'undecided' in finding ? 'open'
    : 'fails'
  )
}

/** Two classes on a level: each row costs log 2, and its gradient is ±1/2. */
const batch = (rows: number[][], labels: number[], options: Together['options']): Together => ({
  logits: rows,
  labels,
  options,
})
const [level, lost, infinite, closed] = [
  [0, 0],
  [NaN, 0],
  [Infinity, 0],
  [-Infinity, -Infinity],
]
const [none, sum, mean] = [
  { reduction: 'none' },
  { reduction: 'sum' },
  { reduction: 'mean' },
] as const
const half = [-0.5, 0.5]
const even = [0.5, 0.5]
const log2 = Math.LN2
const ignoring = { ignoreIndex: 1 }
const noRow = batch([level], [1], { ...mean, ...ignoring })
const overFour = batch([level], [1], { ...mean, ...ignoring, denominator: 4 })

describe('the loss of a batch with options', () => {
  it.each<[ReturnType<typeof found>, string, Together, unknown, Policies?]>([
    ['holds', 'NaN of its own row', batch([lost, level], [0, 0], none), [NaN, Math.LN2]],
    ['fails', 'a number for a row with NaN', batch([lost, level], [0, 0], none), [0, Math.LN2]],
    [
      'holds',
      'NaN that is lost',
      batch([lost, level], [0, 0], none),
      [0, Math.LN2],
      { nan: 'lost' },
    ],
    ['fails', 'NaN beside it', batch([lost, level], [0, 0], none), [NaN, NaN]],
    ['fails', 'a sum without NaN', batch([lost, level], [0, 0], sum), Math.LN2],
    ['open', 'a sum without NaN', batch([lost, level], [0, 0], sum), Math.LN2, { nan: 'lost' }],
    ['open', 'NaN without a weight', batch([lost], [0], { ...sum, classWeights: [0, 1] }), 0],
    ['open', 'a row with infinity', batch([infinite], [0], sum), NaN],
    ['open', 'a row wholly masked', batch([closed, level], [0, 0], mean), Infinity],
    ['holds', 'a row beside it', batch([closed, level], [0, 0], none), [NaN, Math.LN2]],
    ['fails', 'a row beside it', batch([closed, level], [0, 0], none), [NaN, NaN]],
    [
      'holds',
      'an ignored row with NaN',
      batch([lost, level], [1, 0], { ...sum, ...ignoring }),
      Math.LN2,
    ],
    [
      'fails',
      'an ignored row with NaN',
      batch([lost, level], [1, 0], { ...sum, ...ignoring }),
      NaN,
    ],
    ['holds', 'a masked class', batch([[0, -Infinity]], [0], none), [0]],
    ['fails', 'a masked class', batch([[0, -Infinity]], [0], none), [NaN]],
    ['holds', 'a masked label', batch([[0, -Infinity]], [1], none), [Infinity]],
    [
      'open',
      'smoothing of 0 at a mask',
      batch([[0, -Infinity]], [0], { ...none, labelSmoothing: 0 }),
      [NaN],
    ],
    [
      'holds',
      'smoothing at a mask',
      batch([[0, -Infinity]], [0], { ...none, labelSmoothing: 0.5 }),
      [Infinity],
    ],
    [
      'open',
      'a weight of 0 at a mask',
      batch([[0, -Infinity]], [0], { ...none, classWeights: [1, 0] }),
      [NaN],
    ],
    ['open', 'a mean over no row', noRow, 1],
    ['holds', 'a mean over no row', noRow, NaN, { allIgnoredMean: 'nan' }],
    ['fails', 'a mean over no row', noRow, NaN, { allIgnoredMean: 'zero' }],
    ['holds', 'no row over a denominator', overFour, 0],
    ['fails', 'no row over a denominator', overFour, NaN, { allIgnoredMean: 'nan' }],
    ['holds', 'a sum over no row', batch([lost], [1], { ...sum, ...ignoring }), 0],
    ['open', 'a mean over no weight', batch([level], [0], { ...mean, classWeights: [0, 1] }), NaN],
    ['open', 'a mean over no weight', batch([level], [0], { ...mean, rowWeights: [0] }), NaN],
    ['open', 'a mask before a cap', batch([[0, -Infinity]], [0], { ...none, softCap: 1 }), [1]],
    [
      'holds',
      'a mask at a temperature',
      batch([[0, -Infinity]], [0], { ...none, temperature: 2 }),
      [0],
    ],
    [
      'fails',
      'NaN in the square alone',
      batch([lost], [0], { ...none, zLoss: 1, classWeights: [0, 1] }),
      [0],
    ],
    [
      'holds',
      'the square of log-sum-exp',
      batch([level], [0], { ...none, zLoss: 1 }),
      [Math.LN2 + Math.LN2 ** 2],
    ],
    [
      'holds',
      'what a mask hides',
      batch([[0, NaN]], [0], { ...none, softCap: 1, mask: [[1, 0]] }),
      [0],
    ],
    ['fails', 'what a mask hides', batch([[0, NaN]], [0], { ...none, mask: [[1, 0]] }), [NaN]],
    ['holds', 'a hidden label', batch([level], [1], { ...none, mask: [[1, 0]] }), [Infinity]],
    ['open', 'a row wholly hidden', batch([level], [1], { ...none, mask: [[0, 0]] }), [0]],
    ['holds', 'NaN that no mask hides', batch([[NaN, 0]], [1], { ...none, mask: [[1, 1]] }), [NaN]],
    ['open', 'NaN in a row of no weight', batch([lost], [0], { ...sum, rowWeights: [0] }), 0],
    [
      'open',
      'a mask of no weight',
      batch([[0, -Infinity]], [1], { ...none, rowWeights: [0] }),
      [1],
    ],
    [
      'holds',
      'a row of no weight in a mean',
      batch([level, level], [0, 0], { ...mean, rowWeights: [0, 1] }),
      Math.LN2,
    ],
    [
      'fails',
      'a row of no weight in a mean',
      batch([level, level], [0, 0], { ...mean, rowWeights: [0, 1] }),
      Math.LN2 / 2,
    ],
  ])('%s: %s', (expected, _, input, answer, policies) => {
    expect(found('batch/any-options', input, answer, policies)).toBe(expected)
  })
})

describe('the gradient of a batch with options', () => {
  it.each<[ReturnType<typeof found>, string, Together, unknown, Policies?]>([
    ['holds', 'NaN of its own row', batch([lost, level], [0, 0], sum), [[NaN, NaN], half]],
    ['fails', 'half a row of NaN', batch([lost, level], [0, 0], sum), [[NaN, 0], half]],
    [
      'fails',
      'NaN beside it',
      batch([lost, level], [0, 0], sum),
      [
        [NaN, NaN],
        [NaN, NaN],
      ],
    ],
    ['holds', 'a row beside infinity', batch([infinite, level], [0, 0], sum), [[NaN, 3], half]],
    [
      'fails',
      'a row beside infinity',
      batch([infinite, level], [0, 0], sum),
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'holds',
      'an ignored row with NaN',
      batch([lost, level], [1, 0], { ...mean, ...ignoring }),
      [[0, 0], half],
    ],
    [
      'fails',
      'an ignored row with NaN',
      batch([lost, level], [1, 0], { ...mean, ...ignoring }),
      [[NaN, 0], half],
    ],
    [
      'holds',
      'a weight of 0 at a mask',
      batch([[0, -Infinity]], [1], { ...none, classWeights: [1, 0] }),
      [[0, 0]],
    ],
    [
      'fails',
      'a weight of 0 at a mask',
      batch([[0, -Infinity]], [1], { ...none, classWeights: [1, 0] }),
      [[0, NaN]],
    ],
    [
      'holds',
      'a mask in a row of no weight',
      batch([[0, -Infinity]], [1], { ...none, rowWeights: [0] }),
      [[0, 0]],
    ],
    ['open', 'a mean over no row', noRow, [[NaN, 1]]],
    ['holds', 'a mean over no row', noRow, [[NaN, 0]], { allIgnoredMean: 'nan' }],
    ['fails', 'a mean over no row', noRow, [[NaN, 0]], { allIgnoredMean: 'zero' }],
    [
      'open',
      'a mean over no weight',
      batch([level], [0], { ...mean, classWeights: [0, 1] }),
      [[NaN, 0]],
    ],
  ])('%s: %s', (expected, _, input, answer, policies) => {
    expect(found('batch/gradient-any-options', input, answer, policies)).toBe(expected)
  })
})

describe('a batch of rows with weights', () => {
  const soft = (
    logits: number[][],
    targets: number[][],
    options: Together['options'],
  ): Together => ({ logits, targets, options })
  it.each<[ReturnType<typeof found>, string, Together, unknown]>([
    ['holds', 'NaN of its own row', soft([lost, level], [even, even], none), [NaN, log2]],
    ['fails', 'NaN beside it', soft([lost, level], [even, even], none), [NaN, NaN]],
    ['open', 'NaN without a weight', soft([lost], [[0, 0]], none), [0]],
    ['holds', 'a row without weights', soft([level], [[0, 0]], none), [0]],
    ['holds', 'weights of more than 1', soft([level], [[1, 1]], none), [2 * log2]],
    ['holds', 'a mean over rows', soft([level, level], [even, [0, 0]], mean), log2 / 2],
    [
      'holds',
      'a mean over rows, whatever their classes weigh',
      soft([level], [even], { ...mean, classWeights: [2, 2] }),
      2 * log2,
    ],
    [
      'fails',
      'a mean over the weights of classes',
      soft([level], [even], { ...mean, classWeights: [2, 2] }),
      log2,
    ],
    ['holds', 'a mask with a weight', soft([[0, -Infinity]], [even], none), [Infinity]],
    ['open', 'a mask without a weight', soft([[0, -Infinity]], [[1, 0]], none), [NaN]],
    [
      'fails',
      'NaN of what a mask hides',
      soft([[0, NaN]], [[1, 0]], { ...none, mask: [[1, 0]] }),
      [NaN],
    ],
    ['open', 'a mean over no weight', soft([level], [even], { ...mean, rowWeights: [0] }), NaN],
  ])('%s: %s', (expected, _, input, answer) => {
    expect(found('soft-batch/any-options', input, answer)).toBe(expected)
  })
})

describe('rows of binary losses', () => {
  const entries = (
    logits: number[][],
    targets: number[][],
    options: Together['options'],
  ): Together => ({ logits, targets, options })
  it.each<[ReturnType<typeof found>, string, Together, unknown]>([
    ['holds', 'NaN of its own', entries([lost], [[1, 1]], none), [[NaN, log2]]],
    ['fails', 'NaN of another class', entries([lost], [[1, 1]], none), [[NaN, NaN]]],
    ['fails', 'NaN that is lost', entries([lost], [[1, 1]], none), [[0, log2]]],
    [
      'holds',
      'NaN without a weight of positives',
      entries([lost], [[1, 1]], { ...none, positiveWeights: [0, 1] }),
      [[0, log2]],
    ],
    [
      'holds',
      'NaN without a weight of its class',
      entries([lost], [[1, 1]], { ...none, classWeights: [0, 1] }),
      [[0, log2]],
    ],
    ['holds', 'a mean over entries', entries([level, level], [even, even], mean), log2],
    ['fails', 'a mean over rows', entries([level, level], [even, even], mean), 2 * log2],
    [
      'holds',
      'a mean over weights of rows',
      entries([level, level], [even, even], { ...mean, rowWeights: [0.5, 1] }),
      log2,
    ],
    [
      'holds',
      'a mean over entries, whatever their classes weigh',
      entries([level], [even], { ...mean, classWeights: [2, 2] }),
      2 * log2,
    ],
    ['open', 'a mean over no weight', entries([level], [even], { ...mean, rowWeights: [0] }), NaN],
  ])('%s: %s', (expected, _, input, answer) => {
    expect(found('multilabel/any-options', input, answer)).toBe(expected)
  })
})

describe('a column with a weight of positives', () => {
  const column = (target: number, posWeight: number): Together => ({
    logits: [NaN, 0],
    targets: [target, 0],
    options: { reduction: 'none', posWeight },
  })
  it.each<[ReturnType<typeof found>, string, Together, unknown]>([
    ['holds', 'NaN of its own', column(1, 2), [NaN, Math.LN2]],
    ['fails', 'NaN that is lost', column(1, 2), [0, Math.LN2]],
    ['fails', 'NaN beside it', column(1, 2), [NaN, NaN]],
    ['holds', 'NaN without a weight', column(1, 0), [0, Math.LN2]],
    ['fails', 'NaN with the weight of negatives', column(0, 0), [0, Math.LN2]],
  ])('%s: %s', (expected, _, input, answer) => {
    expect(found('binary-batch/any-options', input, answer)).toBe(expected)
  })
})
