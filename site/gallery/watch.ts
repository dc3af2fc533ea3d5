import { greatest } from '../../src/arithmetic/sequence.ts'
import type { Implementation } from '../../src/implementation/implementation.ts'
import { strain } from '../../src/laws/claim.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { clear, type Verdict } from '../../src/verdict/verdict.ts'
import { verify } from '../../src/verdict/verify.ts'

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

const sought = [
  { name: 'Hard inputs, then drawn', least: 1 },
  { name: 'Drawn inputs', least: 1 },
  { name: 'Readable, and far out', least: clear },
] as const

/** Puts an implementation on trial before a law, and keeps what the searches tried on the way. */
export const watch = async (
  law: AnyLaw,
  implementation: Implementation,
  seed: number,
): Promise<Watched> => {
  const seen: { input: unknown; strain?: number }[][] = []
  const watched: AnyLaw = {
    ...law,
    *claims(input, setting) {
      const here: { input: unknown; strain?: number } = { input }
      seen.at(-1)?.push(here)
      const claims = yield* law.claims(input, setting)
      here.strain = greatest(
        claims.map((claim) => strain(claim, setting.format)),
        0,
      )
      return claims
    },
  }
  const verdict = await verify(watched, implementation, {
    seed,
    interrupt: (run) => (seen.push([]), run()),
  })
  return {
    verdict,
    searches: seen.map((tries, i) => ({
      sought: sought[i]?.name ?? '',
      tries: judged(tries, sought[i]?.least ?? 1),
    })),
  }
}

const judged = (
  tries: readonly { readonly input: unknown; readonly strain?: number }[],
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
