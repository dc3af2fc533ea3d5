import { operationNames } from '../../contract/operations.ts'
import type { Implementation } from '../../contract/implementation.ts'
import { isolate } from '../../programs/isolate.ts'
import { isForeign, patiently } from '../../programs/patience.ts'
import type { ProcessLimits } from '../../programs/process.ts'
import { moduleOf, parseAddress } from '../../trial/address.ts'
import { connect, limitsOf } from '../../trial/connect.ts'
import type { Tried } from '../../verdict/outcome.ts'
import { outcomesOn } from './outcomes.ts'
import type { Rubric } from './rubric.ts'

/** How a homework is run: its inputs, and what each call and the program behind it are granted. */
export type HomeworkLimits = {
  readonly seed: number
  readonly runs: number
  readonly timeLimit: number
  readonly programs: Partial<ProcessLimits>
}

/** What keeps a homework from us: a process of its own, or nothing. */
export type Border = 'process' | 'none'

/** What became of every law of a rubric, and behind which border. */
export type Held = { readonly border: Border; readonly outcomes: readonly Tried[] }

/**
 * The laws of a rubric on the homework at an address, each judged once, here; only the answers come
 * from elsewhere.
 */
export const held = async (
  address: string,
  rubric: Rubric,
  options: HomeworkLimits,
): Promise<Held> => {
  const submitted = await apart(address, options)
  const border = moduleOf(parseAddress(address)) === undefined ? 'none' : 'process'
  try {
    return { border, outcomes: await outcomesOn(submitted, rubric, options) }
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
