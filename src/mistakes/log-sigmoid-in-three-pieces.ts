import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-sigmoid-in-three-pieces',
  story:
    'Below −4 the logarithm is taken for x itself and above 4 for the first term of its '
    + 'series, −e^−x: it jumps by 0.018 and by one part in 110.',
  mend: 'Write min(x, 0) − log1p(e^−|x|) for every x.',
  writtenFor: ['log-sigmoid/value'],
  example: '-5',
  sightings: ['tenstorrent/tt-metal#53787'],
  operations: {
    logSigmoid: (x) =>
      x <= -4 ? x
      : x >= 4 ? -Math.exp(-x)
      : right.logSigmoid(x),
  },
})
