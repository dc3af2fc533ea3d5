import { misuse } from '../contract/misuse.ts'
import { didYouMean } from '../contract/nearest.ts'
import { laws } from './index.ts'
import { familyOf, type AnyLaw, type Tier } from './law.ts'

/**
 * Which laws to sit: those whose id matches the glob (`*` stands for anything), or one of several
 * with commas between, up to the tier.
 */
export type Selection = { readonly laws?: string; readonly tier?: Tier }

/**
 * The laws of a selection, in their order; of those given, or of all but the recorded cases. Throws
 * a Misuse where one of its globs matches none of them.
 */
export const select = (selection: Selection, from: readonly AnyLaw[] = laws): AnyLaw[] => {
  for (const glob of selection.laws?.split(',') ?? [])
    if (!from.some(({ id }) => isMatch(id, glob)))
      throw misuse(
        `no law matches ${glob || 'an empty glob'}${didYouMean(glob, globsLike(glob, from))}`,
      )
  return selected(selection, from)
}

/** The laws of a selection among some of those that it was made from. */
export const selected = (
  { laws: globs = '*', tier = 'accurate' }: Selection,
  from: readonly AnyLaw[],
): AnyLaw[] =>
  from.filter(
    ({ id, tier: own }) =>
      globs.split(',').some((glob) => isMatch(id, glob))
      && (tier === 'accurate' || own === 'textbook'),
  )

const isMatch = (id: string, glob: string): boolean => {
  const pattern = glob
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(id)
}

/** Globs that match a law: the same of other families, whole families, and ids. */
const globsLike = (glob: string, from: readonly AnyLaw[]): readonly string[] => [
  ...new Set(
    from.flatMap(({ id }) => {
      const same = glob.replace(/^[^/*]*/, familyOf(id))
      return [...(isMatch(id, same) ? [same] : []), `${familyOf(id)}/*`, id]
    }),
  ),
]
