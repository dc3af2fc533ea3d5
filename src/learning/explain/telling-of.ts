import { parseWritten } from '../../contract/runs.ts'
import { laws } from '../../laws/index.ts'
import { fewShapes } from '../../laws/shapes.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import { settingOf } from '../../verdict/setting.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { verify, verifyAt, type Options } from '../../verdict/verify.ts'
import { seed } from './explain-law.ts'

/** The verdict at the input that makes the point of the mistake, or else the clearest one. */
export const tellingOf = async (mistake: Mistake, options: Options = {}): Promise<Verdict> => {
  const { example, writtenFor, implementation } = mistake
  const [law] = laws.filter(({ id }) => id === writtenFor[0])
  return law === undefined || example === undefined ?
      clearestOf(mistake, options)
    : verifyAt(law, implementation, parseWritten(example), { seed, ...options })
}

/**
 * The clearest verdict of a search: of the first law that the mistake was written for whose witness
 * is wrong in its first digits; else the one that is furthest out.
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
