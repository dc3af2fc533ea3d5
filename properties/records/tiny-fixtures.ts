import type { Case, Fixture } from '../../src/records/fixture.ts'
import type { OperationName } from '../../src/contract/operations.ts'

/**
 * Files of cases small enough to check by hand: what a law, a request and a judgement are made
 * from.
 */
export const fixture = (operation: OperationName, cases: readonly Case[]): Fixture => ({
  format: 2,
  suite: '1.0.0',
  operation,
  definition: `${operation}, as everybody knows`,
  certified: ['one engine', 'another'],
  notes: {},
  cases,
  digest: '',
})

const everywhere = ['binary64', 'binary32', 'binary16', 'bfloat16'] as const
const ulps = (...budget: number[]) => Object.fromEntries(everywhere.map((name) => [name, budget]))
const textbook = (...budget: number[]) => ({ rule: 'softmax/value', ...ulps(...budget) })
export const point = (...entries: string[]) => ({ lo: entries, hi: entries })
const common = { rev: 1, flags: [], words: [], exactIn: everywhere, kills: [], hash: '' }

/** softmax([1, 0]) to 50 digits, and softmax([710, 0]). */
const oneAbove = {
  lo: [
    '0.73105857863000487925115924182183627436514464016505',
    '0.26894142136999512074884075817816372563485535983494',
  ],
  hi: [
    '0.73105857863000487925115924182183627436514464016506',
    '0.26894142136999512074884075817816372563485535983495',
  ],
}
const farAbove = {
  lo: [
    '0.99999999999999999999999999999999999999999999999999',
    '4.4762862256751298159094504343106181101262704152e-309',
  ],
  hi: ['1', '4.4762862256751298159094504343106181101262704153e-309'],
}

export const softmax = fixture('softmax', [
  {
    ...common,
    id: 'softmax/tie/001',
    arguments: [[0, 0]],
    result: point('0.5', '0.5'),
    budget: { textbook: textbook(2, 2) },
  },
  {
    ...common,
    id: 'softmax/overflow/001',
    arguments: [[710, 0]],
    exactIn: ['binary64', 'binary32', 'binary16'],
    result: farAbove,
    budget: { textbook: textbook(4, 800) },
  },
  {
    ...common,
    id: 'softmax/gap/001',
    rev: 2,
    arguments: [[1, 0]],
    result: oneAbove,
    budget: { textbook: textbook(8, 8), accurate: { rule: 'softmax/accurate', binary64: [4, 4] } },
  },
  { ...common, id: 'softmax/special/001', arguments: [[NaN, 0]], result: point('NaN', 'NaN') },
  {
    ...common,
    id: 'softmax/masked/001',
    arguments: [[-Infinity, -Infinity]],
    policy: {
      name: 'allNegInfRow',
      results: { nan: point('NaN', 'NaN'), zero: point('0', '0'), uniform: point('0.5', '0.5') },
    },
    budget: { textbook: textbook(2, 2) },
  },
])

export const crossEntropy = fixture('crossEntropy', [
  { ...common, id: 'cross-entropy/label/001', arguments: [[0, 0], 2], error: 'labelOutOfRange' },
  { ...common, id: 'cross-entropy/label/002', arguments: [[0, 0], -1], error: 'labelOutOfRange' },
])

export const batch = fixture('batchCrossEntropy', [
  {
    ...common,
    id: 'batch-cross-entropy/ignored/001',
    arguments: [[[0], [3]], [0, -1], { reduction: 'none', ignoreIndex: -1 }],
    needs: ['ignoreIndex'],
    result: point('0', '0'),
    budget: { textbook: textbook(1, 0) },
  },
])

export const tiny = [softmax, crossEntropy, batch] as const
