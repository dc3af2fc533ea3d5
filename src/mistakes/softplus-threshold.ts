import { mistake } from './mistake.ts'

export default mistake({
  id: 'softplus-threshold',
  story: 'Above 20 the identity stands for softplus, which falls there by 2·10⁻⁹.',
  mend:
    'Put the threshold where e^(−x) is below the rounding error '
    + 'of x (34 in doubles), or use max(x, 0) + log1p(e^(−|x|)).',
  writtenFor: ['softplus/monotone', 'softplus/value'],
  sightings: ['pytorch/pytorch#31110', 'tinygrad/tinygrad#11564'],
  operations: {
    softplus: (x) => (x > 20 ? x : Math.log1p(Math.exp(x))),
  },
})
