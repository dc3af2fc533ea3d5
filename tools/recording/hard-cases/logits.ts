import { exact } from '../../../src/arithmetic/exact.ts'
import { formats, neighbours, round, type Format } from '../../../src/arithmetic/format.ts'
import type { Flag } from '../notes.ts'
import { formatNames } from '../../../src/records/words.ts'

/** Logits of one region, of which every operation on logits makes its own calls. */
export type Logits = {
  readonly region: string
  readonly flags: readonly Flag[]
  readonly comment?: string
  readonly logits: readonly (readonly number[])[]
}

/** The numbers of a format next to a real one, or to both sides of it. */
export const around = (x: number, format: Format): number[] => {
  const [below, above] = [round(exact(x), format, 'down'), round(exact(x), format, 'up')]
  return below === above ? [below, neighbours(x, format).above] : [below, above]
}
export const allFormats: readonly Format[] = formatNames.map((name) => formats[name])

/**
 * Where e^x overflows; where e^-x becomes subnormal; where it vanishes; and where 1 + e^-x is 1.
 */
export const overflowOf = (format: Format): number[] => around(Math.log(format.greatest), format)
export const subnormalFrom = (format: Format): number[] =>
  around(-Math.log(format.leastNormal), format)
export const vanishesFrom = (format: Format): number[] =>
  around(-Math.log(format.least) + Math.LN2, format)
export const saturatesFrom = (format: Format): number[] =>
  around(format.precision * Math.LN2, format)

/** Results between the least normal and the least number of each format. */
// prettier-ignore
const subnormal = [9.75, 11, 14, 16.5, 17.25, 88, 90, 92, 95, 100, 103, 709, 720, 735, 744, 745]
// prettier-ignore
const gaps = [0.125, 0.5, 2, 5, 8, 10, 12, 15, 17, 20, 25, 30, 36, 38, 40, 50, 60, 80, 89, 104, 115, 200, 350, 700, 746, 1000]

