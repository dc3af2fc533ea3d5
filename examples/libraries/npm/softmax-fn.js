import { createRequire } from 'node:module'
import softmaxFn from 'softmax-fn'

/**
 * softmax-fn: the softmax of the mathematics book, in nine lines. Its README takes `numbers ranging
 * from -10 to 10`, and 0/0 is what a row wholly masked comes to.
 */
export const name = 'softmax-fn'
export const { version } = createRequire(import.meta.url)('softmax-fn/package.json')
export const domain = { logits: [-10, 10] }
export const policies = { allNegInfRow: 'nan' }
export const softmax = (logits) => softmaxFn(logits)
export const reproduce = {
  language: 'javascript',
  setup: `import softmaxFn from 'softmax-fn'`,
  calls: { softmax: 'softmaxFn({logits})' },
}
