import { binaryLaws } from './binary.ts'
import { crossEntropyLaws } from './cross-entropy.ts'
import { gradientLaws } from './gradient.ts'
import type { AnyLaw } from './law.ts'
import { softCrossEntropyLaws } from './soft-cross-entropy.ts'
import { softmaxLaws } from './softmax.ts'
import { twoClassesLaws } from './two-classes.ts'
import { vjpLaws } from './vjp.ts'

/** Every law, family by family. */
export const laws: readonly AnyLaw[] = [
  ...softmaxLaws,
  ...crossEntropyLaws,
  ...softCrossEntropyLaws,
  ...gradientLaws,
  ...vjpLaws,
  ...binaryLaws,
  ...twoClassesLaws,
]
