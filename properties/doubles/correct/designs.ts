import type { FormatName } from '../../../src/arithmetic/format.ts'
import type { Design } from './implementation.ts'
import { blocks, folded, online } from './masses.ts'
import { binary, fused } from './powers.ts'
import { kahan, lanes, pairwise, reversed } from './sums.ts'

/** No overflow comes near, and the greatest logits keep a few digits behind the point. */
const ordinary = { logits: [-1e4, 1e4] } as const
/** log2(e) times a logit does not overflow. */
const wide = { logits: [-1e8, 1e8] } as const
/** Logits in a narrow format, read and summed in binary32. */
const stored = (logits: FormatName, results: FormatName) => ({
  logits,
  arithmetic: 'binary32' as const,
  results,
})
const narrowThroughout = (name: FormatName) => ({ logits: name, arithmetic: name, results: name })

const inDoubles: readonly Design[] = [
  { name: 'binary64, in sequence', format: 'binary64' },
  { name: 'binary64, pairwise', format: 'binary64', sum: pairwise, mean: 'reciprocal' },
  {
    name: 'binary64, 8 lanes',
    format: 'binary64',
    sum: lanes(8),
    probabilities: 'reciprocal',
    pull: 'terms',
  },
  { name: 'binary64, Kahan', format: 'binary64', sum: kahan, label: 'nan', target: 'nan' },
  { name: 'binary64, from the end', format: 'binary64', sum: reversed, infinite: 'limit' },
  { name: 'binary64, online', format: 'binary64', mass: online },
  { name: 'binary64, blocks of 4', format: 'binary64', mass: blocks(4), softplus: 'log' },
  {
    name: 'binary64, exp2 of 2 ulp',
    format: 'binary64',
    domain: wide,
    powers: binary,
    habits: { ulp: 2 },
  },
  {
    name: 'binary64, exp of 2 ulp, mean by 1/N',
    format: 'binary64',
    mean: 'reciprocal',
    habits: { ulp: 2 },
  },
  {
    name: 'binary64, exp of 4.5 ulp, 32 lanes, tanh',
    format: 'binary64',
    elementary: { ulp: 4.5 },
    sum: lanes(32),
    sigmoid: 'tanh',
    habits: { ulp: 4.5 },
  },
  { name: 'binary64, logaddexp', format: 'binary64', mass: folded },
  {
    name: "binary64, lse - z_y, e^(z - lse), torch's BCE",
    format: 'binary64',
    domain: wide,
    loss: 'lse',
    probabilities: 'lse',
    binary: 'torch',
  },
]

const inSingles: readonly Design[] = [
  {
    name: "binary32, in sequence, torch's BCE",
    format: 'binary32',
    domain: wide,
    binary: 'torch',
  },
  { name: 'binary32, pairwise, lse - z_y', format: 'binary32', sum: pairwise, loss: 'lse' },
  {
    name: 'binary32, 32 lanes, reciprocal of 2 ulp',
    format: 'binary32',
    sum: lanes(32),
    probabilities: 'reciprocal',
    mean: 'reciprocal',
    habits: { ulp: 2, divisionUlp: 2 },
  },
  { name: 'binary32, Kahan, tanh', format: 'binary32', sum: kahan, sigmoid: 'tanh', pull: 'terms' },
  { name: 'binary32, from the end', format: 'binary32', sum: reversed, softplus: 'log' },
  { name: 'binary32, online', format: 'binary32', mass: online, label: 'nan', target: 'error' },
  {
    name: 'binary32, blocks of 4, e^(z - lse)',
    format: 'binary32',
    domain: ordinary,
    sum: lanes(8),
    mass: blocks(4),
    probabilities: 'lse',
  },
  {
    name: 'binary32, exp2 of 2 ulp, 8 lanes',
    format: 'binary32',
    pull: 'terms',
    domain: wide,
    sum: lanes(8),
    powers: binary,
    habits: { ulp: 2 },
  },
  {
    name: 'binary32, exp2 with FMA',
    format: 'binary32',
    domain: ordinary,
    powers: fused,
    habits: { ulp: 2 },
  },
  {
    name: 'binary32, exp of 4.5 ulp, softplus by log',
    format: 'binary32',
    elementary: { ulp: 4.5 },
    softplus: 'log',
    habits: { ulp: 4.5 },
  },
  { name: 'binary32, logaddexp', format: 'binary32', domain: ordinary, mass: folded, loss: 'lse' },
  {
    name: 'binary32, subnormal results flushed',
    format: 'binary32',
    habits: { flushes: 'results' },
  },
  {
    name: 'binary32, subnormals flushed, 32 lanes',
    format: 'binary32',
    pull: 'terms',
    sum: lanes(32),
    habits: { flushes: 'all' },
  },
]

const inMixedFormats: readonly Design[] = [
  { name: 'bfloat16 stored, 8 lanes', format: 'bfloat16', sum: lanes(8), pull: 'terms' },
  {
    name: 'bfloat16 to binary32, exp2, 32 lanes, lse - z_y',
    format: stored('bfloat16', 'binary32'),
    domain: ordinary,
    sum: lanes(32),
    powers: binary,
    loss: 'lse',
    probabilities: 'lse',
    habits: { ulp: 2 },
  },
  {
    name: "bfloat16 with losses in binary32, online, torch's BCE",
    format: {
      logits: 'bfloat16',
      arithmetic: 'binary32',
      results: {
        default: 'bfloat16',
        logSumExp: 'binary32',
        zLoss: 'binary32',
        crossEntropy: 'binary32',
        softCrossEntropy: 'binary32',
        binaryCrossEntropy: 'binary32',
        batchCrossEntropy: 'binary32',
        batchBinaryCrossEntropy: 'binary32',
      },
    },
    domain: wide,
    mass: online,
    loss: 'lse',
    binary: 'torch',
  },
  {
    name: 'bfloat16 with targets in binary32, pairwise',
    format: { ...stored('bfloat16', 'bfloat16'), targets: 'binary32' },
    sum: pairwise,
    softplus: 'log',
  },
  {
    name: 'bfloat16 stored, exp2 with FMA, reciprocal of 2 ulp',
    format: 'bfloat16',
    domain: ordinary,
    powers: fused,
    sum: lanes(32),
    probabilities: 'reciprocal',
    habits: { ulp: 2, divisionUlp: 2 },
  },
  {
    name: 'binary16 stored, blocks of 4',
    format: 'binary16',
    mass: blocks(4),
    sum: lanes(8),
    label: 'nan',
    target: 'nan',
  },
  {
    name: "binary16 to binary32, lse - z_y, tanh, torch's BCE",
    format: stored('binary16', 'binary32'),
    binary: 'torch',
    loss: 'lse',
    sum: pairwise,
    sigmoid: 'tanh',
  },
  {
    name: 'binary32 stored, binary64 sums',
    format: { logits: 'binary32', arithmetic: 'binary64', results: 'binary32' },
    probabilities: 'reciprocal',
  },
  { name: 'bfloat16 throughout', format: narrowThroughout('bfloat16') },
  {
    // A sum of many losses would overflow where their mean does not.
    name: 'binary16 throughout, mean of quotients',
    format: narrowThroughout('binary16'),
    pull: 'terms',
    mean: 'terms',
    softplus: 'log',
  },
]

/** What is right in many ways, in every format. */
export const designs: readonly Design[] = [...inDoubles, ...inSingles, ...inMixedFormats]
