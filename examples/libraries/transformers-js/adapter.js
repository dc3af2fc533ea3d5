import { createRequire } from 'node:module'
import {
  log_softmax,
  softmax as softmaxOf,
} from './node_modules/@huggingface/transformers/src/utils/maths.js'

/**
 * Transformers.js: the softmax and log-softmax of its mathematics, without the models and the
 * runtimes around them.
 */
export const name = 'transformers-js'
export const { version } = createRequire(import.meta.url)('./package-lock.json').packages[
  'node_modules/@huggingface/transformers'
]
export const policies = { allNegInfRow: 'nan', posInfLogit: 'nan' }
export const reproduce = {
  language: 'javascript',
  setup: `import { log_softmax, softmax } from '@huggingface/transformers'`,
  calls: { softmax: 'softmax({logits})', logSoftmax: 'log_softmax({logits})' },
}

export const softmax = (logits) => softmaxOf(logits)
export const logSoftmax = (logits) => log_softmax(logits)
