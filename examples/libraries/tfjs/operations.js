import * as tf from '@tensorflow/tfjs'

/**
 * TensorFlow.js on the backend that its importer sets: binary32, forward values and gradients by
 * its own automatic differentiation.
 */
export const version = tf.version.tfjs
export const format = 'binary32'
export const options = ['labelSmoothing', 'rowWeights']
export const policies = { allNegInfRow: 'nan', posInfLogit: 'nan' }

/** The numbers of the tensor that f makes, its intermediates disposed of. */
const numbers = (f) => [...tf.tidy(f).dataSync()]
const number = (f) => numbers(f)[0]
const oneHot = (logits, label) => logits.map((_, i) => (i === label ? 1 : 0))
const reductions = { none: tf.Reduction.NONE, sum: tf.Reduction.SUM, mean: tf.Reduction.MEAN }

export const softmax = (logits) => numbers(() => tf.softmax(tf.tensor1d(logits)))
export const logSoftmax = (logits) => numbers(() => tf.logSoftmax(tf.tensor1d(logits)))
export const logSumExp = (logits) => number(() => tf.logSumExp(tf.tensor1d(logits)))
export const sigmoid = (x) => number(() => tf.sigmoid(x))
export const logSigmoid = (x) => number(() => tf.logSigmoid(x))
export const softplus = (x) => number(() => tf.softplus(x))

const soft = (logits, target) =>
  tf.losses.softmaxCrossEntropy(tf.tensor2d([target]), tf.tensor2d([logits]))
export const softCrossEntropy = (logits, target) => number(() => soft(logits, target))
export const softCrossEntropyGradient = (logits, target) =>
  numbers(() =>
    tf.grad((z) => tf.losses.softmaxCrossEntropy(tf.tensor2d([target]), z.reshape([1, -1])))(
      tf.tensor1d(logits),
    ),
  )
export const crossEntropy = (logits, label) => softCrossEntropy(logits, oneHot(logits, label))
export const crossEntropyGradient = (logits, label) =>
  softCrossEntropyGradient(logits, oneHot(logits, label))

const binary = (logits, targets, reduction) =>
  tf.losses.sigmoidCrossEntropy(tf.tensor1d(targets), logits, 1, 0, reductions[reduction])
export const binaryCrossEntropy = (logit, target) =>
  number(() => binary(tf.tensor1d([logit]), [target], 'sum'))
export const binaryCrossEntropyGradient = (logit, target) =>
  number(() => tf.grad((x) => binary(x, [target], 'sum'))(tf.tensor1d([logit])))

export const softmaxVjp = (logits, cotangent) =>
  numbers(() => tf.grad((z) => tf.softmax(z))(tf.tensor1d(logits), tf.tensor1d(cotangent)))
export const logSoftmaxVjp = (logits, cotangent) =>
  numbers(() => tf.grad((z) => tf.logSoftmax(z))(tf.tensor1d(logits), tf.tensor1d(cotangent)))

/** Losses of rows of weights, and of rows of targets: each row with a weight, where there are some. */
const ofWeights = (targets, z, { reduction, labelSmoothing = 0, rowWeights }) =>
  tf.losses.softmaxCrossEntropy(
    tf.tensor2d(targets),
    z,
    rowWeights ? tf.tensor1d(rowWeights) : 1,
    labelSmoothing,
    reductions[reduction],
  )
const ofTargets = (targets, z, { reduction, rowWeights }) =>
  tf.losses.sigmoidCrossEntropy(
    tf.tensor2d(targets),
    z,
    rowWeights ? tf.tensor2d(rowWeights, [rowWeights.length, 1]) : 1,
    0,
    reductions[reduction],
  )
const inRows = (logits, flat) => logits.map((z, n) => flat.slice(n * z.length, (n + 1) * z.length))
const valueOf = (loss) => (logits, targets, options) => {
  const { reduction } = options
  if (logits.length === 0) return reduction === 'none' ? [] : 0
  const losses = numbers(() => loss(targets, tf.tensor2d(logits), options))
  if (reduction !== 'none') return losses[0]
  return loss === ofTargets ? inRows(logits, losses) : losses
}
const gradientOf = (loss) => (logits, targets, options) => {
  const summed = { ...options, reduction: options.reduction === 'none' ? 'sum' : options.reduction }
  return inRows(
    logits,
    numbers(() => tf.grad((z) => loss(targets, z, summed))(tf.tensor2d(logits))),
  )
}
const vjpOf = (loss) => (logits, targets, cotangent, options) =>
  inRows(
    logits,
    numbers(() =>
      tf.grad((z) => loss(targets, z, options))(tf.tensor2d(logits), tf.tensor(cotangent)),
    ),
  )
const labelled =
  (operation) =>
  (logits, labels, ...others) =>
    operation(
      logits,
      logits.map((z, n) => oneHot(z, labels[n])),
      ...others,
    )

