import { describe, expect, it } from 'vitest'
import { references } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify } from '../../src/verdict/verify.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { drawsToHold } from '../soak.ts'

/** Eight bits of arithmetic leave no verdict on a difference of several losses, or of focal slopes. */
const isTooCoarse = (law: string, reference: string): boolean =>
  reference === 'core:bfloat16-arithmetic'
  && [
    'softplus/slope-is-sigmoid',
    'founding/sigmoid-breaks-convexity',
    'founding/unequal-gaussians',
    'batch-options/focal-hedges',
  ].includes(law)

describe.each(references)('$name', (reference) => {
  describe.each(drawsToHold(25, 10_000))('$runs runs from seed $seed', ({ reach, ...draw }) => {
    const setting = settingOf(reference, reach)
    it.each(laws.map((law) => [law.id, law] as const))(
      'upholds %s',
      { timeout: 0 },
      async (_, law) => {
        const verdict = await verify(law, reference, draw, setting)
        const expected = isTooCoarse(law.id, reference.name) ? 'skipped' : 'passed'
        expect(verdict.status, explain(verdict, reference.name)).toBe(expected)
      },
    )
  })
})
