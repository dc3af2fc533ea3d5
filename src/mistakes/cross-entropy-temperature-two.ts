import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-temperature-two',
  story:
    'The logits are halved on the way in, in the value and in the '
    + 'gradient alike: no check of one against the other sees it.',
  mend: 'Keep a temperature out of the loss, or make it an argument whose default is 1.',
  writtenFor: ['cross-entropy/value', 'gradient/p-minus-y'],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(halved(logits), label),
    crossEntropyGradient: (logits, label) =>
      halved(right.crossEntropyGradient(halved(logits), label)),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(halved(logits), target),
    softCrossEntropyGradient: (logits, target) =>
      halved(right.softCrossEntropyGradient(halved(logits), target)),
  },
})

const halved = (xs: number[]): number[] => xs.map((x) => x / 2)
