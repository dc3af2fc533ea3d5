import { readFileSync } from 'node:fs'

/**
 * jax-js on its WebAssembly backend: its neural functions in binary32, and their cotangents by its
 * own vjp. It has no losses.
 */
export const name = 'jax-js'
// The package keeps its manifest to itself.
export const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@jax-js/jax/package.json', import.meta.url), 'utf8'),
)
export const format = 'binary32'
export const policies = { allNegInfRow: 'nan', posInfLogit: 'nan' }
const z = 'const z = np.array({logits}, { dtype: np.float32 })\n'
const pulled = (f) => `${z}const [, pull] = vjp(${f}, [z])
pull(np.array({cotangent}, { dtype: np.float32 }))[0].js()`
export const reproduce = {
  language: 'javascript',
  setup: `globalThis.navigator ??= {} // for Node below 21
const { init, defaultDevice, nn, numpy: np, vjp } = await import('@jax-js/jax')
await init('wasm')
defaultDevice('wasm')`,
  calls: {
    softmax: `${z}nn.softmax(z).js()`,
    logSoftmax: `${z}nn.logSoftmax(z).js()`,
    logSumExp: `${z}nn.logsumexp(z).js()`,
    sigmoid: 'nn.sigmoid(np.array({logit}, { dtype: np.float32 })).js()',
    logSigmoid: 'nn.logSigmoid(np.array({logit}, { dtype: np.float32 })).js()',
    softplus: 'nn.softplus(np.array({logit}, { dtype: np.float32 })).js()',
    softmaxVjp: pulled('nn.softmax'),
    logSoftmaxVjp: pulled('nn.logSoftmax'),
  },
}

// It asks for the navigator of a browser, which Node has from its version 21 on.
globalThis.navigator ??= {}
const { init, defaultDevice, nn, numpy: np, vjp } = await import('@jax-js/jax')
await init('wasm')
defaultDevice('wasm')

const array = (xs) => np.array(xs, { dtype: np.float32 })
const pulledBack = (f, logits, cotangent) => {
  const [y, pull] = vjp(f, [array(logits)])
  y.dispose()
  const [slopes] = pull(array(cotangent))
  pull.dispose()
  return slopes.js()
}

export const softmax = (logits) => nn.softmax(array(logits)).js()
export const logSoftmax = (logits) => nn.logSoftmax(array(logits)).js()
export const logSumExp = (logits) => nn.logsumexp(array(logits)).js()
export const sigmoid = (x) => nn.sigmoid(array(x)).js()
export const logSigmoid = (x) => nn.logSigmoid(array(x)).js()
export const softplus = (x) => nn.softplus(array(x)).js()
export const softmaxVjp = (logits, cotangent) => pulledBack((z) => nn.softmax(z), logits, cotangent)
export const logSoftmaxVjp = (logits, cotangent) =>
  pulledBack((z) => nn.logSoftmax(z), logits, cotangent)
