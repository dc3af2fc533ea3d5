import { mistake } from './mistake.ts'

export default mistake({
  id: 'hard-sigmoid',
  story: 'The line x/5 + 1/2, cut off at 0 and 1, stands for the sigmoid.',
  mend: 'Compute the exponential, or call the function a hard sigmoid.',
  breaks: [
    'sigmoid/value',
    'sigmoid/tail',
    'softplus/slope-is-sigmoid',
    'log-sigmoid/exp-is-sigmoid',
    'two-classes/softmax-is-sigmoid',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-versus-rest',
    'founding/softmax-generalises-sigmoid',
  ],
  sightings: [],
  operations: {
    sigmoid: (x) => Math.max(0, Math.min(1, 0.2 * x + 0.5)),
  },
})
