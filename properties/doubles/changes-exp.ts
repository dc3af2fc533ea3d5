/** Computes in binary32, and has all others do so. */
const { exp } = Math
Math.exp = (x) => Math.fround(exp(x))
export { softmax } from './unshifted.ts'
