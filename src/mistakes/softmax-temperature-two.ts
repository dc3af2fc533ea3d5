import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-temperature-two',
  story:
    'The logits are halved, in softmax and in its pull-back alike: '
    + 'a check of one against the other sees nothing but its tail.',
  mend: 'Keep a temperature out of softmax, or make it an argument whose default is 1.',
  writtenFor: ['softmax/log-odds', 'softmax/value', 'vjp/value'],
  sightings: [],
  operations: {
    softmax: (logits) => right.softmax(halved(logits)),
    softmaxVjp: (logits, cotangent) => halved(right.softmaxVjp(halved(logits), cotangent)),
  },
})

const halved = (xs: readonly number[]): number[] => xs.map((x) => x / 2)
