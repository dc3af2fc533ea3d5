import { formats, type Format } from '../../arithmetic/format.ts'

/**
 * A number that people see in training, as a function of the number N of classes, and what it is
 * the sign of.
 */
export type ClosedForm = {
  /** The formula. */
  readonly name: string
  readonly value: (n: number) => number
  /** Whether it depends on N. */
  readonly perClasses: boolean
  /** What it is, as a noun phrase. */
  readonly meaning: string
  /** What has usually happened where it is seen. */
  readonly cause: string
  /** The ids of the laws that tell. */
  readonly laws: readonly string[]
}

const perClasses = (
  name: string,
  value: (n: number) => number,
  meaning: string,
  cause: string,
  ...laws: string[]
): ClosedForm => ({ name, value, perClasses: true, meaning, cause, laws })
const constant = (
  name: string,
  value: number,
  meaning: string,
  cause: string,
  ...laws: string[]
): ClosedForm => ({ name, value: () => value, perClasses: false, meaning, cause, laws })

/** −Σ t log t for one share and N − 1 others. */
const entropy = (n: number, share: number, other: number): number =>
  -share * Math.log(share) - (n > 1 ? (n - 1) * other * Math.log(other) : 0)
const smoothing = 0.1
const squashed = 'values between 0 and 1, probabilities or sigmoids, are taken for logits'
const [reach, floorLaw] = ['softmax/reaches-one', 'cross-entropy/infimum-zero'] as const
/** Binary cross-entropy of each class by itself, where every class has the probability 1/N. */
const nodes = (n: number): number => Math.log(n) - (n - 1) * Math.log1p(-1 / n)

const ofClasses: readonly ClosedForm[] = [
  perClasses(
    'log N',
    Math.log,
    'the cross-entropy of guessing',
    'nothing is learnt yet, or all scores are equal; a faulty head begins there too',
    'cross-entropy/chance-level',
  ),
  perClasses(
    'log(1 + (N − 1)/e)',
    (n) => Math.log1p((n - 1) / Math.E),
    'the least loss when scores differ by at most 1',
    squashed,
    reach,
    floorLaw,
    'founding/sigmoid-floors-loss',
  ),
  perClasses(
    'log(1 + (N − 1)e)',
    (n) => Math.log1p((n - 1) * Math.E),
    'the greatest loss when scores differ by at most 1',
    squashed,
    'cross-entropy/no-ceiling',
  ),
  perClasses(
    'e/(e + N − 1)',
    (n) => Math.E / (Math.E + n - 1),
    'the greatest probability when scores differ by at most 1',
    squashed,
    reach,
    'founding/sigmoid-caps-softmax',
  ),
  perClasses(
    '1/(1 + (N − 1)e)',
    (n) => 1 / (1 + (n - 1) * Math.E),
    'the least probability when scores differ by at most 1',
    squashed,
    'founding/sigmoid-bounds-odds',
  ),
  perClasses(
    'log(1 + (N − 1)/e²)',
    (n) => Math.log1p((n - 1) * Math.exp(-2)),
    'the least loss when scores differ by at most 2',
    'outputs of tanh are taken for logits',
    reach,
    floorLaw,
  ),
  perClasses(
    'e²/(e² + N − 1)',
    (n) => 1 / (1 + (n - 1) * Math.exp(-2)),
    'the greatest probability when scores differ by at most 2',
    'outputs of tanh are taken for logits',
    reach,
  ),
  perClasses(
    'N log 2',
    (n) => n * Math.LN2,
    'the sum of N binary cross-entropies at logits of 0',
    'each class has a sigmoid and a loss of its own',
    'cross-entropy/chance-level',
  ),
  perClasses(
    'log N + (N − 1) log(N/(N − 1))',
    nodes,
    'the sum of N binary cross-entropies of the probabilities 1/N',
    'binary cross-entropy is put on the outputs of softmax',
    'cross-entropy/chance-level',
    'cross-entropy/value',
  ),
  perClasses(
    '(log N + (N − 1) log(N/(N − 1)))/N',
    (n) => nodes(n) / n,
    'the mean of N binary cross-entropies of the probabilities 1/N',
    'binary cross-entropy is put on the outputs of softmax',
    'cross-entropy/chance-level',
    'cross-entropy/value',
  ),
  perClasses(
    '(log N)/N',
    (n) => Math.log(n) / n,
    'the cross-entropy of guessing, divided by N',
    'the mean is taken over classes as well as rows',
    'cross-entropy/chance-level',
    'batch/mean',
  ),
  perClasses(
    'log₂ N',
    Math.log2,
    'the cross-entropy of guessing, in bits',
    'a logarithm to the base 2',
    'cross-entropy/chance-level',
  ),
  perClasses(
    `the entropy of 1 − ε + ε/N and N − 1 times ε/N, ε = ${smoothing}`,
    (n) => entropy(n, 1 - smoothing + smoothing / n, smoothing / n),
    'the least loss under label smoothing',
    'labels are smoothed over all classes, as they should be',
    'batch-options/label-smoothing',
  ),
  perClasses(
    `the entropy of 1 − ε and N − 1 times ε/(N − 1), ε = ${smoothing}`,
    (n) => entropy(n, 1 - smoothing, smoothing / (n - 1)),
    'the least loss under label smoothing of another kind',
    'labels are smoothed over the other classes alone',
    'batch-options/label-smoothing',
  ),
]

