import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cap-slope-cancels',
  story:
    'The slope of the cap is 1 less the square of a rounded tanh: 0 where the logit is some '
    + 'twenty times the cap.',
  mend: '4e / (1 + e)² with e = e^(−2|z|/c), from which nothing cancels.',
  writtenFor: ['batch/gradient-any-options-accurate'],
  sightings: ['tenstorrent/tt-metal#35885'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { softCap, temperature = 1, ...others } = options
      if (softCap === undefined) return right.batchCrossEntropyGradient(logits, labels, options)
      const tanhs = logits.map((z) => z.map((x) => Math.tanh(x / temperature / softCap)))
      const capped = tanhs.map((row) => row.map((t) => softCap * t))
      const slopeOf = (n: number, i: number): number => 1 - (tanhs[n]?.[i] ?? 0) ** 2
      return right
        .batchCrossEntropyGradient(capped, labels, others)
        .map((slopes, n) => slopes.map((x, i) => (x === 0 ? 0 : (x * slopeOf(n, i)) / temperature)))
    },
  },
})
