import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-cuts-off-tail',
  story:
    'Logits more than 10 below the greatest are left out of the sum, to '
    + 'save their exponentials: where one drops out, the result falls.',
  mend: 'Leave out only what cannot be seen beside the rest, beyond a gap of 745, or nothing.',
  writtenFor: ['log-sum-exp/monotone', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = logits.reduce((a, b) => Math.max(a, b), -Infinity)
      if (Math.abs(max) === Infinity) return max
      return (
        max
        + Math.log1p(
          logits
            .toSpliced(logits.indexOf(max), 1)
            .reduce((sum, z) => (max - z > 10 ? sum : sum + Math.exp(z - max)), 0),
        )
      )
    },
  },
})
