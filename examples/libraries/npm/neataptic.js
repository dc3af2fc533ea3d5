import { createRequire } from 'node:module'
import neataptic from 'neataptic'

/** Neataptic: a logistic unit, and a cross-entropy that keeps probabilities above 1e-15. */
export const name = 'neataptic'
export const { version } = createRequire(import.meta.url)('neataptic/package.json')
const { activation, cost } = neataptic.methods
export const sigmoid = (x) => activation.LOGISTIC(x)
export const binaryCrossEntropy = (logit, target) => cost.CROSS_ENTROPY([target], [sigmoid(logit)])
export const reproduce = {
  language: 'javascript',
  setup: `import neataptic from 'neataptic'
const { activation, cost } = neataptic.methods`,
  calls: {
    sigmoid: 'activation.LOGISTIC({logit})',
    binaryCrossEntropy: 'cost.CROSS_ENTROPY([{target}], [activation.LOGISTIC({logit})])',
  },
}
