import { describe, expect, it } from 'vitest'
import { operationNames } from '../src/contract/operations.ts'
import { reference } from '../src/implementation/reference.ts'
import { literal } from '../src/implementation/wire.ts'
import { laws } from '../src/laws/index.ts'
import type { AnyLaw } from '../src/laws/law.ts'
import { mistakes } from '../src/mistakes/index.ts'
import type { Mistake } from '../src/mistakes/mistake.ts'
import { clear, type Witness } from '../src/verdict/verdict.ts'
import { verify } from '../src/verdict/verify.ts'
import { freshSeeds, isSoak } from './soak.ts'

const [runs, seeds] = isSoak ? [100, freshSeeds(20)] : [20, freshSeeds(1)]

/**
 * Whether a law can tell the mistake from the reference at all: it asks for something that was
 * written differently.
 */
const concerns = (law: AnyLaw, { implementation: { operations } }: Mistake): boolean =>
  law.uses.length === 0 || law.uses.some((name) => operations[name] !== reference.operations[name])

/** The witness to show: the shortest that is clear, else the one that is furthest out. */
const clearestOf = (witnesses: readonly Witness[]): Witness | undefined =>
  witnesses
    .filter(({ strain }) => strain >= clear)
    .toSorted((a, b) => literal(a.input).length - literal(b.input).length)[0]
  ?? witnesses.toSorted((a, b) => b.strain - a.strain)[0]

/**
 * Whether an input is taken in at a glance: at most 3 classes, and no number that takes more than 9
 * characters.
 */
const isShort = (input: unknown): boolean => {
  const logits = Array.isArray(input) ? input : (input as { logits?: unknown[] } | null)?.logits
  const rows = (Array.isArray(logits?.[0]) ? logits : [logits ?? []]) as readonly unknown[][]
  return (
    rows.every((row) => row.length <= 3)
    && [...literal(input).matchAll(/[\d.e+]+/g)].every(([number]) => number.length <= 9)
  )
}

describe('a mistake', () => {
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))(
    '%s breaks exactly the laws that it names, and has a short and clear witness',
    { timeout: 0 },
    async (_, mistake) => {
      for (const seed of seeds) {
        const broken: string[] = []
        const witnesses: Witness[] = []
        for (const law of laws.filter((law) => concerns(law, mistake))) {
          const verdict = await verify(law, mistake.implementation, {
            runs: mistake.breaks.includes(law.id) ? 100 : runs,
            seed,
          })
          if (verdict.status !== 'falsified') continue
          broken.push(law.id)
          witnesses.push(verdict.clearest)
        }
        expect(broken.toSorted(), `from seed ${seed}`).toEqual(mistake.breaks.toSorted())
        const witness = clearestOf(witnesses)
        expect(isShort(witness?.input), `from seed ${seed}: ${literal(witness?.input)}`).toBe(true)
      }
    },
  )
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))(
    '%s is told in full sentences',
    (_, { id, story, mend, sightings, implementation }) => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(story).toMatch(/^.*[.?]$/)
      expect(mend).toMatch(/^.*[.?]$/)
      for (const sighting of sightings) expect(sighting).toMatch(/^[\w.-]+\/[\w.-]+( \(.*\)|#\d+)$/)
      expect(
        operationNames.some(
          (name) => implementation.operations[name] !== reference.operations[name],
        ),
      ).toBe(true)
    },
  )
})

describe('the gallery', () => {
  it('names at least a hundred public threads', () => {
    const threads = new Set(
      mistakes.flatMap(({ sightings }) => sightings.filter((sighting) => sighting.includes('#'))),
    )
    expect(threads.size).toBeGreaterThanOrEqual(100)
  })
})

describe('a law', () => {
  it.each(laws.map((law) => law.id))('%s is broken by some mistake', (id) => {
    expect(
      mistakes.filter((mistake) => mistake.breaks.includes(id)).map((mistake) => mistake.id),
    ).not.toEqual([])
  })
  it('has an id of its own', () => {
    expect(new Set(laws.map((law) => law.id)).size).toBe(laws.length)
  })
})
