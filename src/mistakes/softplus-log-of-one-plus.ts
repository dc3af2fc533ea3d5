import { mistake } from './mistake.ts'

export default mistake({
  id: 'softplus-log-of-one-plus',
  story:
    'The greater term is taken out, but the logarithm is '
    + 'of 1 + e^(−|x|) rounded: below −37 it is log 1 = 0.',
  mend: 'Write log1p(e^(−|x|)).',
  writtenFor: ['softplus/tail'],
  sightings: [],
  operations: {
    softplus: (x) => Math.max(x, 0) + Math.log(1 + Math.exp(-Math.abs(x))),
  },
})
