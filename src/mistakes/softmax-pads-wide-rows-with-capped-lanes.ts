import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'softmax-pads-wide-rows-with-capped-lanes',
  story:
    'Rows of more than 1,024 classes take a kernel of their own, whose lanes up to the next '
    + 'power of two are masked before the cap, at −30.',
  mend: 'Mask after the cap, and test the kernel of wide rows at logits below it.',
  writtenFor: ['softmax/value'],
  sightings: ['unslothai/unsloth#10616'],
  from: { classes: 1025 },
  operations: {
    softmax: summedOver((z) =>
      z.length <= 1024 ?
        z
      : z.concat(Array<number>(2 ** Math.ceil(Math.log2(z.length)) - z.length).fill(-30)),
    ).softmax,
  },
})
