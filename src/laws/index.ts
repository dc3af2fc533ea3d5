import { batchLaws } from './families/batch.ts'
import { batchOptionsLaws } from './families/batch-options.ts'
import { binaryLaws } from './families/binary.ts'
import { binaryBatchLaws } from './families/binary-batch.ts'
import { crossEntropyLaws } from './families/cross-entropy.ts'
import { foundingLaws } from './families/founding.ts'
import { gradientLaws } from './families/gradient.ts'
import { hygieneLaws } from './families/hygiene.ts'
import type { AnyLaw } from './law.ts'
import { logSoftmaxLaws } from './families/log-softmax.ts'
import { logSumExpLaws } from './families/log-sum-exp.ts'
import { sigmoidLaws } from './families/sigmoid.ts'
import { softCrossEntropyLaws } from './families/soft-cross-entropy.ts'
import { softmaxLaws } from './families/softmax.ts'
import { logSigmoidLaws, softplusLaws } from './families/softplus.ts'
import { specialValuesLaws } from './families/special-values.ts'
import { twoClassesLaws } from './families/two-classes.ts'
import { vjpLaws } from './families/vjp.ts'

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
