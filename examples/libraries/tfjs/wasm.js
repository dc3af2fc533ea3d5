import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { fileURLToPath } from 'node:url'
import { reproduceWith } from './operations.js'

/** TensorFlow.js on its WebAssembly backend, whose kernels are XNNPACK. */
export const name = 'tfjs-wasm'
export * from './operations.js'
export const reproduce = reproduceWith(`import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
await tf.setBackend('wasm')`)

setWasmPaths(
  fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)),
)
await tf.setBackend('wasm')
