import type { Implementation } from '../../contract/implementation.ts'
import type { Shapes } from '../../laws/shapes.ts'
import { interrupt } from '../../trial/interrupt.ts'
import { diagnose } from '../../trial/likeness.ts'
import { triedAs } from '../../trial/outcome.ts'
import { trialOf } from '../../trial/trial-of.ts'
import type { Tried } from '../../verdict/outcome.ts'
import { outcomeOf } from '../../verdict/outcome-of.ts'
import { settingOf } from '../../verdict/setting.ts'
import { verify } from '../../verdict/verify.ts'
import { lawsAsked, type Rubric } from './rubric.ts'

/** How a homework is asked: from which seed, at how many inputs, for how long a call. */
export type Asking = { readonly seed: number; readonly runs: number; readonly timeLimit: number }

/** How far a homework is tried: loops within loops are no mistake of a beginner. */
export const ofHomework: Shapes = { classes: 129, rows: 17 }

/**
 * What became of every law of a rubric on an implementation, and what it looks like where a law
 * fails. It is judged by the format of the rubric and at all logits, whatever it says of itself: in
 * a domain of zeros, constants would be right.
 */
export const outcomesOn = async (
  { domain: _, elementary: __, ...submitted }: Implementation,
  rubric: Rubric,
  { seed, runs, timeLimit }: Asking,
): Promise<readonly Tried[]> => {
  const implementation: Implementation = { ...submitted, format: rubric.format }
  const setting = settingOf(implementation, ofHomework)
  const limits = { timeLimit, interrupt }
  const trial = trialOf(implementation, { seed, runs, ...ofHomework })
  const outcomes: Tried[] = []
  for (const law of lawsAsked(rubric)) {
    const verdict = await verify(law, implementation, { seed, runs, ...limits }, setting)
    const likeness =
      verdict.status === 'falsified' ?
        await diagnose(law, implementation, limits, verdict.fault)
      : undefined
    outcomes.push(triedAs(outcomeOf(verdict, likeness), trial, {}))
  }
  return outcomes
}
