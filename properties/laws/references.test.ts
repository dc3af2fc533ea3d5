import { describe, expect, it } from 'vitest'
import { references } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify } from '../../src/verdict/verify.ts'
import { freshSeeds, isSoak } from '../soak.ts'

const [runs, seeds] = isSoak ? [10_000, freshSeeds(3)] : [40, freshSeeds(1)]

describe.each(references)('$name', (reference) => {
  describe.each(seeds)('from seed %i', (seed) => {
    it.each(laws.map((law) => [law.id, law] as const))(
      'upholds %s',
      { timeout: 0 },
      async (_, law) => {
        const verdict = await verify(law, reference, { runs, seed })
        expect(verdict.status, explain(verdict, reference.name)).toBe('passed')
      },
    )
  })
})
