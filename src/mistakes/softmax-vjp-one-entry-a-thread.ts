import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-one-entry-a-thread',
  story:
    'The pull-back is written by 256 threads, one entry each: the entries after these keep '
    + 'the zeros of the buffer.',
  mend: 'Let each thread go on in steps of the number of threads.',
  writtenFor: ['vjp/value'],
  sightings: [],
  from: { classes: 257 },
  operations: {
    softmaxVjp: (logits, cotangent) =>
      right.softmaxVjp(logits, cotangent).map((slope, i) => (i < 256 ? slope : 0)),
  },
})
