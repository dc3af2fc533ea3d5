import type { OperationName } from '../../../src/contract/operations.ts'
import { region, underPolicy, type Candidate } from './candidate.ts'
import { drawnLogits } from './drawn.ts'
import { thinned } from './logits.ts'

const shared = (): Candidate[] =>
  thinned.flatMap(({ region: name, flags, logits, comment }) =>
    region(
      name,
      flags,
      logits.map((z) => [z]),
      comment,
    ),
  )
// prettier-ignore
const withNaN = [[NaN, 0], [0, NaN], [NaN], [1000, NaN, 0], [NaN, -Infinity], [2, 1, NaN, NaN]].map((z) => [z])
// prettier-ignore
const masked = [[-Infinity], [-Infinity, -Infinity], [-Infinity, -Infinity, -Infinity]].map((z) => [z])
// prettier-ignore
const infinite = [[Infinity], [Infinity, 0], [0, Infinity], [1000, Infinity, -1000], [-Infinity, Infinity], [2, 1, Infinity, 0]].map((z) => [z])

/** Sums that are 0 or infinite, of which a logarithm has a value. */
const ofMass = [
  ...region('all-masked', ['AllMasked'], masked),
  ...region('infinite', ['InfiniteLogit'], infinite),
]

/** What only some operations on a row have an answer to. */
const beyond: Readonly<Partial<Record<OperationName, readonly Candidate[]>>> = {
  softmax: [
    ...underPolicy('nan', region('nan', ['NaNLogit'], withNaN)),
    ...underPolicy('allNegInfRow', region('all-masked', ['AllMasked'], masked)),
    ...underPolicy('posInfLogit', region('infinite', ['InfiniteLogit'], infinite)),
  ],
  logSumExp: [
    ...region(
      'long',
      ['ManyClasses'],
      [100, 33].flatMap((n) => [
        [Array<number>(n).fill(0)],
        [Array.from({ length: n }, (_, i) => i / 8)],
      ]),
    ),
    ...ofMass,
  ],
  mergeLogSumExp: ofMass,
}

export const ofRow = (operation: OperationName): readonly Candidate[] => [
  ...shared(),
  ...(beyond[operation] ?? []),
  ...region(
    'drawn',
    ['Drawn'],
    drawnLogits(operation, 24).map((z) => [z]),
  ),
]
