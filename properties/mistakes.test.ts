import { describe, expect, it } from 'vitest'
import { operationNames } from '../src/implementation/implementation.ts'
import { reference } from '../src/implementation/reference.ts'
import { laws } from '../src/laws/index.ts'
import type { AnyLaw } from '../src/laws/law.ts'
import { mistakes } from '../src/mistakes/index.ts'
import type { Mistake } from '../src/mistakes/mistake.ts'
import { verify } from '../src/verdict/verify.ts'
import { freshSeeds, isSoak } from './soak.ts'

const [runs, seeds] = isSoak ? [100, freshSeeds(20)] : [20, freshSeeds(1)]

/** Whether a law can tell the mistake from the reference at all: it asks for something that was written differently. */
const concerns = (law: AnyLaw, { implementation: { operations } }: Mistake): boolean =>
  law.uses.length === 0 || law.uses.some((name) => operations[name] !== reference.operations[name])

describe('a mistake', () => {
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))('%s breaks exactly the laws that it names', { timeout: 0 }, async (_, mistake) => {
    for (const seed of seeds) {
      const broken: string[] = []
      for (const law of laws.filter((law) => concerns(law, mistake))) {
        const verdict = await verify(law, mistake.implementation, { runs: mistake.breaks.includes(law.id) ? 100 : runs, seed })
        if (verdict.status === 'falsified') broken.push(law.id)
      }
      expect(broken.toSorted(), `from seed ${seed}`).toEqual(mistake.breaks.toSorted())
    }
  })
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))('%s is told in full sentences', (_, { id, story, mend, sightings, implementation }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(story).toMatch(/^.*[.?]$/)
    expect(mend).toMatch(/^.*[.?]$/)
    for (const sighting of sightings) expect(sighting).toMatch(/^[\w.-]+\/[\w.-]+( \(.*\)|#\d+)$/)
    expect(operationNames.some((name) => implementation.operations[name] !== reference.operations[name])).toBe(true)
  })
})

describe('a law', () => {
  it.each(laws.map((law) => law.id))('%s is broken by some mistake', (id) => {
    expect(mistakes.filter((mistake) => mistake.breaks.includes(id)).map((mistake) => mistake.id)).not.toEqual([])
  })
  it('has an id of its own', () => {
    expect(new Set(laws.map((law) => law.id)).size).toBe(laws.length)
  })
})
