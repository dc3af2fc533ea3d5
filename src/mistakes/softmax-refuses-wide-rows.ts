import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-refuses-wide-rows',
  story:
    'The tile is the next power of two above the row, and tiles end at 65,536. The path '
    + 'over several tiles is taken only where the row is longer than its tile, which it never '
    + 'is.',
  mend: 'Compare the row with the greatest tile, and test a row that is longer.',
  writtenFor: ['softmax/value'],
  sightings: ['linkedin/Liger-Kernel#1252'],
  from: { classes: 65_537 },
  operations: {
    softmax: (logits) => {
      const tile = 2 ** Math.ceil(Math.log2(logits.length))
      if (tile > greatestTile) throw new RangeError(`no tile holds ${logits.length} logits`)
      return right.softmax(logits)
    },
  },
})

const greatestTile = 65_536
