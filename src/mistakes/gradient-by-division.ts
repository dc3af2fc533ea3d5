import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-by-division',
  story:
    'The slope −t/p of the logarithm is sent through the Jacobian '
    + 'of softmax: 0/0 as soon as a probability underflows.',
  mend: 'Divide nowhere: the two cancel to p Σ t − t.',
  writtenFor: ['gradient/p-minus-y', 'gradient/weights'],
  sightings: [
    'FluxML/NNlib.jl#68',
    'Theano/Theano#3162',
    'clab/dynet#218',
    'tiny-dnn/tiny-dnn#410',
  ],
  operations: {
    crossEntropyGradient: (logits, label) =>
      chained(
        logits,
        logits.map((_, i) => (i === label ? 1 : 0)),
      ),
    softCrossEntropyGradient: (logits, target) => chained(logits, target),
  },
})

const chained = (logits: number[], target: number[]): number[] => {
  const p = right.softmax(logits)
  const slopes = p.map((x, i) => -at(target, i) / x)
  const mean = p.reduce((sum, x, i) => sum + x * at(slopes, i), 0)
  return p.map((x, i) => x * (at(slopes, i) - mean))
}
