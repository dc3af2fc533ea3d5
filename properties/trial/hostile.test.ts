import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { shapeOf } from '../../src/contract/shape.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { verify } from '../../src/verdict/verify.ts'

/** An implementation that answers in the right shape, always with the same number. */
const always = (x: number): Implementation => ({
  ...reference,
  name: `always ${x}`,
  operations: Object.fromEntries(
    operationNames.map((name) => [
      name,
      (...args: unknown[]) => {
        const shape = shapeOf(name, args)
        if (shape === 'number') return x
        return 'vector' in shape ?
            Array<number>(shape.vector).fill(x)
          : shape.rows.map((n) => Array<number>(n).fill(x))
      },
    ]),
  ),
})

describe.each(
  [NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, -0, Number.MIN_VALUE].map(
    (x) => [x, always(x)] as const,
  ),
)('an implementation that always answers %s', (_, implementation) => {
  it.each(laws.map((law) => [law.id, law] as const))('gets a verdict on %s', async (_, law) => {
    expect((await verify(law, implementation, { runs: 20 })).status).toMatch(/^(passed|falsified)$/)
  })
})
