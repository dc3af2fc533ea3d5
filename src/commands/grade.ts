import { rmSync, writeFileSync } from 'node:fs'
import { moduleOf, parseAddress } from '../host/address.ts'
import { connect, limitsOf } from '../host/connect.ts'
import { readText } from '../host/files.ts'
import { interrupt } from '../host/interrupt.ts'
import { isolate } from '../host/isolate.ts'
import { isForeign, patiently, type Patient } from '../host/patience.ts'
import { lawsOf } from '../host/recorded.ts'
import { exitCodes } from '../host/trial.ts'
import { operationNames } from '../contract/operations.ts'
import { defaultTimeLimit } from '../implementation/implementation.ts'
import { given } from '../implementation/given.ts'
import { misuse } from '../implementation/module.ts'
import type { ProcessLimits } from '../implementation/process.ts'
import { inOneLine } from '../implementation/thrown.ts'
import { diagnose } from '../teaching/diagnose.ts'
import { gradeOf, gradescopeOf, toldGrade, ungraded, type Judged } from '../teaching/grade.ts'
import { revealAt, revealLevels, rubricFrom, type Reveal, type Rubric } from '../teaching/rubric.ts'
import { plain } from '../verdict/explain.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { verify } from '../verdict/verify.ts'
import { command } from './command.ts'
import { limits, limitsFrom, oneOf, seedFrom, wholeNumber } from './options.ts'

export default command({
  name: 'grade',
  usage: `
  losslaws grade <address> --rubric <f>    grade a homework, in a separate process that is no security boundary
    --reveal <level>    how much is told: ${revealLevels.join(', ')}
    --attempt <n>       which attempt it is: a rubric may tell more at later ones
    --output-file <f>   write the results for Gradescope`,
  flags: {
    ...limits,
    rubric: { type: 'string' },
    reveal: { type: 'string' },
    attempt: { type: 'string' },
    'output-file': { type: 'string' },
  },
  run: async ([address, ...others], values, { write }) => {
    if (address === undefined || others.length > 0)
      throw misuse(
        `expected the address of a homework, but received ${address === undefined ? 'none' : others.length + 1}`,
      )
    if (values.rubric === undefined) throw misuse('expected --rubric and a file, but received none')
    const rubric = rubricFrom(readText(values.rubric, 'a rubric'), values.rubric, lawsOf())
    const reveal =
      values.reveal === undefined ?
        revealAt(rubric, attemptFrom(values.attempt))
      : oneOf('--reveal', revealLevels, values.reveal)
    const seed =
      values.seed === undefined && rubric.seed !== undefined ? rubric.seed : seedFrom(values.seed)
    const options = {
      runs: rubric.runs ?? 100,
      timeLimit: defaultTimeLimit,
      ...limitsFrom(values),
      seed,
    }
    const file = values['output-file']
    // Whatever happens to us, no older results are taken for these.
    if (file !== undefined) rmSync(file, { force: true })
    const save = (results: object): void =>
      void (file !== undefined && writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`))
    try {
      const grade = gradeOf(rubric, await held(address, rubric, options, reveal), reveal)
      if (grade === undefined) throw misuse('no law of the rubric could be judged')
      save(gradescopeOf(grade))
      write(`${plain(toldGrade(grade))}\nseed ${seed}\n`)
      return grade.score === grade.most ? exitCodes.held : exitCodes.broken
    } catch (error) {
      const reason = plain(
        error instanceof Error && error.name === 'Misuse' ? error.message : inOneLine(error),
      )
      save(ungraded(rubric, reason))
      write(`not graded: ${reason}\n`)
      return exitCodes.failed
    }
  },
})

const attemptFrom = (text = '1'): number => wholeNumber('--attempt', text, 1)

type Limits = {
  readonly seed: number
  readonly runs: number
  readonly timeLimit: number
  readonly programs: Partial<ProcessLimits>
}

/**
 * The verdict on every law of a rubric, each judged once, here; only the answers come from
 * elsewhere.
 */
const held = async (
  address: string,
  { questions, format }: Rubric,
  options: Limits,
  reveal: Reveal,
): Promise<ReadonlyMap<string, Judged>> => {
  const { implementation: submitted, fault } = await apart(address, options)
  const implementation = { ...submitted, format }
  try {
    const judged = new Map<string, Judged>()
    for (const law of new Set(questions.flatMap(({ laws }) => laws))) {
      const verdict = unlessVacuous(
        await verify(law, implementation, { ...options, interrupt }),
        fault(),
      )
      const isTold = reveal === 'full' && verdict.status === 'falsified'
      const likeness =
        isTold ?
          await diagnose(law, implementation, { timeLimit: options.timeLimit, interrupt })
        : undefined
      judged.set(law.id, { verdict, ...given({ likeness }) })
    }
    return judged
  } finally {
    await submitted.program?.close()
  }
}

/** A law of whatever is offered holds of what does not answer: it earns nothing so. */
const unlessVacuous = (verdict: Verdict, fault: string | undefined): Verdict =>
  verdict.status === 'passed' && verdict.law.uses.length === 0 && fault !== undefined ?
    { law: verdict.law, status: 'errored', reason: fault }
  : verdict

/**
 * A homework runs in a separate process, which contains accidents and not attacks; references and
 * mistakes are ours. A homework may have the time of so many slowest calls, and end over each
 * operation once.
 */
const apart = async (address: string, options: Limits): Promise<Patient> => {
  const parsed = parseAddress(address)
  const file = moduleOf(parsed)
  const granted = { ...limitsOf(options), restarts: 2 * operationNames.length }
  const implementation = await (file === undefined ?
    connect(parsed, granted)
  : isolate(file, address, granted))
  return isForeign(implementation) ?
      patiently(implementation, 120 * options.timeLimit)
    : { implementation, fault: () => undefined }
}