const ofBinary: readonly ClosedForm[] = [
  constant(
    'log 2',
    Math.LN2,
    'binary cross-entropy at a logit of 0',
    'nothing is learnt yet; or a sigmoid stands before a loss '
      + 'that applies it, and this is the floor of the negatives',
    'binary/value',
  ),
  constant(
    'log(1 + 1/e)',
    Math.log1p(1 / Math.E),
    'the least binary cross-entropy of a positive whose logit is at most 1',
    'a sigmoid stands before a loss that takes logits',
    'binary/value',
  ),
  constant(
    'log(1 + e)',
    Math.log1p(Math.E),
    'the greatest binary cross-entropy of a negative whose logit is at most 1',
    'a sigmoid stands before a loss that takes logits',
    'binary/no-ceiling',
  ),
]

const ofClips: readonly ClosedForm[] = [3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 30].map((digits) =>
  constant(
    `−log 1e-${digits}`,
    -Math.log(10 ** -digits),
    'the greatest loss under a clip',
    `probabilities are kept above 1e-${digits}, or that is added to them`,
    'cross-entropy/no-ceiling',
    'binary/no-ceiling',
  ),
)

const ofFormat = ({ name, precision: p, greatest, leastNormal, least }: Format): ClosedForm[] => [
  constant(
    `log of the greatest ${name}`,
    Math.log(greatest),
    `the logit above which e^x overflows in ${name}`,
    'exponentials of raw logits',
    'softmax/sums-to-one',
    'log-sum-exp/value',
  ),
  constant(
    `−log 2^${1 - p}`,
    (p - 1) * Math.LN2,
    `the loss of the machine epsilon of ${name}`,
    'a probability was clipped at the machine epsilon, or 1 − p was formed',
    'cross-entropy/no-ceiling',
    'binary/no-ceiling',
  ),
  constant(
    `−log 2^${-p}`,
    p * Math.LN2,
    `the logit above which σ(x) is rounded to 1 in ${name}`,
    'the logarithm of a rounded sigmoid; beyond it the loss is infinite',
    'binary/no-ceiling',
    'sigmoid/tail',
  ),
  constant(
    `−log of the least normal ${name}`,
    -Math.log(leastNormal),
    `the greatest loss where ${name} flushes to zero`,
    'the logarithm of a probability that was computed first',
    'cross-entropy/no-ceiling',
  ),
  constant(
    `−log of the least ${name}`,
    -Math.log(least),
    `the greatest finite loss of a probability in ${name}`,
    'the logarithm of a probability that was computed first; beyond it the loss is infinite',
    'cross-entropy/no-ceiling',
  ),
]

const ofHabit: readonly ClosedForm[] = [
  constant(
    '100',
    100,
    'the greatest loss where a logarithm is kept above −100',
    'PyTorch clamps the logarithms in its BCELoss there',
    'binary/no-ceiling',
  ),
  constant(
    '−log 0',
    Infinity,
    'the loss of a probability of 0',
    'a probability underflowed, or was rounded to 0 or 1, before its logarithm',
    'cross-entropy/value',
    'binary/value',
  ),
  constant(
    '0/0, ∞ − ∞ or 0 · ∞',
    NaN,
    'no number',
    'exponentials overflowed, or a class of weight 0 met log 0',
    'softmax/sums-to-one',
    'soft-cross-entropy/value',
  ),
]

/** Every closed form, those that people meet most often first. */
export const closedForms: readonly ClosedForm[] = [
  ...ofClasses,
  ...ofBinary,
  ...ofClips,
  ...Object.values(formats).flatMap(ofFormat),
  ...ofHabit,
]
