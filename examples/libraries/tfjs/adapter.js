import * as tf from '@tensorflow/tfjs'
import { reproduceWith } from './operations.js'

/** TensorFlow.js on its CPU backend, in plain JavaScript. */
export const name = 'tfjs'
export * from './operations.js'
export const reproduce = reproduceWith(`import * as tf from '@tensorflow/tfjs'
await tf.setBackend('cpu')`)

await tf.setBackend('cpu')