// prettier-ignore
export const logitRegions: readonly Logits[] = [
  { region: 'basic', flags: ['Basic'], logits: [
    [1, 0], [0, 1], [2, 1, 0], [0, 1, 2], [0.5, -0.5], [-1, -2], [1, 2, 3, 4], [-3, 0.25, 1.5], [0.1, 0.2, 0.3], [3, 1, 0.2], [-0.1, 0.7], [4, -4, 2], [6, 5.5],
    [-5, -3, -4], [2.5, 2, -1, 0], [7, 0, 3],
  ] },
  { region: 'one-class', flags: ['OneClass'], logits: [[0], [12], [-750], [1000], [-1000], [89], [0.1], [-17.5], [2 ** -30], [65504]] },
  { region: 'equal', flags: ['Equal', 'Tie'], logits: [
    [0, 0], [0, 0, 0], [1, 1, 1, 1], [1000, 1000], [-1000, -1000], [89, 89, 89], [12, 12], [0.1, 0.1, 0.1], [-750, -750, -750], [1e8, 1e8], [5, 5, 5, 5, 5],
  ] },
  { region: 'tie', flags: ['Tie'], logits: [
    [1, 1, 0], [0, 1, 1], [1, 0, 1], [10, 10, -10], [1000, 1000, 0], [-1000, -1000, -1001], [0, -40, 0], [40, 40, 39.5, 0], [-0.5, -0.5, -1], [89, 0, 89],
  ] },
  { region: 'gap', flags: ['LargeGap'], logits: gaps.flatMap((gap, i) => (i % 2 === 0 ? [[gap, 0]] : [[0, gap]])) },
  { region: 'gap-below-zero', flags: ['LargeGap'], logits: [5, 10, 17, 20, 37, 40, 88, 104, 200, 745, 800].map((gap, i) => (i % 2 === 0 ? [0, -gap] : [-gap / 2, -gap, 0])) },
  { region: 'small-gap', flags: ['SmallGap'], logits: [
    [2 ** -10, 0], [0, 2 ** -20], [2 ** -40, 0], [1, 1 - 2 ** -8], [1 + 2 ** -10, 1], [0, 1e-12, 1e-6], [0.3, 0.1 + 0.2], [10, 10 + 2 ** -6, 10], [2 ** -52, 0], [1e-300, 0],
  ] },
  { region: 'overflow', flags: ['OverflowThreshold'], comment: 'On either side of the logit at which e^x overflows in a format.', logits: allFormats.flatMap((format) => {
    const [last = 0, first = 0] = overflowOf(format)
    return [[last, 0], [0, first], [last, last], [-first, first, 0]]
  }) },
  { region: 'overflow-of-the-sum', flags: ['OverflowThreshold'], comment: 'Each exponential fits, and their sum does not.', logits: allFormats.flatMap((format) => {
    const [last = 0] = overflowOf(format)
    const [half = 0] = around(Math.log(format.greatest / 2) + 0.03, format)
    return [[half, half], [half, last, half]]
  }) },
  { region: 'underflow', flags: ['UnderflowThreshold'], comment: 'On either side of the gap at which e^-x becomes subnormal, or vanishes, in a format.', logits: allFormats.flatMap((format) =>
    [...subnormalFrom(format), ...vanishesFrom(format)].map((gap, i) => (i % 2 === 0 ? [0, -gap] : [-gap, 0]))) },
  { region: 'all-underflow', flags: ['UnderflowThreshold'], comment: 'Every exponential of a raw logit vanishes.', logits: [[-750, -751], [-104, -105], [-18, -17.5], [-1000, -1001, -1000.5], [-94, -95], [-12, -20, -30], [-800, -700]] },
  { region: 'subnormal', flags: ['SubnormalResult'], comment: 'The least probability is subnormal in a format.', logits: subnormal.map((gap, i) => (i % 3 === 0 ? [gap, 0] : i % 3 === 1 ? [0, gap] : [-1, -gap, 0])) },
  { region: 'saturation', flags: ['LargeGap'], comment: 'On either side of the gap at which 1 + e^-x is 1 in a format.', logits: allFormats.flatMap((format) => saturatesFrom(format).map((gap, i) => (i % 2 === 0 ? [gap, 0] : [0, gap, 0]))) },
  { region: 'offset', flags: ['Offset'], logits: [
    [50, 49], [-50, -51], [700, 699.5], [-700, -701, -702], [1000, 999], [-1000, -1001], [1e4, 9999], [-1e4, -10001], [1e4, 1e4 + 8], [65504, 65472], [1e8, 1e8 - 8], [-1e8, -1e8 + 8],
    [2 ** 27 + 0.5, 2 ** 27], [2 ** 53, 2 ** 53 - 1], [-(2 ** 53), -(2 ** 53) + 1, -(2 ** 53) + 2], [1e15 + 0.5, 1e15, 1e15 - 1], [100.25, 100, 99], [300, 299.75, 260],
  ] },
  { region: 'ladder', flags: ['LargeGap', 'ManyClasses'], logits: [
    [0, -1, -2, -3, -4], [4, 3, 2, 1, 0], [0, -10, -20, -30], [-30, -20, -10, 0], [0, 100, 200, 300], [0, -20, -40, -60], [1000, 0, -1000], [-1000, 0, 1000], [40, 20, 0, -20, -40], [89, 12, 710],
  ] },
  { region: 'many', flags: ['ManyClasses'], logits: [Array<number>(10).fill(0), Array.from({ length: 8 }, (_, i) => i), Array.from({ length: 12 }, (_, i) => -i / 2), [20, ...Array<number>(9).fill(0)]] },
  { region: 'masked', flags: ['Masked'], logits: [
    [0, -Infinity], [-Infinity, 0], [-Infinity, 1, 0], [1000, -Infinity], [-Infinity, -1000, -Infinity], [2, -Infinity, 1], [-Infinity, -Infinity, 3], [-Infinity, 0, 0], [-40, -Infinity, 0], [-750, -Infinity], [710, -Infinity, 710], [0, 1, -Infinity, 2],
  ] },
  { region: 'extreme', flags: ['Extreme'], logits: [
    ...allFormats.flatMap(({ name, greatest, least }, i) => [i % 2 === 0 ? [name === 'binary64' ? 2 ** 1020 : greatest, 0] : [0, -greatest], [greatest, greatest], [least, -least, 1]]), [-1e300, 0], [65504, -65504], [2 ** -149, 40],
  ] },
  { region: 'signed-zero', flags: ['NegativeZero'], logits: [[-0, 0], [-0], [-0, 1], [0, -0, -1]] },
]

/**
 * The same regions with every second vector of the larger ones, everyday logits apart: what weights
 * skip is taken here.
 */
export const thinned: readonly Logits[] = logitRegions.map((x) =>
  x.logits.length <= 10 ?
    x
  : { ...x, logits: x.logits.filter((_, i) => x.region === 'basic' || i % 2 === 0) },
)
