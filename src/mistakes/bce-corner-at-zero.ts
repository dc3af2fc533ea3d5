import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-corner-at-zero',
  story:
    'max(x, 0) − x t + log1p(e^(−|x|)) is differentiated piece '
    + 'by piece with the slope 0 for max and for |x| at 0.',
  mend:
    'Return σ(x) − t: the loss is smooth, though its pieces '
    + 'have corners where zero-initialised heads begin.',
  writtenFor: ['binary/gradient-value', 'binary/slope-of-own-loss'],
  sightings: ['pytorch/pytorch#2298', 'pytorch/pytorch#1792'],
  operations: {
    binaryCrossEntropyGradient: (logit, target) =>
      (logit > 0 ? 1 : 0) - target - Math.sign(logit) * right.sigmoid(-Math.abs(logit)),
  },
})
