import { mistake, right } from './mistake.ts'

const buffer: number[] = []

export default mistake({
  id: 'softmax-shares-its-buffer',
  story: 'One buffer is kept and handed out again at every call.',
  mend: 'Return a new array, or let the caller pass the buffer.',
  writtenFor: ['hygiene/results-not-shared'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      buffer.length = 0
      for (const p of right.softmax(logits)) buffer.push(p)
      return buffer
    },
  },
})
