import type { OperationName } from '../../../src/contract/operations.ts'
import { region, underPolicy, type Candidate } from './candidate.ts'
import { drawnNumbers, generator } from './drawn.ts'
import { allFormats, overflowOf, saturatesFrom, subnormalFrom, vanishesFrom } from './logits.ts'

const both = (xs: readonly number[]): number[] => xs.flatMap((x) => [x, -x])
/** Each number with one sign, in turn. */
const alternating = (xs: readonly number[]): number[] => xs.map((x, i) => (i % 2 === 0 ? -x : x))
const calls = (xs: readonly number[]): number[][] => [...new Set(xs)].map((x) => [x])

/** One number: through the middle, both tails, and every threshold of every format. */
// prettier-ignore
export const ofLogit = (operation: OperationName): readonly Candidate[] => [
  ...region('basic', ['Basic'], calls([0, ...both([0.5, 1, 2, 3, 4, 0.1, 0.25, 1.5, 5, 6, 7.25])])),
  ...region('tail', ['Saturated'], calls(both([8, 10, 12, 15, 17, 20, 25, 30, 36, 37, 38, 40, 50, 60, 80, 89, 104, 150, 350, 700, 746, 1000]))),
  ...region('small', ['SmallGap'], calls(both([2 ** -4, 2 ** -10, 2 ** -20, 2 ** -30, 2 ** -52, 1e-8, 2 ** -1074]))),
  ...region('overflow', ['OverflowThreshold'], calls(both(allFormats.flatMap(overflowOf)))),
  ...region('underflow', ['UnderflowThreshold'], calls(alternating(allFormats.flatMap((format) => [...subnormalFrom(format), ...vanishesFrom(format)])))),
  ...region('subnormal', ['SubnormalResult'], calls(both([9.75, 17.25, 90, 96, 103.5, 708.5, 730, 744.5]))),
  ...region('saturation', ['Saturated'], calls(alternating(allFormats.flatMap(saturatesFrom)))),
  ...region('extreme', ['Extreme'], calls(both([...allFormats.map(({ greatest }) => greatest), 1e4, 2 ** 20]))),
  ...region('infinite', ['InfiniteLogit'], calls([Infinity, -Infinity])),
  ...region('nan', ['NaNLogit'], calls([NaN])),
  ...region('signed-zero', ['NegativeZero'], calls([-0])),
  ...region('drawn', ['Drawn'], calls([5, 40, 100, 750].flatMap((reach) => [0, 1, 2, 3].flatMap((turn) => drawnNumbers(generator(`${operation}/${reach}/${turn}`), 1, reach, turn))))),
]

/** A logit and a target. */
// prettier-ignore
export const ofTargeted = (operation: OperationName): readonly Candidate[] => {
  const random = generator(`${operation}/targets`)
  return [
    ...region('basic', ['Basic'], [0, 1, -1, 2, -2, 0.5, -3, 5, 0.1].flatMap((x) => [[x, 0], [x, 1]])),
    ...region('soft-target', ['SoftTarget'], [0, 1, -1, 3, -5, 20, -40].flatMap((x) => [[x, 0.5], [x, 0.25], [x, 0.875]])),
    ...region('saturated', ['Saturated'], both([8, 10, 15, 16, 17, 20, 30, 36, 37, 38, 40, 60, 88, 104, 200, 700, 745, 800, 1000]).flatMap((x, i) => (i % 4 < 2 ? [[x, 0], [x, 1]] : [[x, x > 0 ? 0 : 1], [x, 0.5]]))),
    ...region('overflow', ['OverflowThreshold'], both(allFormats.flatMap(overflowOf)).map((x) => [x, x > 0 ? 0 : 1])),
    ...region('underflow', ['UnderflowThreshold'], alternating(allFormats.flatMap((format) => [...subnormalFrom(format), ...vanishesFrom(format)])).map((x) => [x, x > 0 ? 1 : 0])),
    ...region('subnormal', ['SubnormalResult'], [9.75, 14, 17.25, 90, 92, 103, 709, 730, 744].flatMap((x) => [[x, 1], [-x, 0]])),
    ...region('saturation', ['Saturated'], alternating(allFormats.flatMap(saturatesFrom)).map((x, i) => [x, i % 4 < 2 ? 1 : 0])),
    ...region('small', ['SmallGap'], both([2 ** -10, 2 ** -30, 1e-16]).map((x, i) => [x, i % 2])),
    ...region('tiny-target', ['SoftTarget'], [[1, 2 ** -20], [-1, 2 ** -24], [100, 2 ** -10], [-100, 1 - 2 ** -8], [0, 1 - 2 ** -10], [40, 1e-10], [-40, 1e-10]]),
    ...region('extreme', ['Extreme'], [[65504, 0], [-65504, 1], [1e8, 0], [-1e8, 1], [1e300, 0], [-1e300, 1], [65504, 1], [-65504, 0]]),
    ...underPolicy('infiniteLogit', region('infinite', ['InfiniteLogit'], [[Infinity, 1], [-Infinity, 0], [Infinity, 0], [-Infinity, 1]])),
    ...underPolicy('targetOutOfRange', region('target-out-of-range', ['TargetOutOfRange'], [[0, 2], [1, 2], [0, -1], [1, -1], [2, 1.5], [-3, -0.5], [40, 2], [-40, -1], [12, 1 + 2 ** -7], [-12, -(2 ** -10)], [0, NaN], [1, NaN], [-40, NaN]])),
    ...region('drawn', ['Drawn'], [5, 40, 400].flatMap((reach) => [0, 1, 2, 3].flatMap((turn) =>
      drawnNumbers(generator(`${operation}/${reach}/${turn}`), 2, reach, turn).map((x) => [x, Math.floor(random() * 129) / 128])))),
  ]
}
