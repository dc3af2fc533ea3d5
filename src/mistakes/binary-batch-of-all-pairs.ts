import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-of-all-pairs',
  story:
    'A column of logits meets a row of targets, and broadcasting '
    + 'compares every logit with every target.',
  mend: 'Give both the same shape, and let shapes that differ be an error.',
  writtenFor: ['binary-batch/sum', 'binary-batch/gradient'],
  sightings: [
    'pytorch/pytorch#1939',
    'pytorch/pytorch#16045',
    'pytorch/pytorch#19991',
    'yuji-roh/fairbatch#2',
  ],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const { xs, ts } =
        options.reduction === 'none' ? { xs: logits, ts: targets } : pairs(logits, targets)
      return right.batchBinaryCrossEntropy(xs, ts, options)
    },
    batchBinaryCrossEntropyGradient: (logits, targets, options) => {
      const { xs, ts } = pairs(logits, targets)
      const slopes = right.batchBinaryCrossEntropyGradient(xs, ts, options)
      return logits.map((_, n) =>
        slopes.slice(n * targets.length, (n + 1) * targets.length).reduce((a, b) => a + b, 0),
      )
    },
  },
})

const pairs = (logits: readonly number[], targets: readonly number[]) => ({
  xs: logits.flatMap((x) => targets.map(() => x)),
  ts: logits.flatMap(() => targets),
})
