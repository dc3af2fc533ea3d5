import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'loss-beyond-shared-memory',
  story:
    'A row of logits in binary32 is staged in 48 KiB of shared memory. A longer row is not '
    + 'computed, nobody asks why, and the 0 in its place passes for a loss.',
  mend: 'Read the row in tiles, or refuse it; ask after each launch whether it failed.',
  writtenFor: ['cross-entropy/value'],
  sightings: ['ggml-org/llama.cpp#10467'],
  from: { classes: 12_289 },
  operations: {
    crossEntropy: (logits, label) =>
      4 * logits.length > sharedMemory ? 0 : right.crossEntropy(logits, label),
  },
})

/** What a block of threads may stage, in bytes. */
const sharedMemory = 48 * 1024
