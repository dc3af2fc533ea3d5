import type { AnyLaw } from './law.ts'
import { softmaxLaws } from './softmax.ts'

/** Every law, family by family. */
export const laws: readonly AnyLaw[] = [
  ...softmaxLaws,
]
