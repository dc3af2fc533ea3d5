import type { OperationName } from '../../../src/contract/operations.ts'
import { region, underPolicy, type Candidate } from './candidate.ts'
import { drawnLogits } from './drawn.ts'
import { thinned, type Logits } from './logits.ts'

/** Everyday logits are asked for every label; elsewhere the first and the last take turns. */
const labelsOf = ({ region: name }: Logits, z: readonly number[], i: number): number[] =>
  name === 'basic' || name === 'masked' ?
    [...new Set([0, z.length - 1])]
  : [i % 2 === 0 ? 0 : z.length - 1]

const shared = (): Candidate[] =>
  thinned.flatMap((x) =>
    region(
      x.region,
      x.flags,
      x.logits.flatMap((z, i) => labelsOf(x, z, i).map((y) => [z, y])),
      x.comment,
    ),
  )
const drawn = (name: string, count: number) =>
  drawnLogits(name, count).map((z, i) => [z, i % z.length])
const withNaN = [
  [[NaN, 0], 0],
  [[0, NaN], 0],
  [[NaN], 0],
  [[1000, NaN, 0], 2],
  [[2, 1, NaN, NaN], 1],
] as const
// prettier-ignore
const outOfRange = [[[0, 0], 2], [[0, 0], -1], [[0], 1], [[1, 2, 3], 3], [[1, 2, 3], -3], [[1, 2, 3], 100], [[5], -1], [[1000, 0], -2], [[0, 0], 1.5], [[0, 0], 0.5], [[1, 0, 2], 1.5], [[0], 0.5], [[0, 0], NaN], [[5], NaN], [[0, 0], Infinity], [[0, 0], -Infinity], [[1, 0], -5], [[0, 0], 256], [[1, 0], 257], [[0, 0], 65536], [[0, 0], 2 ** 31], [[0, 0], 2 ** 31 + 1], [[0, 0], 2 ** 32], [[1, 0], 2 ** 32 + 1], [[0, 0], -(2 ** 32)], [[0, 0], 2 ** 53], [[1000, 0], 3]] as const
const unclassed = underPolicy(
  'labelOutOfRange',
  region('label-out-of-range', ['LabelOutOfRange'], outOfRange),
)

/** What only some operations on a row and a label have an answer to. */
const beyond: Readonly<Partial<Record<OperationName, readonly Candidate[]>>> = {
  crossEntropy: [
    ...region(
      'long',
      ['ManyClasses'],
      [
        [Array<number>(64).fill(0), 63],
        [Array.from({ length: 64 }, (_, i) => i / 8), 0],
      ],
    ),
    ...underPolicy('nan', region('nan', ['NaNLogit'], withNaN)),
    ...unclassed,
  ],
  crossEntropyGradient: unclassed,
}

export const ofLabelled = (operation: OperationName): readonly Candidate[] => [
  ...shared(),
  ...(beyond[operation] ?? []),
  ...region('drawn', ['Drawn'], drawn(operation, 24)),
]
