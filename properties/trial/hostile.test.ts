import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { shapeOf } from '../../src/contract/shape.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { verify } from '../../src/verdict/verify.ts'
import { seedsToFail } from '../soak.ts'

const [seed = 1] = seedsToFail(1)

/**
 * Laws that compare answers with one another, and so may find them all within the budget: they
 * prove nothing of an implementation that is hopelessly small, or infinite where a slope is asked
 * for, which other laws refute.
 */
const comparing = new Set(
  `
  softmax/shift-invariant softmax/permutation-equivariant softmax/keeps-order softmax/keeps-ties
  softmax/log-odds softmax/competes softmax/sharpens
  log-softmax/shift-invariant log-softmax/permutation-equivariant log-softmax/idempotent
  log-sum-exp/convex log-sum-exp/associative log-sum-exp/masks-out log-sum-exp/monotone
  merge-log-sum-exp/of-parts merge-log-sum-exp/associative merge-log-sum-exp/masks-out
  merge-log-sum-exp/rescales-softmax merge-log-sum-exp/loss
  sigmoid/monotone softplus/monotone log-sigmoid/mirrors-softplus
  cross-entropy/shift-invariant cross-entropy/convex cross-entropy/masks-out cross-entropy/one-hot
  nll-loss/is-cross-entropy nll-loss/chain-rule
  soft-cross-entropy/is-expected-surprise soft-cross-entropy/linear-in-target
  entropy/shift-invariant entropy/slope-of-own-value kl-divergence/slope-of-own-loss
  hessian/label-drops-out
  gradient/shift-invariant vjp/linear vjp/log-softmax-is-soft-gradient
  binary/mirrored binary/affine-in-target binary/convex binary/increasing
  two-classes/softmax-is-sigmoid two-classes/cross-entropy-is-binary
  two-classes/soft-cross-entropy-is-binary two-classes/gradient-is-binary
  batch/rows-independent batch/one-row batch/sum batch-options/micro-batches
  batch-vjp/ones batch-vjp/shares batch-vjp/binary-ones batch-vjp/binary-shares
  founding/sigmoid-bounds-odds founding/softmax-generalises-sigmoid
  z-loss/square-of-log-sum-exp
  softplus/slope-is-sigmoid log-sum-exp/slope-is-softmax binary/slope-of-own-loss
  gradient/slope-of-own-loss gradient/slope-of-own-soft-loss z-loss/slope-of-own-loss
  entropy/shift-invariant entropy/slope-of-own-value kl-divergence/slope-of-own-loss
  hessian/label-drops-out
`.split(/\s+/),
)

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
  it.each(laws.map((law) => [law.id, law] as const))('gets a verdict on %s', async (id, law) => {
    const verdict = await verify(law, implementation, { runs: 20, seed })
    const isLeftOpen =
      comparing.has(id)
      && verdict.status === 'skipped'
      && verdict.reason.startsWith('no verdict here: the budget exceeds the result at every ')
    if (!isLeftOpen) expect(verdict.status).toMatch(/^(passed|falsified)$/)
  })
})
