import { mistake } from './mistake.ts'

export default mistake({
  id: 'softplus-is-relu',
  story: 'max(x, 0) stands for softplus: without slope for x < 0, and too small by log 2 at 0.',
  mend: 'Add log1p(e^(−|x|)).',
  writtenFor: ['softplus/slope-is-sigmoid', 'softplus/value'],
  sightings: [],
  operations: {
    softplus: (x) => Math.max(x, 0),
  },
})
