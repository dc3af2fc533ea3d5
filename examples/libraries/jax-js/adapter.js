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
