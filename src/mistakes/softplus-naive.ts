import { mistake } from './mistake.ts'

export default mistake({
  id: 'softplus-naive',
  story: 'log(1 + e^x) overflows from 710 on, and below −37 it is log 1 = 0.',
  mend: 'max(x, 0) + log1p(e^(−|x|)).',
  writtenFor: ['softplus/bounds', 'softplus/value'],
  sightings: ['apache/tvm#1768', 'sony/nnabla#845'],
  operations: {
    softplus: (x) => Math.log(1 + Math.exp(x)),
  },
})
