import { effectsHere } from './effects.ts'
import { inSeconds } from '../contract/plain.ts'
import { greeted, type StartLimits } from './handshake.ts'
import { stopLine, type Header, type Message, type Reply } from '../contract/protocol.ts'
import { readingOf, readingOfCut, type Overlong, type Reading } from './reading.ts'

/** What a request is settled with: a reply, or how the program ended over it. */
export type Settled = Reply | Overlong | { readonly ended: string }

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
  /** The first seq that has not been asked. */
  readonly firstSeq: number
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
    readonly answered: (reply: Settled) => void
    readonly ended: (how: string, stderr: string) => void
  },
): Promise<Conversation> => {
  const { program, header, hear, echoes } = await greeted(words, limits)
  const underWay: Request[] = []
  const seen = new Set<string>()
  let lastSeq = echoes - 1
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
  const complete = (request: Request, reply: Settled, message: Message): void => {
    underWay.shift()
    enact(request, message)
    seen.add(request.operation)
    lastSeq = request.seq
    const told = strayLine === undefined ? reply : { fault: strayLine }
    strayLine = undefined
    arm()
    on.answered(told)
  }
  let isLost = false
  const take = (reading: Reading): void => {
    const [oldest] = underWay
    // What it says until it is ended is no answer to anything.
    if (isLost) return
    if (reading.is === 'miscount') {
      isLost = true
      program.kill(reading.how)
    } else if (reading.is === 'stray') strayLine ??= reading.how
    else if (oldest !== undefined) complete(oldest, reading.reply, reading.message)
  }
  hear({
    line: (text) => take(readingOf(text, underWay[0]?.seq, lastSeq, header.base64)),
    cut: (text) => take(readingOfCut(text, underWay[0]?.seq, limits.maxLine)),
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
    firstSeq: echoes,
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
