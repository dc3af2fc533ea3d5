import { reference } from '../src/core/reference.ts'
import { laws } from '../src/laws/index.ts'
import type { AnyLaw } from '../src/laws/law.ts'
import { defaultShapes, fewShapes, type Shapes } from '../src/laws/shapes.ts'
import type { Exhibit, Mistake } from '../src/mistakes/mistake.ts'
import { settingOf } from '../src/verdict/setting.ts'
import { verify } from '../src/verdict/verify.ts'

/** A mistake with the laws that catch it from every seed, and those that do from some. */
export type Caught = Mistake & { readonly sometimes: readonly string[] }

/**
 * The exhibits with the laws that catch each of them. Throws an Error where one that a mistake was
 * written for is no law, or does not catch it from every seed.
 */
export const caught = async (
  exhibits: readonly Exhibit[],
  seeds: readonly number[],
): Promise<readonly Caught[]> => {
  const ids = laws.map(({ id }) => id)
  for (const { id, writtenFor } of exhibits)
    for (const law of writtenFor)
      if (!ids.includes(law))
        throw new Error(
          `src/mistakes/${id}.ts, field writtenFor: expected the id of a law, but received ${law}`,
        )
  const mistakes: Caught[] = []
  const doubts: string[] = []
  for (const exhibit of exhibits) {
    const [always, sometimes]: [string[], string[]] = [[], []]
    for (const law of laws.filter((law) => concerns(law, exhibit))) {
      const catching = await seedsThatCatch(exhibit, law, seeds)
      if (catching.length === seeds.length) always.push(law.id)
      else if (catching.length > 0) sometimes.push(law.id)
      if (exhibit.writtenFor.includes(law.id) && sometimes.includes(law.id))
        doubts.push(
          `${law.id} before mistake:${exhibit.id}: expected it to be caught from every seed of `
            + `${seeds.join(', ')}, but received only from ${catching.join(', ')}`,
        )
    }
    for (const law of exhibit.writtenFor)
      if (!always.includes(law) && !sometimes.includes(law))
        doubts.push(`${law} before mistake:${exhibit.id}: expected it to be caught, but it is not`)
    mistakes.push({ ...exhibit, caughtBy: always, sometimes })
  }
  if (doubts.length > 0) throw new Error(doubts.join('\n'))
  return mistakes
}

/**
 * Whether a law can tell the mistake from the reference at all: it asks for something that was
 * written differently.
 */
const concerns = (law: AnyLaw, { implementation: { operations } }: Exhibit): boolean =>
  law.uses.length === 0 || law.uses.some((name) => operations[name] !== reference.operations[name])

/** How far a trial must reach to see a mistake: a few classes and rows, or as far as a default one. */
export const reachOf = ({ from }: Exhibit): Shapes => (from ? defaultShapes : fewShapes)

const seedsThatCatch = async (
  exhibit: Exhibit,
  law: AnyLaw,
  seeds: readonly number[],
): Promise<readonly number[]> => {
  const { implementation } = exhibit
  const setting = settingOf(implementation, reachOf(exhibit))
  const catching: number[] = []
  for (const seed of seeds) {
    const { status } = await verify(law, implementation, { runs: 100, seed }, setting)
    if (status === 'falsified' || status === 'errored') catching.push(seed)
  }
  return catching
}
