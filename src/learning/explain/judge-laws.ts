import type { Implementation } from '../../contract/implementation.ts'
import { defaultPolicies } from '../../contract/policies.ts'
import { reference, references } from '../../core/reference.ts'
import { inOneLine } from '../../contract/thrown.ts'
import { laws as ours } from '../../laws/index.ts'
import type { AnyLaw } from '../../laws/law.ts'
import { mistakes } from '../../mistakes/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { verify, type Options } from '../../verdict/verify.ts'

/**
 * Somebody's own law: what it said of the correct implementations where it did not accept them, and
 * which mistakes it catches.
 */
export type JudgedLaw = {
  readonly law: AnyLaw
  readonly rejections: readonly { readonly name: string; readonly verdict: Verdict }[]
  readonly caught: readonly Mistake[]
}

/**
 * Somebody's own laws: each by itself, and which of the mistakes that laws of these operations
 * catch they miss together.
 */
export type Judgement = {
  readonly laws: readonly JudgedLaw[]
  readonly known: readonly Mistake[]
  readonly missed: readonly Mistake[]
}

/** The implementations that a law must accept: the core in doubles, and the core at 50 digits. */
export const correct = references.filter(({ format }) => format === 'binary64')

/**
 * Checks laws: valid ones accept every correct implementation; thorough ones reject the
 * mistakes, which only a valid one does.
 */
export const judgeLaws = async (
  laws: readonly AnyLaw[],
  options: Options = {},
): Promise<Judgement> => {
  const known = catchable(laws)
  const judged: JudgedLaw[] = []
  for (const law of laws) {
    const rejections: { name: string; verdict: Verdict }[] = []
    for (const implementation of correct) {
      const verdict = await tried(law, implementation, options)
      if (verdict.status !== 'passed') rejections.push({ name: implementation.name, verdict })
    }
    const caught: Mistake[] = []
    for (const mistake of rejections.length > 0 ? [] : known.filter((it) => isAltered(it, law))) {
      if ((await tried(law, mistake.implementation, options)).status === 'falsified')
        caught.push(mistake)
    }
    judged.push({ law, rejections, caught })
  }
  return {
    laws: judged,
    known,
    missed: known.filter((mistake) => !judged.some(({ caught }) => caught.includes(mistake))),
  }
}

/** A law may throw, being somebody's own: it then says nothing. */
const tried = async (
  law: AnyLaw,
  implementation: Implementation,
  options: Options,
): Promise<Verdict> => {
  try {
    return await verify(law, implementation, options)
  } catch (error) {
    return { law, status: 'errored', reason: `it threw ${inOneLine(error)}` }
  }
}

/**
 * The mistakes that some textbook law of ours catches by asking for these operations alone, in what
 * is left to no policy that has to be declared, at a few classes and rows.
 */
const catchable = (laws: readonly AnyLaw[]): readonly Mistake[] => {
  const uses = new Set(laws.flatMap((law) => law.uses))
  const able = ours.filter(
    (law) =>
      law.tier === 'textbook'
      && (law.policy === undefined || law.policy in defaultPolicies)
      && law.uses.length > 0
      && law.uses.every((name) => uses.has(name)),
  )
  return mistakes.filter(
    ({ caughtBy, from }) => from === undefined && able.some(({ id }) => caughtBy.includes(id)),
  )
}

const isAltered = ({ implementation: { operations } }: Mistake, law: AnyLaw): boolean =>
  law.uses.some((name) => operations[name] !== reference.operations[name])
