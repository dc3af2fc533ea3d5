import * as tf from '@tensorflow/tfjs'

/** TensorFlow.js on its CPU backend, in plain JavaScript. */
export const name = 'tfjs'
export * from './operations.js'

await tf.setBackend('cpu')