export const batchSoftCrossEntropy = valueOf(ofWeights)
export const batchSoftCrossEntropyGradient = gradientOf(ofWeights)
export const batchSoftCrossEntropyVjp = vjpOf(ofWeights)
export const batchCrossEntropy = labelled(batchSoftCrossEntropy)
export const batchCrossEntropyGradient = labelled(batchSoftCrossEntropyGradient)
export const batchCrossEntropyVjp = labelled(batchSoftCrossEntropyVjp)
export const batchMultilabelCrossEntropy = valueOf(ofTargets)
export const batchMultilabelCrossEntropyGradient = gradientOf(ofTargets)
export const batchMultilabelCrossEntropyVjp = vjpOf(ofTargets)
export const batchBinaryCrossEntropy = (logits, targets, { reduction }) => {
  const losses = numbers(() => binary(tf.tensor1d(logits), targets, reduction))
  return reduction === 'none' ? losses : losses[0]
}
export const batchBinaryCrossEntropyGradient = (logits, targets, { reduction }) =>
  numbers(() =>
    tf.grad((x) => binary(x, targets, reduction === 'none' ? 'sum' : reduction))(
      tf.tensor1d(logits),
    ),
  )
export const batchBinaryCrossEntropyVjp = (logits, targets, cotangent) =>
  numbers(() =>
    tf.grad((x) => binary(x, targets, 'none'))(tf.tensor1d(logits), tf.tensor1d(cotangent)),
  )

const softLoss = 'tf.losses.softmaxCrossEntropy(tf.tensor2d([{weights}]), z.reshape([1, -1]))'
const hardLoss =
  'tf.losses.softmaxCrossEntropy(tf.oneHot([{label}], z.size).toFloat(), z.reshape([1, -1]))'
const binaryLoss =
  'tf.losses.sigmoidCrossEntropy(tf.tensor1d([{target}]), x, 1, 0, tf.Reduction.SUM)'
const row = 'const z = tf.tensor1d({logits})\n'
const lone = 'const x = tf.tensor1d([{logit}])\n'
const batchOfRows = `const z = tf.tensor2d({rows})
const { reduction, labelSmoothing = 0, rowWeights = 1 } = {options}
const y = tf.oneHot({labels}, z.shape[1]).toFloat()
const loss = (z, r) => tf.losses.softmaxCrossEntropy(y, z, rowWeights, labelSmoothing, tf.Reduction[r.toUpperCase()])
`
const batchOfWeights = batchOfRows.replace(
  'tf.oneHot({labels}, z.shape[1]).toFloat()',
  'tf.tensor2d({rowsOfWeights})',
)
const batchOfEntries = `const z = tf.tensor2d({rows})
const { reduction, rowWeights } = {options}
const w = rowWeights ? tf.tensor2d(rowWeights, [rowWeights.length, 1]) : 1
const loss = (z, r) => tf.losses.sigmoidCrossEntropy(tf.tensor2d({rowsOfTargets}), z, w, 0, tf.Reduction[r.toUpperCase()])
`
const batchOfLogits = `const z = tf.tensor1d({column})
const { reduction } = {options}
const loss = (z, r) => tf.losses.sigmoidCrossEntropy(tf.tensor1d({targets}), z, 1, 0, tf.Reduction[r.toUpperCase()])
`
const reduced = `loss(z, reduction).arraySync()`
const slopes = `tf.grad((z) => loss(z, reduction === 'none' ? 'sum' : reduction))(z).arraySync()`
const pulled = (cotangent) =>
  `tf.grad((z) => loss(z, 'none'))(z, tf.tensor({${cotangent}})).arraySync()`

/** How a user of TensorFlow.js makes the same calls, after these lines that choose a backend. */
export const reproduceWith = (setup) => ({
  language: 'javascript',
  setup,
  calls: {
    softmax: `${row}tf.softmax(z).arraySync()`,
    logSoftmax: `${row}tf.logSoftmax(z).arraySync()`,
    logSumExp: `${row}tf.logSumExp(z).arraySync()`,
    sigmoid: `tf.sigmoid({logit}).arraySync()`,
    logSigmoid: `tf.logSigmoid({logit}).arraySync()`,
    softplus: `tf.softplus({logit}).arraySync()`,
    crossEntropy: `${row}${hardLoss}.arraySync()`,
    crossEntropyGradient: `${row}tf.grad((z) => ${hardLoss})(z).arraySync()`,
    softCrossEntropy: `${row}${softLoss}.arraySync()`,
    softCrossEntropyGradient: `${row}tf.grad((z) => ${softLoss})(z).arraySync()`,
    binaryCrossEntropy: `${lone}${binaryLoss}.arraySync()`,
    binaryCrossEntropyGradient: `${lone}tf.grad((x) => ${binaryLoss})(x).arraySync()[0]`,
    softmaxVjp: `${row}tf.grad((z) => tf.softmax(z))(z, tf.tensor1d({cotangent})).arraySync()`,
    logSoftmaxVjp: `${row}tf.grad((z) => tf.logSoftmax(z))(z, tf.tensor1d({cotangent})).arraySync()`,
    batchCrossEntropy: batchOfRows + reduced,
    batchCrossEntropyGradient: batchOfRows + slopes,
    batchCrossEntropyVjp: batchOfRows + pulled('cotangent'),
    batchSoftCrossEntropy: batchOfWeights + reduced,
    batchSoftCrossEntropyGradient: batchOfWeights + slopes,
    batchSoftCrossEntropyVjp: batchOfWeights + pulled('cotangent'),
    batchBinaryCrossEntropy: batchOfLogits + reduced,
    batchBinaryCrossEntropyGradient: batchOfLogits + slopes,
    batchBinaryCrossEntropyVjp: batchOfLogits + pulled('cotangent'),
    batchMultilabelCrossEntropy: batchOfEntries + reduced,
    batchMultilabelCrossEntropyGradient: batchOfEntries + slopes,
    batchMultilabelCrossEntropyVjp: batchOfEntries + pulled('rowsOfCotangents'),
  },
})
