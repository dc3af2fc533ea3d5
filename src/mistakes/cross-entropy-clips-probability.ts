import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-clips-probability',
  story:
    'Probabilities are clipped to [10⁻⁷, 1 − 10⁻⁷] before the '
    + 'logarithm, and the gradient is taken through the clip.',
  mend:
    'Compute the loss from logits, where nothing has to be '
    + 'clipped: the most wrong examples then go on teaching.',
  writtenFor: ['cross-entropy/no-ceiling', 'cross-entropy/value', 'gradient/confidently-wrong'],
  sightings: ['keras-team/keras#9664', 'tensorflow/addons#693', 'keras-team/keras#17634'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(clip(at(right.softmax(logits), label))),
    crossEntropyGradient: (logits, label) =>
      throughClip(
        logits,
        logits.map((_, i) => (i === label ? 1 : 0)),
      ),
    softCrossEntropy: (logits, target) =>
      right.softmax(logits).reduce((sum, p, i) => sum - at(target, i) * Math.log(clip(p)), 0),
    softCrossEntropyGradient: (logits, target) => throughClip(logits, target),
  },
})

const clip = (p: number): number => Math.min(Math.max(p, 1e-7), 1 - 1e-7)

/** Where the clip is flat, its weight is lost to the gradient. */
const throughClip = (logits: number[], target: number[]): number[] => {
  const p = right.softmax(logits)
  return right.softCrossEntropyGradient(
    logits,
    target.map((t, i) => (p[i] === clip(at(p, i)) ? t : 0)),
  )
}
