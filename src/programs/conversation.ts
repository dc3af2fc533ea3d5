import { effectsHere } from './effects.ts'
import { greeted, inSeconds, type StartLimits } from './handshake.ts'
import { stopLine, type Header, type Message, type Reply } from '../contract/protocol.ts'
import { readingOf } from './reading.ts'

/** What a request is settled with: a reply, or how the program ended over it. */
export type Settled = Reply | { readonly ended: string }

/** A request, as the line that asks it. */
export type Request = {
  readonly seq: number
  readonly operation: string
  readonly args: readonly unknown[]
  readonly line: string
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
  readonly seconds: () => number | undefined
  readonly stop: () => Promise<void>
}

/**
 * Starts a program and talks with it. `answered` is called with each reply, in the order of the
 * requests, and `ended` once. The oldest request under way has so long to be answered, from when it
 * became the oldest; a program that is late, or loses count, is ended. Throws a Misuse where it
 * cannot be tried.
 */
export const converse = async (
  words: readonly string[],
  limits: TalkLimits,
  on: {
    readonly answered: (reply: Reply) => void
    readonly ended: (how: string, stderr: string) => void
  },
): Promise<Conversation> => {
  const { program, header, hear } = await greeted(words, limits)
  const underWay: Request[] = []
  const seen = new Set<string>()
  let lastSeq: number | undefined
  /** What the program wrote beside its replies: the next reply is not to be trusted. */
  let strayLine: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const enact = header.effects ? effectsHere() : () => {}

  const arm = (): void => {
    clearTimeout(timer)
    const [oldest] = underWay
    if (oldest === undefined) return
    const isFirst = !seen.has(oldest.operation) && limits.first > limits.call
    const milliseconds = isFirst ? limits.first : limits.call
    const remedy =
      isFirst ? '--first-limit, as this operation had not been asked before' : '--time-limit'
    const late = () =>
      underWay[0] === oldest
      && program.kill(
        `did not answer within ${inSeconds(milliseconds)}: ${
          strayLine === undefined ?
            `it hangs, or does not flush stdout, or needs more time (${remedy})`
          : `it ${strayLine}`
        }`,
      )
    // Its reply may have come while we were busy ourselves: what is in the pipe is read first.
    timer = setTimeout(() => setImmediate(late), milliseconds)
  }
  const complete = (request: Request, reply: Reply, message: Message): void => {
    underWay.shift()
    enact(request, message)
    seen.add(request.operation)
    lastSeq = request.seq
    const told = strayLine === undefined ? reply : { fault: strayLine }
    strayLine = undefined
    arm()
    on.answered(told)
  }
  hear({
    line: (text) => {
      const [oldest] = underWay
      const reading = readingOf(text, oldest?.seq, lastSeq)
      if (reading.is === 'miscount') program.kill(reading.how)
      else if (reading.is === 'stray') strayLine ??= reading.how
      else if (oldest !== undefined) complete(oldest, reading.reply, reading.message)
    },
    ended: (how, stderr) => {
      clearTimeout(timer)
      // Whoever started us has to have us first.
      setImmediate(() => {
        underWay.length = 0
        clearTimeout(timer)
        on.ended(how, stderr)
      })
    },
  })
  return {
    header,
    put: (request) => {
      program.write(request.line)
      if (underWay.push(request) === 1) arm()
    },
    seconds: program.seconds,
    stop: () => {
      program.write(stopLine)
      return program.leave()
    },
  }
}
