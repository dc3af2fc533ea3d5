import { createRequire } from 'node:module'
import softmaxFn from 'softmax-fn'

/** softmax-fn: the softmax of the mathematics book, in nine lines. */
export const name = 'softmax-fn'
export const { version } = createRequire(import.meta.url)('softmax-fn/package.json')
export const softmax = (logits) => softmaxFn(logits)
