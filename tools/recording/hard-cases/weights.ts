import { at } from '../../../src/arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../../../src/contract/operations.ts'
import type { Flag } from '../notes.ts'
import { region, underPolicy, type Candidate } from './candidate.ts'
import { drawnCotangent, drawnLogits, drawnNumbers, drawnWeights, generator } from './drawn.ts'
import { logitRegions } from './logits.ts'

/** Patterns that are laid over logits, as many entries as there are. */
type Patterns = readonly (readonly number[])[]
const laid = (pattern: readonly number[], z: readonly number[]): number[] =>
  z.map((_, i) => at(pattern, i % pattern.length))

// prettier-ignore
const shares: Patterns = [[0.5, 0.5, 0], [0.25, 0.75], [0.125, 0.625, 0.25], [0.75, 0, 0.25]]
const oneHot: Patterns = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
]
// prettier-ignore
const masses: Patterns = [[2, 0, 1], [1, 1, 1], [0.5, 0.25, 0], [0.125, 0, 0.0625], [0, 0]]
// prettier-ignore
const signed: Patterns = [[1, -1, 0.5], [2, -1, 0], [-3, 0.5, 1], [0, 1, -2]]

/** Soft labels stay where no format's products overflow: at 2^-8 of its greatest number. */
const isModerate = (z: readonly number[]): boolean =>
  z.every((x) => Math.abs(x) <= 1000 || x === -Infinity)
const skipped = new Set([
  'one-class',
  'small-gap',
  'overflow-of-the-sum',
  'all-underflow',
  'ladder',
  'many',
  'signed-zero',
])
const regions = logitRegions
  .filter((x) => !skipped.has(x.region))
  .map((x) => ({ ...x, logits: x.logits.filter((z) => z.length > 1 && isModerate(z)) }))

/**
 * Every region under patterns that take turns. A masked class has weight 0, else its loss is
 * infinite.
 */
const shared = (patterns: Patterns, flag: Flag, every: number): Candidate[] =>
  regions.flatMap((x) =>
    region(
      x.region,
      [...new Set([...x.flags, flag])],
      x.logits
        .filter((_, i) => i % every === 0 || x.region === 'masked')
        .map((z, i) => [
          z,
          laid(at(patterns, i % patterns.length), z).map((t, j) =>
            z[j] === -Infinity && i % 2 === 0 ? 0 : t,
          ),
        ]),
      x.comment,
    ),
  )

// prettier-ignore
const few = [[0, 0], [1, 0], [0, 1, 2], [40, 0], [-1000, -1000, -1001], [2, -1, 0.5]]
const under = (name: string, flags: readonly Flag[], patterns: Patterns): Candidate[] =>
  region(
    name,
    flags,
    few.flatMap((z) =>
      patterns.filter((p) => p.length >= Math.min(z.length, 2)).map((p) => [z, laid(p, z)]),
    ),
  )

const drawn = (
  name: string,
  count: number,
  of: (random: () => number, n: number) => number[],
): Candidate[] => {
  const random = generator(`${name}/weights`)
  return region(
    'drawn',
    ['Drawn'],
    drawnLogits(name, count).map((z) => [z, of(random, z.length)]),
  )
}

/** Weights of classes: shares, and of any mass; a gradient is asked for signed ones too. */
export const ofWeighted = (operation: OperationName): readonly Candidate[] =>
  [
    ...shared(shares, 'SoftTarget', 3),
    ...under('one-hot', ['ZeroWeight'], oneHot),
    ...under('mass', ['SoftTarget', 'MassNotOne'], masses),
    ...drawn(operation, 18, drawnWeights),
    ...(rowOf(operation).role === 'value' ? [] : under('signed', ['MassNotOne'], signed)),
  ].filter((it) => operation !== 'klDivergence' || !isOwnTarget(it))

/** Whether log t + log N is 0 for every weight: no number of digits decides that such a sum is. */
const isOwnTarget = ({ arguments: args }: Candidate): boolean => {
  const [z, target] = args as readonly (readonly number[])[]
  return (
    z !== undefined
    && z.every((x) => x === z[0])
    && target?.every((t) => t === 0 || t * z.length === 1) === true
  )
}

/** What a row without a slope is pulled back to, which policies decide. */
const undecided = [
  ...underPolicy(
    'allNegInfRow',
    region(
      'all-masked',
      ['AllMasked', 'Cotangent'],
      [[1], [1, 0], [1, -1, 2]].map((g) => [g.map(() => -Infinity), g]),
    ),
  ),
  ...underPolicy(
    'posInfLogit',
    region(
      'infinite',
      ['InfiniteLogit', 'Cotangent'],
      [
        [[Infinity], [1]],
        [
          [0, Infinity],
          [1, 0],
        ],
        [
          [1000, Infinity, 2],
          [1, -1, 2],
        ],
      ],
    ),
  ),
]

/** Cotangents, which are signed. */
export const ofCotangents = (operation: OperationName): readonly Candidate[] => [
  ...shared(signed, 'Cotangent', 3),
  ...under('one-hot', ['Cotangent'], oneHot),
  ...under(
    'constant',
    ['Cotangent'],
    [
      [1, 1],
      [-2, -2, -2],
    ],
  ),
  ...under('signed', ['Cotangent'], signed),
  ...region(
    'fine',
    ['Cotangent'],
    drawnLogits(`${operation}/fine`, 8).map((z, i) => [
      z,
      drawnNumbers(generator(`${operation}/${i}`), z.length, 4, i),
    ]),
  ),
  ...drawn(operation, 18, drawnCotangent),
  ...(operation === 'softmaxVjp' ? undecided : []),
]

/** Directions, which are signed too; beside a label, which takes turns. */
export const ofDirections = (operation: OperationName): readonly Candidate[] => {
  const cases = [
    ...shared(signed, 'Direction', 6),
    ...under('constant', ['Direction'], [[1, 1, 1]]),
    ...under('signed', ['Direction'], signed),
    ...drawn(operation, 12, drawnCotangent),
  ]
  return rowOf(operation).takes.includes('label') ? cases.map(labelled) : cases
}
const labelled = (candidate: Candidate, i: number): Candidate => {
  const [z, v] = candidate.arguments as readonly number[][]
  return { ...candidate, arguments: [z, i % (z?.length ?? 1), v] }
}
