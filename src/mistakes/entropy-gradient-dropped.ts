import { mistake } from './mistake.ts'

export default mistake({
  id: 'entropy-gradient-dropped',
  story: 'The entropy is logged and added to the loss, and its gradient is lost on the way back.',
  mend: 'Return −p (log p + H): a bonus without a gradient rewards nothing.',
  writtenFor: ['entropy/gradient', 'entropy/slope-of-own-value'],
  sightings: ['huggingface/trl#6625', 'tensorflow/tensorflow#6717'],
  operations: { entropyGradient: (logits) => logits.map(() => 0) },
})
