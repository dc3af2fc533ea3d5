import { given } from '../../src/contract/given.ts'
import { operationNames } from '../../src/contract/operations.ts'
import { didYouMean } from '../../src/contract/nearest.ts'
import { shown } from '../../src/contract/plain.ts'
import { inOneLine } from '../../src/contract/thrown.ts'
import type { Foreign, Implementation } from '../../src/contract/implementation.ts'
import { laws } from '../../src/laws/index.ts'
import { homeworkLimits } from '../../src/programs/border/limits.ts'
import type { Refused as Border } from '../../src/programs/border/engine.ts'
import { decoded } from '../../src/programs/border/codec.ts'
import { implementationOfHomework, type Worker } from '../../src/programs/border/homework.ts'
import { diagnose } from '../../src/trial/likeness.ts'
import { triedAs } from '../../src/trial/outcome.ts'
import { whySkipped } from '../../src/verdict/applies.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import type { Limits } from '../../src/verdict/watch.ts'
import type { Refused } from '../judge/messages.ts'

/** The limits of a grading, but for how often code is run anew that had to be ended. */
export const limits = { ...homeworkLimits, restarts: 2 }
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

/**
 * Functions are found by name, whether or not they are exported. Where what finds them cannot be
 * read, that is the fault of the code, or its exports are complete.
 */
const started = async (code: string, begin: () => Worker): Promise<Foreign | Refused> => {
  const text = code.replaceAll(/^export default (?=(?:async )?function\b|class\b)/gm, (it) =>
    ' '.repeat(it.length),
  )
  const first = await run(`${text}\nexport default {${found.join()}}`, begin)
  return 'sentence' in first && first.at !== undefined ? run(text, begin) : first
}
const found = operationNames.map((name) => `...typeof ${name}=='function'&&{${name}}`)

const run = async (text: string, begin: () => Worker): Promise<Foreign | Refused> => {
  let report: Reported = {}
  const noting = (): Worker => {
    const worker = begin()
    return {
      ...worker,
      order: async (...order) => {
        const told = await worker.order(...order)
        report = told as Reported
        return told
      },
    }
  }
  const entry = './your-code.js'
  try {
    const source = { files: { [entry]: text }, entry }
    return await implementationOfHomework(source, 'your code', limits, noting)
  } catch (error) {
    const { refused, place: at, declared } = report
    const names = declared && Object.keys(decoded(declared) as object)
    return {
      sentence:
        refused
        ?? (names?.some(isOperation) === false ? noneIn(text)
        : error instanceof Error ? error.message
        : inOneLine(error)),
      ...given({ at }),
    }
  }
}
type Reported = Partial<Border> & { readonly declared?: Float64Array }
const isOperation = (name: string): boolean => operationNames.some((it) => it === name)

/** What is said of code in which no function has a name that is looked for. */
const noneIn = (text: string): string => {
  const names = [...text.matchAll(/\b(?:function|const|let|var)\s+([\w$]+)/g)].map(
    ([, name = '']) => name,
  )
  const [first = ''] = names
  return `Expected a function by one of the names above, such as softmax or crossEntropy, but received ${shown(names.join(', '))}${didYouMean(first, operationNames) || '.'}`
}
