import { formatInShort } from '../../contract/numbers.ts'
import { isTried, type Outcome } from '../../verdict/outcome.ts'
import type { Groups } from '../../trial/standing.ts'

/**
 * The same outcomes by the shortest names of which no two are alike: what an implementation calls
 * itself, that with its format, or its address.
 */
export const byName = (groups: Groups): Groups => {
  const choices = [...groups].map(([address, outcomes]) => ({
    names: [...namesIn(outcomes), address],
    outcomes,
  }))
  const isUnique = (name: string): boolean =>
    choices.filter(({ names }) => names.includes(name)).length === 1
  return new Map(
    choices.map(({ names, outcomes }) => [names.find(isUnique) ?? String(names.at(-1)), outcomes]),
  )
}

const namesIn = (outcomes: readonly Outcome[]): readonly string[] => {
  const trial = outcomes.find(isTried)?.trial
  return trial === undefined ? [] : [trial.name, `${trial.name}, ${formatInShort(trial.format)}`]
}
