import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'rows-read-off-alignment',
  story:
    'Rows of sixteen classes and more are read in blocks of four, which start at multiples '
    + 'of four: where K is none, a row is read up to three entries early.',
  mend: 'Use unaligned reads, or give each row a stride that is a multiple of four.',
  writtenFor: ['batch/any-options'],
  sightings: ['uxlfoundation/oneDNN#3501', 'microsoft/onnxruntime#14475'],
  from: { classes: 17 },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const all = logits.flat()
      const rows = logits.map((z, n) => {
        const start = n * z.length
        const aligned = z.length < 16 ? start : start - (start % 4)
        return all.slice(aligned, aligned + z.length)
      })
      return right.batchCrossEntropy(rows, labels, options)
    },
  },
})
