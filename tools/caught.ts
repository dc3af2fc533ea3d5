import { reference } from '../src/core/reference.ts'
import { laws } from '../src/laws/index.ts'
import type { AnyLaw } from '../src/laws/law.ts'
import type { Exhibit, Mistake } from '../src/mistakes/mistake.ts'
import { verify } from '../src/verdict/verify.ts'

/**
 * The exhibits with the laws that catch each of them from every seed. Throws an Error where a law
 * catches a mistake from some seeds and not from others, and so lacks an example, or where one that
 * a mistake was written for is no law, or does not catch it.
 */
export const caught = async (
  exhibits: readonly Exhibit[],
  seeds: readonly number[],
): Promise<readonly Mistake[]> => {
  const ids = laws.map(({ id }) => id)
  for (const { id, writtenFor } of exhibits)
    for (const law of writtenFor)
      if (!ids.includes(law))
        throw new Error(
          `src/mistakes/${id}.ts, field writtenFor: expected the id of a law, but received ${law}`,
        )
  const mistakes: Mistake[] = []
  const doubts: string[] = []
  for (const exhibit of exhibits) {
    const always: string[] = []
    for (const law of laws.filter((law) => concerns(law, exhibit))) {
      const catching = await seedsThatCatch(exhibit, law, seeds)
      if (catching.length === seeds.length) always.push(law.id)
      else if (catching.length > 0)
        doubts.push(
          `${law.id} before mistake:${exhibit.id}: expected it to be caught from every seed of `
            + `${seeds.join(', ')} or from none, but received only from ${catching.join(', ')}`,
        )
    }
    for (const law of exhibit.writtenFor.filter((law) => !always.includes(law)))
      doubts.push(`${law} before mistake:${exhibit.id}: expected it to be caught, but it is not`)
    mistakes.push({ ...exhibit, caughtBy: always })
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

const seedsThatCatch = async (
  { implementation }: Exhibit,
  law: AnyLaw,
  seeds: readonly number[],
): Promise<readonly number[]> => {
  const catching: number[] = []
  for (const seed of seeds) {
    const { status } = await verify(law, implementation, { runs: 100, seed })
    if (status === 'falsified') catching.push(seed)
  }
  return catching
}
