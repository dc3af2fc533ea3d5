import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { rowOf, type OperationName } from '../../src/contract/operations.ts'
import { written } from '../../src/contract/runs.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify, verifyAt } from '../../src/verdict/verify.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { isSoak, seedsToFail } from '../soak.ts'

const lawNamed = (id: string) => laws.find((law) => law.id === id) ?? expect.unreachable(id)

/** The reference, but its answers for rows of so many classes and more are 42. */
const wrongFrom = (operation: OperationName, classes: number): Implementation => {
  const right = reference.operations[operation] as (...args: unknown[]) => number | number[]
  const wrong = (logits: readonly number[], ...others: unknown[]): number | number[] => {
    const result = right(logits, ...others)
    if (logits.length < classes) return result
    return Array.isArray(result) ? result.map(() => 42) : 42
  }
  return {
    ...reference,
    operations: { ...reference.operations, [operation]: wrong },
  }
}

const ofRows = [
  ['softmax', 'softmax/value'],
  ['logSoftmax', 'log-softmax/value'],
  ['logSumExp', 'log-sum-exp/value'],
  ['crossEntropy', 'cross-entropy/value'],
  ['crossEntropyGradient', 'gradient/p-minus-y'],
  ['softCrossEntropy', 'soft-cross-entropy/value'],
  ['softCrossEntropyGradient', 'gradient/weights'],
  ['softmaxVjp', 'vjp/value'],
  ['logSoftmaxVjp', 'vjp/log-softmax'],
  ['zLoss', 'z-loss/value'],
  ['entropy', 'entropy/value'],
  ['entropyGradient', 'entropy/gradient'],
  ['klDivergence', 'kl-divergence/value'],
  ['klDivergenceGradient', 'kl-divergence/gradient'],
  ['logSumExpHessianTimes', 'hessian/log-sum-exp'],
  ['crossEntropyHessianTimes', 'hessian/cross-entropy'],
  ['zLossGradient', 'z-loss/gradient'],
  ['mergeLogSumExp', 'merge-log-sum-exp/value'],
  ['nllLoss', 'nll-loss/value'],
  ['nllLossGradient', 'nll-loss/gradient'],
] as const
const sizes = [2, 7, 15, 33, 65, 129, 257, 1025, 4097, 12_289, 32_769, 65_537, 100_001, 262_145]

describe.each(isSoak ? ofRows : ofRows.slice(0, 1))(
  '%s that is wrong from so many classes on',
  (operation, law) => {
    it.each(sizes)('%i is refuted at so many', { timeout: 0 }, async (classes) => {
      for (const seed of seedsToFail(isSoak ? 5 : 1)) {
        const verdict = await verify(lawNamed(law), wrongFrom(operation, classes), { seed })
        if (verdict.status !== 'falsified') expect.unreachable(explain(verdict))
        const { input } = verdict.smallest
        const logits = Array.isArray(input) ? input : (input as { logits: number[] }).logits
        expect(logits.length, `${written(input)} from seed ${seed}`).toBe(classes)
      }
    })
  },
)

describe('the bounds of a trial', () => {
  it('lower what is drawn, and raise it', async () => {
    const late = wrongFrom('softmax', 300_000)
    const law = lawNamed('softmax/value')
    expect(await verify(law, late, { seed: 1 })).toHaveProperty('status', 'passed')
    const further = settingOf(late, { classes: 400_000 })
    expect(await verify(law, late, { seed: 1 }, further)).toHaveProperty('status', 'falsified')
    const nearer = settingOf(wrongFrom('softmax', 20), { classes: 19 })
    expect(await verify(law, wrongFrom('softmax', 20), { seed: 1 }, nearer)).toHaveProperty(
      'status',
      'passed',
    )
  })
})

it('nothing overflows a stack at a million classes', async () => {
  const z = Array<number>(1_000_000).fill(0)
  for (const [operation, law] of ofRows) {
    const last = z.with(999_999, 1)
    const beside = { logits: z, label: 999_999, target: last, cotangent: last, direction: last }
    const input = rowOf(operation).takes.length === 1 ? z : beside
    const verdict = await verifyAt(lawNamed(law), reference, input)
    expect(['passed', 'skipped'], explain(verdict)).toContain(verdict.status)
  }
})
