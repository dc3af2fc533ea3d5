import { given } from '../../contract/given.ts'
import { operationNames } from '../../contract/operations.ts'
import type { Implementation } from '../../contract/implementation.ts'
import { isolate } from '../../programs/isolate.ts'
import { isForeign, patiently } from '../../programs/patience.ts'
import type { ProcessLimits } from '../../programs/process.ts'
import type { Shapes } from '../../laws/shapes.ts'
import { moduleOf, parseAddress } from '../../trial/address.ts'
import { connect, limitsOf } from '../../trial/connect.ts'
import { interrupt } from '../../trial/interrupt.ts'
import { diagnose } from '../../trial/likeness.ts'
import { settingOf } from '../../verdict/setting.ts'
import { verify } from '../../verdict/verify.ts'
import type { Judged } from './grade.ts'
import type { Reveal, Rubric } from './rubric.ts'

/** How a homework is run: its inputs, and what each call and the program behind it are granted. */
export type HomeworkLimits = {
  readonly seed: number
  readonly runs: number
  readonly timeLimit: number
  readonly programs: Partial<ProcessLimits>
}

/** How far a homework is tried: loops within loops are no mistake of a beginner. */
const ofHomework: Shapes = { classes: 129, rows: 17 }

/**
 * The verdict on every law of a rubric, each judged once, here; only the answers come from
 * elsewhere.
 */
export const held = async (
  address: string,
  { questions, format }: Rubric,
  options: HomeworkLimits,
  reveal: Reveal,
): Promise<ReadonlyMap<string, Judged>> => {
  const submitted = await apart(address, options)
  const implementation = { ...submitted, format }
  const setting = settingOf(implementation, ofHomework)
  try {
    const judged = new Map<string, Judged>()
    for (const law of new Set(questions.flatMap(({ laws }) => laws))) {
      const verdict = await verify(law, implementation, { ...options, interrupt }, setting)
      const isTold = reveal === 'full' && verdict.status === 'falsified'
      const likeness =
        isTold ?
          await diagnose(
            law,
            implementation,
            { timeLimit: options.timeLimit, interrupt },
            verdict.fault,
          )
        : undefined
      judged.set(law.id, { verdict, ...given({ likeness }) })
    }
    return judged
  } finally {
    await submitted.program?.close()
  }
}

/**
 * A homework runs in a separate process, which contains accidents and not attacks; references and
 * mistakes are ours. A homework may have the time of so many slowest calls, and end over each
 * operation once.
 */
const apart = async (address: string, options: HomeworkLimits): Promise<Implementation> => {
  const parsed = parseAddress(address)
  const file = moduleOf(parsed)
  const granted = { ...limitsOf(options), restarts: 2 * operationNames.length }
  const implementation = await (file === undefined ?
    connect(parsed, granted)
  : isolate(file, address, granted))
  return isForeign(implementation) ?
      patiently(implementation, 120 * options.timeLimit)
    : implementation
}
