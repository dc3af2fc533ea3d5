import * as fc from 'fast-check'
import { bench, describe } from 'vitest'
import { numbersOf } from '../../src/contract/numbers.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { verify } from '../../src/verdict/verify.ts'
import type { Implementation } from '../../src/contract/implementation.ts'

const options = { time: 200, warmupTime: 50, warmupIterations: 1 }
const runs = 100
const asked = { numbers: numbersOf('binary64') }

/** The reference behind promises, as a model on a device would answer. */
const promising: Implementation = {
  ...reference,
  operations: Object.fromEntries(
    Object.entries(reference.operations).map(([name, run]) => [
      name,
      async (...args: never[]) => (run as (...args: never[]) => unknown)(...args),
    ]),
  ),
}

describe('100 inputs and the examples of', () => {
  for (const law of laws)
    bench(law.id, async () => void (await verify(law, reference, { runs, seed: 1 })), options)
})

describe.each(['softmax/value', 'cross-entropy/value', 'batch/rows-independent'])(
  '100 inputs for %s',
  (id) => {
    const law = laws.find((one) => one.id === id) as (typeof laws)[number]
    const inputs = fc.oneof(
      { weight: 3, arbitrary: law.inputs(asked, 'readable') },
      { weight: 2, arbitrary: law.inputs(asked, 'raw') },
    )
    bench(
      'drawn by fast-check, and not judged',
      () =>
        void fc.check(
          fc.property(inputs, () => {}),
          { numRuns: runs, seed: 1 },
        ),
      options,
    )
    bench(
      'drawn and judged',
      async () => void (await verify(law, reference, { runs, seed: 1 })),
      options,
    )
    bench(
      'drawn and judged, behind promises',
      async () => void (await verify(law, promising, { runs, seed: 1 })),
      options,
    )
  },
)
