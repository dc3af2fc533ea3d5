import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-tail-of-a-tile',
  story:
    'The grid has ⌊K/64⌋ tiles where ⌈K/64⌉ were meant: the classes after the last full '
    + 'tile get no probability, and the others share theirs.',
  mend: 'Round the number of tiles up, and mask what lies beyond the row.',
  writtenFor: ['softmax/value'],
  sightings: [],
  from: { classes: 65 },
  operations: {
    softmax: (logits) => {
      const tiles = Math.max(1, Math.floor(logits.length / 64))
      const p = right.softmax(logits.slice(0, 64 * tiles))
      return logits.map((_, i) => p[i] ?? 0)
    },
  },
})
