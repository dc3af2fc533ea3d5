import {
  converse,
  type Conversation,
  type Outcome,
  type Request,
  type TalkLimits,
} from './conversation.ts'
import { withStderr } from './handshake.ts'
import type { OperationName } from '../contract/operations.ts'
import { defaultTimeLimit, type Implementation } from './implementation.ts'
import { runLine } from './protocol.ts'
import { inOneLine } from './thrown.ts'
import { unanswered } from './unanswered.ts'
import { literal } from './wire.ts'

/** What a program is granted through a whole trial. */
export type ProcessLimits = TalkLimits & {
  /** How many requests may be under way at once. */
  readonly window: number
  /** How often a program is started again. */
  readonly restarts: number
}
/** An implementation with a program behind it. */
export type Foreign = Implementation & Required<Pick<Implementation, 'program'>>

export const defaultLimits: ProcessLimits = {
  start: 60_000,
  first: 30_000,
  call: defaultTimeLimit,
  grace: 2000,
  memory: 4 * 2 ** 30,
  maxLine: 2 ** 20,
  window: 64,
  restarts: 10,
}

/**
 * The implementation that a foreign program is, which these words start. When it ends over a
 * request, or has to be ended, it is started again, and what was under way is asked again one by
 * one: that finds the request over which it ends, and the others get their answers. Throws a Misuse
 * where it cannot be tried.
 */
export const implementationOfProcess = async (
  words: readonly string[],
  given: Partial<ProcessLimits> = {},
): Promise<Foreign> => {
  const limits = { ...defaultLimits, ...given }
  const waiting: Request[] = []
  /**
   * What was under way when the program ended, of which the first is guilty unless another proves
   * to be.
   */
  let suspects:
    | {
        readonly how: string
        readonly first: Request
        readonly rest: Request[]
        verdict?: Outcome
        isSolved: boolean
      }
    | undefined
  let talk: Conversation | undefined
  let seq = 0
  let restarts = 0
  /** What the next to be asked has to hear; and why nothing is asked any more. */
  let omen: string | undefined
  let gone: string | undefined

  const begin = (): Promise<Conversation> => converse(words, limits, { answered, ended })

  function pump(): void {
    if (gone !== undefined) for (const it of waiting.splice(0)) it.done({ ended: gone })
    if (talk === undefined) return
    if (suspects !== undefined) {
      const [next] = suspects.rest
      if (next !== undefined && talk.size() === 0) talk.put(next)
      return
    }
    while (talk.size() < limits.window) {
      const next = waiting.shift()
      if (next === undefined) return
      if (omen === undefined) talk.put(next)
      else next.done({ ended: `was not asked: the program ${omen}` })
      omen = undefined
    }
  }

  function answered(request: Request, reply: Outcome): void {
    if (suspects === undefined) request.done(reply)
    else {
      suspects.rest.shift()
      if (request === suspects.first && !suspects.isSolved) suspects.verdict = reply
      else request.done(reply)
      settle()
    }
    pump()
  }

  function ended(how: string, stderr: string, flight: readonly Request[]): void {
    const what = withStderr(how, stderr)
    const [head] = flight
    talk = undefined
    if (suspects !== undefined && head !== undefined) {
      suspects.rest.shift()
      suspects.isSolved = true
      head.done({ ended: what })
      settle()
    } else if (flight.length > 1 && head !== undefined)
      suspects = { how: what, first: head, rest: [...flight], isSolved: false }
    else if (head !== undefined) head.done({ ended: what })
    else omen = what
    if (gone === undefined) void again(how)
    else giveUp(gone)
  }

  /** Gives the first suspect its verdict as soon as it is known whether another was guilty. */
  function settle(): void {
    if (suspects === undefined) return
    const { first, how, rest, verdict, isSolved } = suspects
    if (verdict !== undefined && isSolved) {
      first.done(verdict)
      delete suspects.verdict
    } else if (verdict !== undefined && rest.length === 0)
      first.done({
        ended: `${how}\n  and did not when all that was under way was asked again one by one`,
      })
    if (rest.length === 0) suspects = undefined
  }

  /** Starts it again; a start that fails is tried once more. */
  async function again(how: string, isSecond = false): Promise<void> {
    if (restarts === limits.restarts)
      return giveUp(
        `was not asked: the program ${how}, and had been started again ${restarts} times`,
      )
    restarts++
    try {
      talk = await begin()
      if (gone !== undefined) return await talk.stop()
      if (literal(talk.header) !== literal(header))
        return giveUp(
          'was not asked: the program said that it was another when it was started again',
        )
      pump()
    } catch (error) {
      if (gone === undefined && !isSecond) return again(how, true)
      giveUp(`was not asked: the program could not be started again: ${inOneLine(error)}`)
    }
  }

  function giveUp(why: string): void {
    gone ??= why
    void talk?.stop()
    const { first, verdict, rest = [] } = suspects ?? {}
    suspects = undefined
    if (verdict !== undefined) first?.done({ ended: why })
    for (const it of rest) it.done({ ended: why })
    pump()
  }

  const { header } = (talk = await begin())
  const { implementation, maxLine, effects } = header
  const operation =
    (name: OperationName) =>
    (...args: readonly unknown[]) =>
      new Promise<never>((resolve, reject) => {
        const line = runLine(++seq, name, args)
        if (line.length > maxLine)
          return reject(
            unanswered(
              'skipped',
              `requests of more than ${maxLine} bytes, which is the maxLine of the program`,
            ),
          )
        waiting.push({
          seq,
          operation: name,
          args,
          line,
          done: (outcome) =>
            // The engine checks the shape of every result.
            'result' in outcome ? resolve(outcome.result as never)
            : 'error' in outcome ? reject(outcome.error)
            : reject(
                'skipped' in outcome ? unanswered('skipped', outcome.skipped)
                : 'fault' in outcome ? unanswered('faulted', outcome.fault)
                : unanswered('ended', outcome.ended),
              ),
        })
        pump()
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
      effects,
      seconds: () => talk?.seconds(),
      close: async () => {
        gone ??= 'was not asked: the program had been told to stop'
        await talk?.stop()
      },
    },
  }
}
