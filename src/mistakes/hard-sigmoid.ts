import { mistake } from './mistake.ts'

export default mistake({
  id: 'hard-sigmoid',
  story: 'The line x/5 + 1/2, cut off at 0 and 1, stands for the sigmoid.',
  mend: 'Compute the exponential, or call the function a hard sigmoid.',
  writtenFor: ['sigmoid/value'],
  sightings: [],
  operations: {
    sigmoid: (x) => Math.max(0, Math.min(1, 0.2 * x + 0.5)),
  },
})
