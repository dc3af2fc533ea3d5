import type { Fixture } from '../../records/fixture.ts'
import { reference } from '../../core/reference.ts'
import { written } from '../../contract/runs.ts'
import { laws } from '../../laws/index.ts'
import { familyOf, type AnyLaw } from '../../laws/law.ts'
import { mistakes } from '../../mistakes/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import { explain } from '../../verdict/explain.ts'
import { verify, verifyAt, type Options } from '../../verdict/verify.ts'
import { card, ids, wrapped } from './layout.ts'
import { sightingsOf } from './sightings.ts'

/**
 * A law in full: what it says and why, an input where it holds and one where a mistake breaks it,
 * both judged now, and who has made it.
 */
export const explainLaw = async (
  law: AnyLaw,
  options: Options = {},
  fixtures: readonly Fixture[] = [],
): Promise<string> => {
  const breakers = breakersOf(law, fixtures)
  const [example] = law.examples
  const held = await verifyAt(law, reference, example, options)
  const broken = await firstBroken(law, breakers, options)
  return [
    card(`${law.id}: ${law.tier} law of the family ${familyOf(law.id)}`, [
      ['law', ...wrapped(law.equation)],
      ['why', ...wrapped(law.proof)],
      ...(law.uses.length > 0 ? [ids('asks for', law.uses)] : []),
      ...(law.needs === undefined ? [] : [ids('needs', law.needs)]),
      ...(law.policy === undefined ? [] : [['policy', law.policy]]),
      ['holds', `losslaws replay ${reference.name} ${law.id} '${written(example)}'`, explain(held)],
      ...(breakers.length > 0 ?
        [
          ids(
            'broken by',
            breakers.map(({ id }) => id),
          ),
          ['seen in', ...sightingsOf(breakers)],
        ]
      : []),
    ]),
    ...broken,
  ].join('\n\n')
}

/** The seed of every explanation: the same witness each time. */
export const seed = 1

/**
 * The mistakes that break a law, beginning with the one that breaks the fewest others: its witness
 * says most about this law. A recorded law is broken by those that its cases refute, in its own
 * tier.
 */
const breakersOf = (law: AnyLaw, fixtures: readonly Fixture[]): readonly Mistake[] => {
  const kills = new Set(
    law.recorded ?
      fixtures.flatMap(({ cases }) =>
        cases.filter((it) => law.examples.includes(it.id)).flatMap((it) => it.kills),
      )
    : [],
  )
  const isInTier = ({ caughtBy }: Mistake): boolean =>
    law.tier === 'accurate'
    || laws.some(({ id, tier }) => tier === 'textbook' && caughtBy.includes(id))
  return mistakes
    .filter((it) => it.caughtBy.includes(law.id) || (kills.has(it.id) && isInTier(it)))
    .toSorted((a, b) => a.caughtBy.length - b.caughtBy.length)
}

/** The story of the first mistake that is found to break the law, and its witness. */
const firstBroken = async (
  law: AnyLaw,
  breakers: readonly Mistake[],
  options: Options,
): Promise<string[]> => {
  for (const { implementation, story } of breakers) {
    const verdict = await verify(law, implementation, { seed, ...options })
    if (verdict.status === 'falsified')
      return [`${implementation.name}: ${story}`, explain(verdict, implementation.name)]
  }
  return []
}
