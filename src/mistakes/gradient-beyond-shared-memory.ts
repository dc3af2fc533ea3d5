import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-beyond-shared-memory',
  story:
    'The backward pass stages the row in shared memory as well. Where it does not fit, the '
    + 'buffer of the gradient stays as it was allocated: zeros.',
  mend: 'Read the row in tiles, or refuse it; test both passes at the size of a vocabulary.',
  writtenFor: ['gradient/p-minus-y'],
  sightings: ['ggml-org/llama.cpp#10467'],
  from: { classes: 12_289 },
  operations: {
    crossEntropyGradient: (logits, label) =>
      4 * logits.length > sharedMemory ?
        logits.map(() => 0)
      : right.crossEntropyGradient(logits, label),
  },
})

/** What a block of threads may stage, in bytes. */
const sharedMemory = 48 * 1024
