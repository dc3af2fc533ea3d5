import { laws } from './index.ts'
import type { AnyLaw, Tier } from './law.ts'

/**
 * Which laws to sit: those whose id matches the glob (`*` stands for anything), or one of several
 * with commas between, up to the tier.
 */
export type Selection = { readonly laws?: string; readonly tier?: Tier }

/** The laws of a selection, in their order; of those given, or of all but the recorded cases. */
export const select = (
  { laws: glob = '*', tier = 'accurate' }: Selection,
  from: readonly AnyLaw[] = laws,
): AnyLaw[] =>
  from.filter((law) => matches(law.id, glob) && (tier === 'accurate' || law.tier === 'textbook'))

const matches = (id: string, glob: string): boolean => {
  const pattern = glob
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
    .replaceAll(',', '|')
  return new RegExp(`^(?:${pattern})$`).test(id)
}
