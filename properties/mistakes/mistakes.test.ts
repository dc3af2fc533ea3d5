import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { reference } from '../../src/core/reference.ts'
import { literal } from '../../src/contract/literal.ts'
import { written } from '../../src/contract/runs.ts'
import { caught, reachOf } from '../../tools/caught.ts'
import { laws } from '../../src/laws/index.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { clear, type Witness } from '../../src/verdict/verdict.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { isSoak, seedsToFail } from '../soak.ts'

const seeds = seedsToFail(isSoak ? 20 : 1)
const runs = 100
const each = mistakes.map((mistake) => [mistake.id, mistake] as const)
const named = (ids: readonly string[]) => ids.flatMap((id) => laws.filter((law) => law.id === id))

/** The witness to show: the shortest that is clear, else the one that is furthest out. */
const clearestOf = (witnesses: readonly Witness[]): Witness | undefined =>
  witnesses
    .filter(({ strain }) => strain >= clear)
    .toSorted((a, b) => literal(a.input).length - literal(b.input).length)[0]
  ?? witnesses.toSorted((a, b) => b.strain - a.strain)[0]

/**
 * Whether an input is taken in at a glance: at most 3 classes, and no number that takes more than
 * 10 characters.
 */
const isShort = (input: unknown): boolean => {
  const logits = Array.isArray(input) ? input : (input as { logits?: unknown[] } | null)?.logits
  const rows = (Array.isArray(logits?.[0]) ? logits : [logits ?? []]) as readonly unknown[][]
  return (
    rows.every((row) => row.length <= 3)
    && [...literal(input).matchAll(/[\d.e+]+/g)].every(([number]) => number.length <= 10)
  )
}

/** Whether an input of any size is written in a few lines. */
const isInFewRuns = (input: unknown): boolean => written(input).length <= 320

describe('a mistake', () => {
  it.each(each)(
    '%s is caught by the laws that it was written for, with a short and clear witness',
    async (_, mistake) => {
      const { writtenFor, implementation } = mistake
      const setting = settingOf(implementation, reachOf(mistake))
      for (const seed of seeds) {
        const witnesses: Witness[] = []
        for (const law of named(writtenFor)) {
          const verdict = await verify(law, implementation, { runs, seed }, setting)
          expect(['falsified', 'errored'], `${law.id} from seed ${seed}`).toContain(verdict.status)
          if (verdict.status === 'falsified') witnesses.push(verdict.clearest)
          // What throws, or answers in another shape, is off by more than any budget.
          if (verdict.status === 'errored')
            witnesses.push({ input: verdict.input, refuted: [], strain: Infinity })
        }
        const witness = clearestOf(witnesses)
        const isReadable = mistake.from === undefined ? isShort : isInFewRuns
        expect(isReadable(witness?.input), `from seed ${seed}: ${written(witness?.input)}`).toBe(
          true,
        )
      }
    },
  )
  it.each(each)('%s was written for one to three of the laws that catch it', (_, mistake) => {
    expect([1, 2, 3]).toContain(mistake.writtenFor.length)
    expect(new Set(mistake.writtenFor).size).toBe(mistake.writtenFor.length)
    expect(mistake.caughtBy).toEqual(expect.arrayContaining([...mistake.writtenFor]))
  })
  it.runIf(isSoak).each(each)(
    '%s is caught by the laws that are on record',
    { timeout: 0 },
    async (_, mistake) => {
      const [found] = await caught([mistake], seeds)
      // What is caught from some seeds alone may be caught from all of a few.
      expect([...(found?.caughtBy ?? []), ...(found?.sometimes ?? [])]).toEqual(
        expect.arrayContaining([...mistake.caughtBy]),
      )
    },
  )
  it.each(each)(
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
  it.each(laws.map((law) => [law.id, law] as const))(
    '%s catches, of the mistakes that it is on record for, the one that the fewest others catch',
    async (id, law) => {
      const [sharpest] = mistakes
        .filter(({ caughtBy }) => caughtBy.includes(id))
        // What shows in wide rows alone is not for every law to draw.
        .toSorted(
          (a, b) =>
            Number(a.from !== undefined) - Number(b.from !== undefined)
            || a.caughtBy.length - b.caughtBy.length,
        )
      const mistake = sharpest ?? expect.unreachable('a mistake')
      const { implementation } = mistake
      const setting = settingOf(implementation, reachOf(mistake))
      for (const seed of seeds) {
        const { status } = await verify(law, implementation, { runs, seed }, setting)
        expect(['falsified', 'errored'], `${implementation.name} from seed ${seed}`).toContain(
          status,
        )
      }
    },
  )
  it('has an id of its own', () => {
    expect(new Set(laws.map((law) => law.id)).size).toBe(laws.length)
  })
})
