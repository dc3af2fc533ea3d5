import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-no-max-shift',
  story: 'The raw logits are exponentiated, without taking out the greatest first.',
  mend: 'Subtract max z from every logit: softmax does not change, and no exponent is above 0.',
  writtenFor: ['softmax/shift-invariant', 'softmax/value'],
  sightings: [
    'deeplearning4j/deeplearning4j#6039',
    'dotnet/machinelearning#3648',
    'uTensor/uTensor#175',
    'ronxin/wevi#2',
    'pytorch/pytorch#62897',
  ],
  operations: {
    softmax: (logits) => {
      const exps = logits.map(Math.exp)
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})
