import { replying, seqOf, type Answers } from '../records/answers.ts'
import type { Case, Fixture } from '../records/fixture.ts'
import { lawsFrom } from '../records/law.ts'
import { isInput, whySkipped, whySkippedAt } from '../verdict/applies.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { outcomeOf } from '../verdict/outcome-of.ts'
import { inLines } from '../verdict/text.ts'
import { settingOf } from '../verdict/setting.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { verifyAt } from '../verdict/verify.ts'
import type { Collection } from './collector.ts'
import { triedAs } from './outcome.ts'
import { trialOf } from './trial-of.ts'

/** The outcomes of a file of answers, case by case: what was not answered is errored. */
export const judge = async (
  fixtures: readonly Fixture[],
  { implementation, replies, faults }: Answers,
): Promise<Collection> => {
  const setting = settingOf(implementation)
  const trial = trialOf(implementation)
  const outcomes: Outcome[] = []
  const take = (verdict: Verdict) => outcomes.push(triedAs(outcomeOf(verdict), trial, {}))
  for (const file of fixtures) {
    const named = new Map(file.cases.map((it) => [it.id, it]))
    for (const law of lawsFrom(file)) {
      const cases = law.examples
        .filter((id) => isInput(law, id, setting))
        .map((id) => named.get(id as string) as Case)
      const whySkip = ({ id }: Case): string | undefined =>
        whySkipped(law, implementation) ?? whySkippedAt(law, id, implementation)
      const missing = cases
        .filter((it) => !replies.has(seqOf(it)) && whySkip(it) === undefined)
        .map((it) => it.id)
      for (const it of cases) {
        const why = whySkip(it)
        const reply = replies.get(seqOf(it))
        if (reply !== undefined && 'fault' in reply)
          take({ law, status: 'errored', reason: `${it.id} ${reply.fault}` })
        else if (why !== undefined) take({ law, status: 'skipped', reason: why })
        else if (reply === undefined) {
          const reason = ['these cases were not answered:', ...inLines(missing)].join('\n  ')
          take({ law, status: 'errored', reason })
        } else {
          take(await verifyAt(law, replying(implementation, reply), it.id, {}, setting))
        }
      }
    }
  }
  return { outcomes, faults: [...faults] }
}
