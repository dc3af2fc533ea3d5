import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'masked-row-zero-over-zero',
  story: 'Zeros are promised for a row that is wholly masked, and 0/0 is what the division gives.',
  mend: 'Look at the sum before dividing by it, and keep the promise in every backend.',
  writtenFor: ['special-values/all-masked'],
  sightings: ['tracel-ai/burn#4694', 'iree-org/iree#24175'],
  policies: { allNegInfRow: 'zero' },
  operations: {
    softmax: (logits) => right.softmax(logits),
  },
})
