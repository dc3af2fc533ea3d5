import { replying, seqOf, type Answers } from '../fixtures/answers.ts'
import type { Case, Fixture } from '../fixtures/fixture.ts'
import { lawsFrom } from '../fixtures/law.ts'
import { isInput, whySkipped } from '../verdict/applies.ts'
import { inLines, plain } from '../verdict/explain.ts'
import { settingOf } from '../verdict/setting.ts'
import { verifyAt } from '../verdict/verify.ts'
import { entryOf, type Entry } from './entry.ts'
import { summary, type Docket, type Output } from './reporter.ts'
import { exitCodeOf } from './trial.ts'

/** The verdicts on a file of answers, case by case: what was not answered is errored. */
export const judge = async (
  fixtures: readonly Fixture[],
  { implementation, replies, faults }: Answers,
): Promise<Docket> => {
  const setting = settingOf(implementation)
  const entries: Entry[] = []
  for (const file of fixtures) {
    const named = new Map(file.cases.map((it) => [it.id, it]))
    for (const law of lawsFrom(file)) {
      const cases = law.examples
        .filter((id) => isInput(law, id, setting))
        .map((id) => named.get(id as string) as Case)
      const entry = (status: 'skipped' | 'errored', reason: string): Entry => ({
        address: implementation.name,
        law: law.id,
        tier: law.tier,
        status,
        text: plain(
          `${law.id} ${status === 'skipped' ? 'was skipped' : 'could not be judged'}: ${reason}`,
        ),
        reason,
      })
      const why = whySkipped(law, implementation)
      const missing = cases.filter((it) => !replies.has(seqOf(it))).map((it) => it.id)
      for (const it of cases) {
        const reply = replies.get(seqOf(it))
        if (reply !== undefined && 'fault' in reply)
          entries.push(entry('errored', `${it.id} ${reply.fault}`))
        else if (why !== undefined) entries.push(entry('skipped', why))
        else if (reply === undefined)
          entries.push(
            entry('errored', ['these cases were not answered:', ...inLines(missing)].join('\n  ')),
          )
        else
          entries.push(
            entryOf(
              await verifyAt(law, replying(implementation, reply), it.id, {}, setting),
              implementation.name,
            ),
          )
      }
    }
  }
  return { entries, faults: [...faults] }
}

/**
 * Tells the verdicts: each that is no pass once, and the counts. The exit code is that of a trial.
 */
export const report = (docket: Docket, { write }: Output): number => {
  const texts = docket.entries
    .filter(({ status }) => status === 'falsified' || status === 'errored')
    .map(({ text }) => `${text}\n`)
  for (const text of new Set([...texts, ...docket.faults.map(plain)])) write(`${text}\n`)
  write(summary(docket.entries, {}))
  return exitCodeOf(docket)
}
