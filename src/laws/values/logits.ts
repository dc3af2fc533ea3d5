import {
  logSigmoidAbsolute,
  logSigmoidTail,
  sigmoidTail,
  sigmoidValue,
  softplusAbsolute,
  softplusTail,
} from '../budgets/logarithms.ts'
import {
  binaryAbsolute,
  binaryGradient,
  binaryGradientTail,
  binaryTail,
} from '../budgets/losses.ts'
import type { Value } from '../value.ts'

/** Which budget judges the operations on one logit, tier by tier. */
export const logitValues = {
  sigmoid: [
    { id: 'sigmoid/value', tier: 'textbook', budget: (_, format) => sigmoidValue(format) },
    { id: 'sigmoid/tail', tier: 'accurate', budget: sigmoidTail },
  ],
  logSigmoid: [
    { id: 'log-sigmoid/value', tier: 'textbook', budget: logSigmoidAbsolute },
    { id: 'log-sigmoid/tail', tier: 'accurate', budget: logSigmoidTail },
  ],
  softplus: [
    { id: 'softplus/value', tier: 'textbook', budget: softplusAbsolute },
    { id: 'softplus/tail', tier: 'accurate', budget: softplusTail },
  ],
  binaryCrossEntropy: [
    { id: 'binary/value', tier: 'textbook', budget: (x, _, format) => binaryAbsolute(x, format) },
    { id: 'binary/tail', tier: 'accurate', budget: binaryTail },
  ],
  binaryCrossEntropyGradient: [
    {
      id: 'binary/gradient-value',
      tier: 'textbook',
      budget: (_x, _t, format) => binaryGradient(format),
    },
    { id: 'binary/gradient-tail', tier: 'accurate', budget: binaryGradientTail },
  ],
} as const satisfies {
  readonly [
    O in 'sigmoid' | 'logSigmoid' | 'softplus' | 'binaryCrossEntropy' | 'binaryCrossEntropyGradient'
  ]: readonly Value<O>[]
}
