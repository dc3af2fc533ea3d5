import type { Implementation } from '../../src/contract/implementation.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { strainOf } from '../../src/verdict/judge-at.ts'
import { clear, type Verdict } from '../../src/verdict/verdict.ts'
import { fewShapes } from '../../src/laws/shapes.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify, type Options, type Sought } from '../../src/verdict/verify.ts'

/**
 * An input that was tried: how much of its enclosure the worst claim used, or nothing where no
 * answer came.
 */
export type Try = {
  readonly input: unknown
  readonly strain: number | undefined
  readonly outcome: Outcome
}
/** Held; the first that broke the law; a simpler one that broke it too, and was kept. */
export type Outcome = 'held' | 'broke' | 'kept'

/** What one of the searches of a trial sought, and what it tried. */
export type Search = { readonly sought: string; readonly tries: readonly Try[] }
export type Watched = { readonly verdict: Verdict; readonly searches: readonly Search[] }

const searches: readonly {
  readonly sought: Sought
  readonly name: string
  readonly least: number
}[] = [
  { sought: 'any', name: 'Hard inputs, then drawn', least: 1 },
  { sought: 'drawn', name: 'Drawn inputs', least: 1 },
  { sought: 'clear', name: 'Readable, and far out', least: clear },
]

/** Puts an implementation on trial before a law, and keeps what the searches tried on the way. */
export const watch = async (
  law: AnyLaw,
  implementation: Implementation,
  seed: number,
): Promise<Watched> => {
  const seen: { sought: Sought; input: unknown; strain: number | undefined }[] = []
  const onTry: Options['onTry'] = (sought, input, finding) =>
    void seen.push({ sought, input, strain: strainOf(finding) })
  const setting = settingOf(implementation, fewShapes)
  const verdict = await verify(law, implementation, { seed, onTry }, setting)
  const searched = searches.map(({ sought, name, least }) => ({
    sought: name,
    tries: judged(
      seen.filter((it) => it.sought === sought),
      least,
    ),
  }))
  return { verdict, searches: searched.filter(({ tries }) => tries.length > 0) }
}

const judged = (
  tries: readonly { readonly input: unknown; readonly strain: number | undefined }[],
  least: number,
): Try[] => {
  let broken = false
  return tries.map(({ input, strain }): Try => {
    const fails = strain === undefined || (strain > 1 && strain >= least)
    const outcome =
      !fails ? 'held'
      : broken ? 'kept'
      : 'broke'
    broken ||= fails
    return { input, strain, outcome }
  })
}
