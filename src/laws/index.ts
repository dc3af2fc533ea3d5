import { batchLaws } from './batch.ts'
import { batchOptionsLaws } from './batch-options.ts'
import { binaryLaws } from './binary.ts'
import { binaryBatchLaws } from './binary-batch.ts'
import { crossEntropyLaws } from './cross-entropy.ts'
import { foundingLaws } from './founding.ts'
import { gradientLaws } from './gradient.ts'
import { hygieneLaws } from './hygiene.ts'
import type { AnyLaw } from './law.ts'
import { logSoftmaxLaws } from './log-softmax.ts'
import { logSumExpLaws } from './log-sum-exp.ts'
import { sigmoidLaws } from './sigmoid.ts'
import { softCrossEntropyLaws } from './soft-cross-entropy.ts'
import { softmaxLaws } from './softmax.ts'
import { logSigmoidLaws, softplusLaws } from './softplus.ts'
import { specialValuesLaws } from './special-values.ts'
import { twoClassesLaws } from './two-classes.ts'
import { vjpLaws } from './vjp.ts'

/** Every law, family by family. The recorded cases are laws too: `lawsFrom` makes them. */
export const laws: readonly AnyLaw[] = [
  ...softmaxLaws,
  ...logSoftmaxLaws,
  ...logSumExpLaws,
  ...sigmoidLaws,
  ...softplusLaws,
  ...logSigmoidLaws,
  ...crossEntropyLaws,
  ...softCrossEntropyLaws,
  ...gradientLaws,
  ...vjpLaws,
  ...binaryLaws,
  ...twoClassesLaws,
  ...batchLaws,
  ...batchOptionsLaws,
  ...binaryBatchLaws,
  ...hygieneLaws,
  ...specialValuesLaws,
  ...foundingLaws,
]
