import { operationNames } from '../../contract/operations.ts'
import type { Implementation } from '../../contract/implementation.ts'
import { borderFor, confined } from '../../programs/confinement.ts'
import { homeworkAt } from '../../programs/homework.ts'
import { isForeign, patiently } from '../../programs/patience.ts'
import type { ProcessLimits } from '../../programs/process.ts'
import { parseAddress } from '../../trial/address.ts'
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
  /** The border of a program (`borderFor`). */
  readonly border?: string
}

/** What became of every law of a rubric, and behind which border. */
export type Held = { readonly border: string; readonly outcomes: readonly Tried[] }

/**
 * The laws of a rubric on the homework at an address, each judged once, here; only the answers come
 * from elsewhere.
 */
export const held = async (
  address: string,
  rubric: Rubric,
  options: HomeworkLimits,
): Promise<Held> => {
  const border = borderOf(address, options.border)
  const submitted = await apart(address, options)
  try {
    return { border, outcomes: await outcomesOn(submitted, rubric, options) }
  } finally {
    await submitted.program?.close()
  }
}

/**
 * What stands between us and the homework at an address: an engine, or for a program what was asked
 * for. References and mistakes are ours. Throws a Misuse where nothing can stand there.
 */
export const borderOf = (address: string, asked?: string): string => {
  switch (parseAddress(address).scheme) {
    case 'module':
      return 'QuickJS in WebAssembly'
    case 'exec':
      return borderFor(asked).name
    default:
      return 'none, as it is ours'
  }
}

/**
 * The homework behind its border. It may have the time of so many slowest calls, and end over each
 * operation once.
 */
const apart = async (address: string, options: HomeworkLimits): Promise<Implementation> => {
  const parsed = parseAddress(address)
  const granted = { ...limitsOf(options), restarts: 2 * operationNames.length, called: address }
  const implementation = await (parsed.scheme === 'module' ?
    homeworkAt(parsed.path, address, granted)
  : parsed.scheme === 'exec' ?
    connect({ ...parsed, words: confined(parsed.words, borderFor(options.border)) }, granted)
  : connect(parsed, granted))
  return isForeign(implementation) ?
      patiently(implementation, 120 * options.timeLimit)
    : implementation
}
