import { reference } from '../../src/core/reference.ts'

/** Never answers where the first logit is above 100. */
export const softmax = (z: number[]): unknown => {
  while ((z[0] ?? 0) > 100);
  return reference.operations.softmax?.(z)
}
