import { isDeepStrictEqual } from 'node:util'
import {
  converse,
  type Conversation,
  type Request,
  type Settled,
  type TalkLimits,
} from './conversation.ts'
import type { OperationName } from '../contract/operations.ts'
import { defaultTimeLimit, type Foreign } from '../contract/implementation.ts'
import { beginning, type Effect, type Event, type State, type StepLimits } from './process-state.ts'
import { leastLength, packed } from './base64.ts'
import { step } from './process-steps.ts'
import { mostMaxLine, runLine, type Header } from '../contract/protocol.ts'
import { inOneLine } from '../contract/thrown.ts'
import { unanswered } from '../contract/unanswered.ts'

/** What a program is granted through a whole trial. */
export type ProcessLimits = TalkLimits & StepLimits

export const defaultLimits: ProcessLimits = {
  start: 60_000,
  first: 30_000,
  call: defaultTimeLimit,
  grace: 2000,
  memory: 4 * 2 ** 30,
  maxLine: mostMaxLine,
  window: 64,
  restarts: 10,
}

/**
 * The implementation that a foreign program is, which these words start. If the program dies, it is
 * started again, and its pending requests are sent again one at a time: the one that ends it again
 * is the culprit, and the others get their answers. Throws a Misuse where it cannot be tried.
 */
export const implementationOfProcess = async (
  words: readonly string[],
  given: Partial<ProcessLimits> = {},
): Promise<Foreign> => {
  const limits = { ...defaultLimits, ...given }
  const pending = new Map<Request, (settled: Settled) => void>()
  let size = 0
  let state: State = beginning
  let talk: Conversation | undefined
  let stopped: Promise<void> | undefined

  const begin = (): Promise<Conversation> =>
    converse(words, limits, {
      answered: (reply) => happened({ is: 'answered', reply }),
      ended: (how, stderr) => {
        talk = undefined
        happened({ is: 'ended', how, stderr })
      },
    })
  const happened = (event: Event): void => {
    const { state: next, effects } = step(state, event, limits)
    state = next
    effects.forEach(perform)
  }
  const perform = (effect: Effect): void => {
    switch (effect.do) {
      case 'put':
        return talk?.put(effect.request)
      case 'settle':
        pending.get(effect.request)?.(effect.as)
        if (pending.delete(effect.request)) size -= effect.request.line.length
        return
      case 'start':
        return void again()
      case 'stop':
        stopped = talk?.stop()
    }
  }
  const again = async (): Promise<void> => {
    try {
      talk = await begin()
    } catch (error) {
      return happened({ is: 'failed', why: inOneLine(error) })
    }
    happened({ is: 'started', isSame: isDeepStrictEqual(saidIn(talk.header), saidIn(header)) })
  }

  const { header } = (talk = await begin())
  const { implementation, maxLine, base64, effects } = header
  const tooLong = unanswered(
    'overlong',
    `requests of more than ${maxLine} bytes, which is the maxLine of the program`,
  )
  let seq = talk.firstSeq
  const operation =
    (name: OperationName) =>
    (...args: readonly unknown[]) =>
      new Promise<never>((resolve, reject) => {
        // What is far too long need not be written first.
        if (!base64 && leastLength(args) > maxLine) return reject(tooLong)
        const line = runLine(seq, name, args, base64 ? packed : undefined)
        if (line.length > maxLine) return reject(tooLong)
        const request = { seq: seq++, operation: name, args, line }
        size += line.length
        pending.set(request, (settled) =>
          // The engine checks the shape of every result.
          'result' in settled ? resolve(settled.result as never) : reject(refusalOf(settled)),
        )
        happened({ is: 'asked', request })
      })
  return {
    ...implementation,
    operations: Object.fromEntries(
      Object.keys(implementation.operations).map((name) => [
        name,
        operation(name as OperationName),
      ]),
    ),
    program: {
      window: limits.window,
      reads: { maxLine, base64 },
      abandon: () => happened({ is: 'abandoned' }),
      isBusy: () => pending.size >= limits.window || size >= most,
      effects,
      seconds: () => talk?.seconds(),
      close: async () => {
        happened({ is: 'closed' })
        await stopped
      },
    },
  }
}

/** All that a header says, in whatever order: of its operations, which are functions, the names. */
const saidIn = ({ implementation, ...others }: Header): object => ({
  ...others,
  ...implementation,
  operations: new Set(Object.keys(implementation.operations)),
  options: new Set(implementation.options),
})

/** How many bytes of requests may be under way before more has to wait. */
const most = 2 ** 24

/** What is thrown for a request without a result: the error of the call, or why there is none. */
const refusalOf = (settled: Exclude<Settled, { readonly result: unknown }>): unknown =>
  'error' in settled ? settled.error
  : 'skipped' in settled ? unanswered('skipped', settled.skipped)
  : 'fault' in settled ? unanswered('faulted', settled.fault)
  : 'overlong' in settled ? unanswered('overlong', settled.overlong)
  : unanswered('ended', settled.ended)
