import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** e^x times f(x), where e^-Infinity times an infinity is NaN. */
const weighed = (logs: readonly number[], f: (log: number) => number): number[] =>
  logs.map((log) => Math.exp(log) * f(log))

export default mistake({
  id: 'entropy-zero-times-infinity',
  story: 'Each probability is multiplied by its logarithm: where a logit is −∞, that is 0 · −∞.',
  mend: 'Leave a class without probability out, or take xlogy, for p log p → 0.',
  writtenFor: ['entropy/masks-out'],
  sightings: ['huggingface/trl#7221', 'pytorch/pytorch#40553', 'pyro-ppl/numpyro#2276'],
  operations: {
    entropy: (logits) => -total(weighed(right.logSoftmax(logits), (log) => log)),
    entropyGradient: (logits) => {
      const logs = right.logSoftmax(logits)
      const mean = total(weighed(logs, (log) => log))
      return logs.map((_, i) => Math.exp(at(logs, i)) * (mean - at(logs, i)))
    },
  },
})
