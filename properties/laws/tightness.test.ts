import { describe, expect, it } from 'vitest'
import { reference } from '../../src/core/reference.ts'
import { operationNames } from '../../src/contract/operations.ts'
import { laws } from '../../src/laws/index.ts'
import { fewShapes } from '../../src/laws/shapes.ts'
import { valuesOf } from '../../src/laws/values.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { freshSeeds, isSoak } from '../soak.ts'

/**
 * How much of its budget the reference uses at most. A textbook budget grants elementary functions
 * nine times what they err by here, sums that are rescaled and logits that are rounded first; the
 * accurate one grants an algorithm what it does.
 */
const least = { textbook: 0.1, accurate: 0.3 } as const

/**
 * Where a budget is looser. The reference takes the greatest term of a sum for 1, which errs by
 * nothing, where an exponential is granted 4.5 units in the last place; and of softplus it takes the
 * logarithm of a number near 1, where log(1 + e^x) is granted as many units of the whole result. An
 * entropy is granted what softmax and its logarithm err by, each with a sum of its own, or log-sum-exp
 * less a mean of logits; the reference makes one sum of terms of one sign. A power of 1 - p is granted
 * what cancels there, and a mean averages what is left.
 */
const looser: Readonly<Record<string, number>> = {
  'log-sum-exp/value': 0.06,
  'merge-log-sum-exp/value': 0.06,
  'z-loss/value': 0.08,
  'entropy/value': 0.015,
  'entropy/gradient': 0.06,
  'log-sigmoid/value': 0.06,
  'batch-options/focal-weighted-mean': 0.05,
  'softplus/value': 0.06,
  'binary/value': 0.08,
  'binary/gradient-value': 0.07,
  'binary-batch/mean': 0.08,
  'binary-batch/pos-weight': 0.08,
  'binary-batch/gradient': 0.08,
  'binary-batch/mean-gradient': 0.08,
  'batch-vjp/binary': 0.08,
  'binary-batch/gradient-any-options': 0.08,
}

describe.skipIf(!isSoak)('the budget of', () => {
  const rows = operationNames.flatMap(valuesOf)
  it.each(rows)('$id is tight ($tier)', { timeout: 0 }, async ({ id, tier }) => {
    const law = laws.find((one) => one.id === id) as (typeof laws)[number]
    const [seed] = freshSeeds(1)
    const verdict = await verify(
      law,
      reference,
      { runs: 100_000, seed: seed as number },
      settingOf(reference, fewShapes),
    )
    const used = verdict.status === 'passed' ? verdict.worst : NaN
    console.log(`${id}: ${used.toFixed(3)} of its budget, from seed ${seed}`)
    expect(used).toBeGreaterThanOrEqual(looser[id] ?? least[tier])
  })
})
