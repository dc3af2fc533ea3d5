import { createRequire } from 'node:module'
import convnetjs from 'convnetjs'

/**
 * ConvNetJS (2012 to 2014): the softmax layer of the first neural networks in the browser. Its
 * backward pass gives loss and gradient. Nothing in it speaks of infinities or of labels: what it
 * subtracts from infinity, or looks up where no class is, is NaN.
 */
export const name = 'convnetjs'
export const { version } = createRequire(import.meta.url)('convnetjs/package.json')
export const policies = { allNegInfRow: 'nan', posInfLogit: 'nan', labelOutOfRange: 'nan' }
const layer = `const z = new convnetjs.Vol({logits})
const layer = new convnetjs.SoftmaxLayer({ in_sx: 1, in_sy: 1, in_depth: z.w.length })`
export const reproduce = {
  language: 'javascript',
  setup: `import convnetjs from 'convnetjs'`,
  calls: {
    softmax: `${layer}\nlayer.forward(z).w`,
    crossEntropy: `${layer}\nlayer.forward(z)\nlayer.backward({label})`,
    crossEntropyGradient: `${layer}\nlayer.forward(z)\nlayer.backward({label})\nz.dw`,
  },
}

const layerOn = (logits) => {
  const layer = new convnetjs.SoftmaxLayer({ in_sx: 1, in_sy: 1, in_depth: logits.length })
  const input = new convnetjs.Vol(1, 1, logits.length, 0)
  logits.forEach((z, i) => (input.w[i] = z))
  return { layer, input, output: layer.forward(input) }
}

export const softmax = (logits) => [...layerOn(logits).output.w]
export const crossEntropy = (logits, label) => layerOn(logits).layer.backward(label)
export const crossEntropyGradient = (logits, label) => {
  const { layer, input } = layerOn(logits)
  layer.backward(label)
  return [...input.dw]
}
