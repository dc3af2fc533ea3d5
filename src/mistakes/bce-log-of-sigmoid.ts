import { mistake } from './mistake.ts'

export default mistake({
  id: 'bce-log-of-sigmoid',
  story: 'The logarithms are taken of σ(x) and 1 − σ(x): at a logit of 37 the second is log 0.',
  mend: 'Write max(x, 0) − x t + log1p(e^(−|x|)).',
  writtenFor: ['binary/mirrored', 'binary/value'],
  sightings: ['keras-team/keras#9247', 'kornia/kornia#2115', 'roboflow/rf-detr#138'],
  operations: {
    binaryCrossEntropy: (logit, target) => {
      const p = 1 / (1 + Math.exp(-logit))
      return (
        (target === 0 ? 0 : -target * Math.log(p))
        - (target === 1 ? 0 : (1 - target) * Math.log(1 - p))
      )
    },
  },
})
