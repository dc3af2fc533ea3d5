import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logits-gathered-twice',
  story:
    'The logits of the shards are gathered before a loss that gathers by itself: every '
    + 'class stands in the sum twice, and log 2 is added to each loss.',
  mend: 'Give the sharded loss its own shard.',
  writtenFor: ['cross-entropy/value', 'cross-entropy/chance-level'],
  sightings: ['NVIDIA/Megatron-LM#7452'],
  operations: {
    crossEntropy: summedOver((z) => z.concat(z)).crossEntropy,
  },
})
