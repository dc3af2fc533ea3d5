import { createRequire } from 'node:module'
import synaptic from 'synaptic'

/**
 * Synaptic: a logistic unit, and the cross-entropy that its trainer minimises, with 1e-15 added in
 * each logarithm.
 */
export const name = 'synaptic'
export const { version } = createRequire(import.meta.url)('synaptic/package.json')
export const sigmoid = (x) => synaptic.Neuron.squash.LOGISTIC(x)
export const binaryCrossEntropy = (logit, target) =>
  synaptic.Trainer.cost.CROSS_ENTROPY([target], [sigmoid(logit)])
export const reproduce = {
  language: 'javascript',
  setup: `import synaptic from 'synaptic'
const sigmoid = synaptic.Neuron.squash.LOGISTIC`,
  calls: {
    sigmoid: 'sigmoid({logit})',
    binaryCrossEntropy: 'synaptic.Trainer.cost.CROSS_ENTROPY([{target}], [sigmoid({logit})])',
  },
}
