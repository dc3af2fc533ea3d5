import { mistake, right } from './mistake.ts'

/** Logits from which 10,000 is taken where a class is hidden. */
const lowered = (logits: readonly number[][], mask: readonly (readonly number[])[]): number[][] =>
  logits.map((z, n) => z.map((x, i) => x + (1 - (mask[n]?.[i] ?? 1)) * -1e4))

export default mistake({
  id: 'mask-added-to-the-logits',
  story:
    'The mask is added as −10,000 where a class is hidden: a great logit, or NaN, shows through.',
  mend: 'Replace what is hidden, by `where`, and do not add to it.',
  writtenFor: ['batch-options/mask', 'batch-options/mask-gradient'],
  sightings: ['TransformerLensOrg/TransformerLens#319', 'huggingface/transformers#14859'],
  operations: {
    batchCrossEntropy: (logits, labels, { mask, ...options }) =>
      right.batchCrossEntropy(mask ? lowered(logits, mask) : logits, labels, options),
    batchCrossEntropyGradient: (logits, labels, { mask, ...options }) =>
      right.batchCrossEntropyGradient(mask ? lowered(logits, mask) : logits, labels, options),
  },
})
