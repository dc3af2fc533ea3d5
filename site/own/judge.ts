import type { Implementation } from '../../src/contract/implementation.ts'
import { laws } from '../../src/laws/index.ts'
import type { Worker } from '../../src/programs/border/homework.ts'
import { diagnose } from '../../src/trial/likeness.ts'
import { triedAs } from '../../src/trial/outcome.ts'
import { whySkipped } from '../../src/verdict/applies.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import type { Limits } from '../../src/verdict/watch.ts'
import type { Refused } from '../judge/messages.ts'
import { limits, started } from './started.ts'

const watching: Limits = { timeLimit: limits.call, interrupt: (run) => run() }

/**
 * The outcomes of every law that speaks of what a reader has written, which runs behind the border;
 * or why it cannot be tried.
 */
export const judgeOwn = async (
  code: string,
  seed: number,
  begin: () => Worker,
  tell: (done: number, of: number, law: string) => void = () => {},
  isUnique: (mistake: string) => boolean = () => true,
): Promise<readonly Outcome[] | Refused> => {
  const it = await started(code, begin)
  if ('sentence' in it) return it
  try {
    const setting = settingOf(it)
    const mine = laws.filter((law) => whySkipped(law, it) === undefined)
    const outcomes: Outcome[] = []
    for (const [i, law] of mine.entries()) {
      tell(i, mine.length, law.id)
      const verdict = await verify(law, it, { seed }, setting)
      const likeness =
        verdict.status === 'falsified' ?
          await diagnose(law, it, watching, verdict.fault, isUnique)
        : undefined
      outcomes.push(triedAs(outcomeOf(verdict, likeness), trialOf(it, seed), {}))
    }
    return outcomes
  } finally {
    await it.program.close()
  }
}

const trialOf = ({ name, format }: Implementation, seed: number) => ({
  name,
  format,
  seed,
  runs: 100,
  suite: laws.length,
  losslaws: 'of this page',
  node: 'none',
})
