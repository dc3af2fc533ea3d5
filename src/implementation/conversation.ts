import { effectsHere } from './effects.ts'
import { greeted, inSeconds, isBare, nameOf, type StartLimits } from './handshake.ts'
import { shown } from './plain.ts'
import {
  messageFrom,
  replyFrom,
  stopLine,
  type Header,
  type Message,
  type Reply,
} from './protocol.ts'

/** What became of a request: a reply, or how the program ended over it. */
export type Outcome = Reply | { readonly ended: string }

/** A request, as the line that asks it. */
export type Request = {
  readonly seq: number
  readonly operation: string
  readonly args: readonly unknown[]
  readonly line: string
  readonly done: (outcome: Outcome) => void
}

/** What a program is granted in a conversation. */
export type TalkLimits = StartLimits & {
  /** How long a call may take, in milliseconds. */
  readonly call: number
}

/** A program that is asked. */
export type Conversation = {
  readonly header: Header
  /** Asks. Replies come in the order of the requests. */
  readonly put: (request: Request) => void
  /** How many requests are under way. */
  readonly size: () => number
  readonly seconds: () => number | undefined
  readonly stop: () => Promise<void>
}

/**
 * Starts a program and talks with it. `answered` is called after each reply, and `ended` once, with
 * what was under way at the end. The oldest request under way has so long to be answered, from when
 * it became the oldest; a program that is late, or loses count, is ended. Throws a Misuse where it
 * cannot be tried.
 */
export const converse = async (
  words: readonly string[],
  limits: TalkLimits,
  on: {
    readonly answered: (request: Request, reply: Reply) => void
    readonly ended: (how: string, stderr: string, flight: readonly Request[]) => void
  },
): Promise<Conversation> => {
  const { program, header, hear } = await greeted(words, limits)
  const flight: Request[] = []
  const seen = new Set<string>()
  let lastSeq: number | undefined
  /** What the program wrote beside its replies: the next reply is not to be trusted. */
  let stain: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const done = header.effects ? effectsHere() : () => {}

  const arm = (): void => {
    clearTimeout(timer)
    const [head] = flight
    if (head === undefined) return
    const isFirst = !seen.has(head.operation) && limits.first > limits.call
    const milliseconds = isFirst ? limits.first : limits.call
    const remedy =
      isFirst ? '--first-limit, as this operation had not been asked before' : '--time-limit'
    timer = setTimeout(() => {
      // Its reply may have come while we were busy ourselves: what is in the pipe is read first.
      setImmediate(
        () =>
          flight[0] === head
          && program.kill(
            `did not answer within ${inSeconds(milliseconds)}: ${
              stain === undefined ?
                `it hangs, or does not flush stdout, or needs more time (${remedy})`
              : `it ${stain}`
            }`,
          ),
      )
    }, milliseconds)
  }
  const complete = (head: Request, reply: Reply, message: Message = {}): void => {
    flight.shift()
    done(head, message)
    seen.add(head.operation)
    lastSeq = head.seq
    const told = stain === undefined ? reply : { fault: stain }
    stain = undefined
    arm()
    on.answered(head, told)
  }
  const line = (text: string): void => {
    const message = messageFrom(text)
    const seq = message === undefined ? seqIn(text) : message['seq']
    const [head] = flight
    if (head !== undefined && seq === head.seq)
      complete(head, message === undefined ? { fault: notJSON(text) } : replyFrom(message), message)
    else if (seq !== undefined && seq === lastSeq)
      stain ??= `came to no answer of its own: the request before it was answered twice, with ${shown(text)} at last`
    else if (
      message !== undefined
      && (seq !== undefined || 'result' in message || 'error' in message || 'skipped' in message)
    ) {
      program.kill(
        `answered ${nameOf(seq)} where ${head === undefined ? 'nothing' : nameOf(head.seq)} was asked: echo the seq of each request, in order`,
      )
    } else
      stain ??= `came with ${shown(text)} on stdout, which is for replies alone: print to stderr instead`
  }
  hear({
    line,
    ended: (how, stderr) => {
      clearTimeout(timer)
      // Whoever started us has to have us first.
      setImmediate(() => on.ended(how, stderr, flight.splice(0)))
    },
  })
  return {
    header,
    put: (request) => {
      program.write(request.line)
      if (flight.push(request) === 1) arm()
    },
    size: () => flight.length,
    seconds: program.seconds,
    stop: () => {
      program.write(stopLine)
      return program.leave()
    },
  }
}

/** The seq in a line that is no JSON. */
const seqIn = (text: string): number | undefined => {
  const [, digits] = /"seq"\s*:\s*(\d+)/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
const notJSON = (text: string): string =>
  `was answered with ${shown(text)}, which is not JSON: ${isBare(text) ? 'write NaN and the infinities as strings' : 'one object a line'}`
