import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { laws } from '../../src/laws/index.ts'
import { select } from '../../src/laws/select.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify } from '../../src/verdict/verify.ts'
import { correct } from '../doubles/correct/index.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { drawsToHold, freshSeeds, isSoak } from '../soak.ts'

const textbook = select({ tier: 'textbook' }, laws)

describe('an implementation that is right', () => {
  it('computes every operation', () => {
    for (const { implementation } of correct)
      expect(Object.keys(implementation.operations), implementation.name).toEqual(operationNames)
  })
})

describe.each(correct.map(({ implementation }) => [implementation.name, implementation] as const))(
  '%s, which is right,',
  (name, implementation) => {
    it.each(drawsToHold(5, 1000))(
      'holds every textbook law in $runs runs from seed $seed',
      { timeout: 0 },
      async ({ reach, ...draw }) => {
        const setting = settingOf(implementation, reach)
        const broken: string[] = []
        for (const law of textbook) {
          const verdict = await verify(law, implementation, draw, setting)
          // What has no name among the policies, or is too coarse to be judged, is skipped.
          if (!['passed', 'skipped'].includes(verdict.status)) broken.push(explain(verdict, name))
        }
        expect(broken.join('\n')).toBe('')
      },
    )
  },
)

describe.each(correct.flatMap(({ twins }) => twins.map((twin) => [twin.name, twin] as const)))(
  '%s, which is too narrow,',
  (_, twin) => {
    it.each(freshSeeds(isSoak ? 5 : 1))(
      'breaks a textbook law from seed %i',
      { timeout: 0 },
      async (seed) => {
        for (const law of textbook)
          if ((await verify(law, twin, { runs: 100, seed })).status === 'falsified') return
        expect.fail('it holds every textbook law')
      },
    )
  },
)
