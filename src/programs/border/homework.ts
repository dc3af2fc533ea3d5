import { implementationFrom, misuse } from '../../contract/declaration.ts'
import type { Foreign, Implementation } from '../../contract/implementation.ts'
import { operationNames, type OperationName } from '../../contract/operations.ts'
import { mostMaxLine } from '../../contract/protocol.ts'
import { inOneLine } from '../../contract/thrown.ts'
import { unanswered } from '../../contract/unanswered.ts'
import { effectsHere } from '../effects.ts'
import { decoded, encoded } from './codec.ts'
import { tooLate, type HomeworkLimits } from './limits.ts'
import type { Report, Run, Start } from './serve.ts'
import { placeInWords, type Source } from './source.ts'

/** A worker that serves (`serve`), and may be ended at any time. */
export type Worker = {
  /** The answer to an order; or how the worker ended, or that it is `late` after so many milliseconds. */
  readonly order: <O extends Start | Run>(
    order: O,
    milliseconds: number,
    late: string,
  ) => Promise<Report<O> | { readonly ended: string }>
  readonly end: () => Promise<void>
}

/**
 * The implementation that a homework is, which is called so, behind a border: it runs in an engine
 * that has nothing but its language (`engineFor`), in a worker that has nothing but that engine. The
 * engine limits its time and its memory, and the end of the worker limits what the engine cannot. A
 * call that had to be ended says so, and the homework is run anew for the next one. Throws a Misuse
 * where it cannot be tried.
 */
export const implementationOfHomework = async (
  source: Source,
  called: string,
  limits: HomeworkLimits,
  begin: () => Worker,
): Promise<Foreign> => {
  let worker: Worker | undefined
  let restarts = 0
  /** Why it is asked no more. */
  let gone: string | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const enact = effectsHere()

  const leave = async (): Promise<void> => {
    const left = worker
    worker = undefined
    await left?.end()
  }
  const start = async (): Promise<Float64Array> => {
    worker = begin()
    const report = await worker.order(
      { source, names, limits },
      limits.start + boot,
      tooLate(limits, 'start'),
    )
    if ('declared' in report) return report.declared
    await leave()
    throw misuse(
      `${called} cannot be tried: ${'refused' in report ? report.refused + placeInWords(report.place) : report.ended}`,
    )
  }
  const startAgain = async (): Promise<void> => {
    try {
      if (restarts++ === limits.restarts)
        throw misuse(`it was run anew ${limits.restarts} times already`)
      if (String(await start()) !== String(declared))
        throw misuse('it declared something else when it was run anew')
    } catch (error) {
      gone = `is asked no more: ${error instanceof Error ? error.message : inOneLine(error)}`
      await leave()
    }
  }
  const ask = async (operation: OperationName, args: readonly unknown[]): Promise<unknown> => {
    if (worker === undefined && gone === undefined) await startAgain()
    if (worker === undefined) throw unanswered('ended', gone ?? 'was not started')
    const told = await worker.order(
      { operation, args: encoded(args) },
      limits.call + backstop,
      tooLate(limits, 'call'),
    )
    if ('threw' in told) throw told.threw
    if ('fault' in told) throw unanswered('faulted', told.fault)
    if ('ended' in told) {
      await leave()
      throw unanswered('ended', told.ended)
    }
    const reply = Object.fromEntries(
      Object.entries(told).map(([name, doubles]) => [name, decoded(doubles)]),
    )
    enact({ operation, args }, reply)
    return reply['result']
  }

  const declared = await start()
  let implementation: Implementation
  try {
    // Checked there to be what a module may export.
    implementation = implementationFrom(decoded(declared) as Record<string, never>, called)
  } catch (error) {
    await leave()
    throw error
  }
  const operation =
    (name: OperationName) =>
    (...args: unknown[]) => {
      const answer = turn.then(() => ask(name, args))
      turn = answer.catch(() => {})
      return answer
    }
  return {
    ...implementation,
    // Whoever asks checks the shape of every result.
    operations: Object.fromEntries(
      operationNames
        .filter((name) => implementation.operations[name] !== undefined)
        .map((name) => [name, operation(name)]),
    ) as Implementation['operations'],
    program: {
      window: 1,
      reads: { maxLine: mostMaxLine, base64: true },
      abandon: () => {},
      isBusy: () => false,
      effects: true,
      seconds: () => undefined,
      close: async () => {
        gone ??= 'was told to stop'
        await leave()
      },
    },
  }
}

/** What a homework may declare, beside which operations it has. */
const names = [
  'name',
  'version',
  'format',
  'domain',
  'elementary',
  'options',
  'policies',
  'reproduce',
  ...operationNames,
]

/** How long after its own limit a worker is ended, in milliseconds; and how long it may take to begin. */
const [backstop, boot] = [1000, 10_000]
