import { operationNames } from '../../contract/operations.ts'
import { reference } from '../../core/reference.ts'
import { laws } from '../../laws/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import { whySkipped } from '../../verdict/applies.ts'
import { explain } from '../../verdict/explain.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { fewShapes } from '../../laws/shapes.ts'
import { settingOf } from '../../verdict/setting.ts'
import { verify, type Options } from '../../verdict/verify.ts'
import { seed } from './explain-law.ts'
import { card, ids, indented, wrapped } from './layout.ts'
import { sightingsOf } from './sightings.ts'

/**
 * A mistake in full: its story, its code where that is given, the laws that it breaks and keeps, a
 * witness found now, and the mend.
 */
export const explainMistake = async (
  mistake: Mistake,
  code: string,
  options: Options = {},
): Promise<string> => {
  const { id, story, mend, caughtBy, implementation } = mistake
  const altered = operationNames.filter(
    (name) => implementation.operations[name] !== reference.operations[name],
  )
  const concerned = laws.filter(
    (law) =>
      whySkipped(law, implementation) === undefined
      && (law.uses.length === 0 || law.uses.some((name) => altered.includes(name))),
  )
  const kept = concerned.filter((law) => !caughtBy.includes(law.id))
  const verdict = await clearestOf(mistake, options)
  return [
    card(`mistake:${id}`, [
      ['story', ...wrapped(story)],
      ['mend', ...wrapped(mend)],
      ids('in', altered),
    ]),
    indented(code),
    card(
      `It breaks ${count(caughtBy.length)}, and keeps ${kept.length} of the ${concerned.length} that speak of it.`,
      [
        ids('breaks', caughtBy),
        ids(
          'keeps',
          kept.map((law) => law.id),
        ),
        ['seen in', ...sightingsOf([mistake])],
      ],
    ),
    explain(verdict, implementation.name),
  ].join('\n\n')
}

/**
 * The verdict to show: of the first law that the mistake was written for whose witness is wrong in
 * its first digits; else the one that is furthest out.
 */
export const clearestOf = async (
  { writtenFor, implementation, from }: Mistake,
  options: Options = {},
): Promise<Verdict> => {
  const setting = settingOf(implementation, from === undefined ? fewShapes : {})
  const verdicts: Verdict[] = []
  for (const law of writtenFor.flatMap((id) => laws.filter((law) => law.id === id))) {
    const verdict = await verify(law, implementation, { seed, ...options }, setting)
    if (strainOf(verdict) > inFirstDigits) return verdict
    verdicts.push(verdict)
  }
  return verdicts.reduce((best, verdict) => (strainOf(verdict) > strainOf(best) ? verdict : best))
}
const inFirstDigits = 1e12
const strainOf = (verdict: Verdict): number =>
  verdict.status === 'falsified' ? verdict.clearest.strain : 0

const count = (n: number): string => `${n} ${n === 1 ? 'law' : 'laws'}`
