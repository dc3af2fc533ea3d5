import { operationNames } from '../../contract/operations.ts'
import { reference } from '../../core/reference.ts'
import { laws } from '../../laws/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import { whySkipped } from '../../verdict/applies.ts'
import { explain } from '../../verdict/explain.ts'
import type { Options } from '../../verdict/verify.ts'
import { codeOf, glossaryOf, mendedCodeOf } from './code-of.ts'
import { card, ids, indented, wrapped } from './layout.ts'
import { sightingsOf } from './sightings.ts'
import { tellingOf } from './telling-of.ts'

/**
 * A mistake in full: its story and its code, the mend and its code, an input at which its point is
 * plain, and the laws that it breaks and keeps.
 */
export const explainMistake = async (mistake: Mistake, options: Options = {}): Promise<string> => {
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
  const verdict = await tellingOf(mistake, options)
  const asked = altered.filter((name) => verdict.law.uses.includes(name))
  const [code, mended] = [codeOf(mistake), mendedCodeOf(asked.length > 0 ? asked : altered)]
  return [
    card(`mistake:${id}`, [['story', ...wrapped(story)], ids('in', altered)]),
    indented(code),
    card('Mended', [['mend', ...wrapped(mend)]]),
    ...(mended === '' ? [] : [indented(mended)]),
    ...[glossaryOf(`${code}\n${mended}`)]
      .filter((meanings) => meanings.length > 0)
      .map((meanings) => card('In this code', [['', ...meanings]])),
    explain(verdict, implementation.name),
    card(
      `It breaks ${count(caughtBy.length)}, and keeps ${kept.length} of the ${concerned.length} that apply to it.`,
      [
        ids('breaks', caughtBy),
        ids(
          'keeps',
          kept.map((law) => law.id),
        ),
        ['seen in', ...sightingsOf([mistake])],
      ],
    ),
  ].join('\n\n')
}

const count = (n: number): string => `${n} ${n === 1 ? 'law' : 'laws'}`
