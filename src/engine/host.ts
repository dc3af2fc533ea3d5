import { leastLength, packed, unpackedReply } from '../programs/base64.ts'
import { effectsHere } from '../programs/effects.ts'
import { damageDone, echoesOf } from '../programs/handshake.ts'
import { defaultLimits } from '../programs/process.ts'
import { isRecord } from '../contract/declared-numbers.ts'
import type { Foreign } from '../contract/implementation.ts'
import { misuse } from '../contract/misuse.ts'
import { literal } from '../contract/literal.ts'
import type { OperationName } from '../contract/operations.ts'
import {
  argumentsText,
  eachLine,
  runLine,
  type Header,
  type Message,
  type Reply,
} from '../contract/protocol.ts'
import { unanswered } from '../contract/unanswered.ts'

/**
 * A host of the engine, as the implementation that it is. It answers in the order of the requests,
 * and keeps the time of its calls itself: nobody here can end it.
 */
export type Host = {
  /** Asked many calls at once. */
  readonly together: Foreign
  /** Asked one call at a time, of which it tells what it did beside its result, if it can. */
  readonly oneByOne: Foreign
  /** Takes a reply. Throws a Misuse where none was awaited, or it is not what was asked for. */
  readonly hear: (message: Message) => void
  /** Throws a Misuse where hard numbers of its logits do not come back as they were. */
  readonly echo: () => Promise<void>
  /** Comes back once nothing waits for a reply: what was drawn ahead may have been asked in vain. */
  readonly rest: () => Promise<void>
}

/** The host that says this of itself, and reads what is said, line by line. */
export const hostOf = (header: Header, say: (line: string) => void): Host => {
  const { implementation, maxLine, base64, each } = header
  const written = base64 ? packed : undefined
  const tooLong = unanswered(
    'overlong',
    `requests of more than ${maxLine} bytes, which is the maxLine of the host`,
  )
  const pending = new Map<number, (message: Message) => void>()
  const gathered = new Map<OperationName, Call[]>()
  let seq = 0
  /** How many characters of calls wait for their replies. */
  let underWay = 0
  let rested = (): void => {}

  const put = (line: (seq: number) => string, settle: (message: Message) => void): void => {
    pending.set(seq, settle)
    say(line(seq++))
  }
  /** Says what has gathered: a request for each operation, or for as many calls as fit a line. */
  const flush = (): void => {
    for (const [operation, calls] of gathered)
      for (const some of linesOf(calls, Math.min(maxLine, longest)))
        put(
          (seq) =>
            eachLine(
              seq,
              operation,
              some.map(({ text }) => text),
            ),
          ({ each: replies }) => {
            if (!Array.isArray(replies) || replies.length !== some.length)
              throw misuse(
                `expected "each" to be a list of ${some.length} replies, one for each call of ${operation}, but received ${Array.isArray(replies) ? replies.length : 'none'}`,
              )
            some.forEach(({ settle }, i) => settle(isRecord(replies[i]) ? replies[i] : {}))
          },
        )
    gathered.clear()
  }
  const together = (operation: OperationName, args: readonly unknown[]) =>
    new Promise<Message>((settle, reject) => {
      const text = argumentsText(operation, args, written)
      if (text.length + envelope > maxLine) return reject(tooLong)
      // By then, whoever judges ahead has put all its calls.
      if (gathered.size === 0) setImmediate(flush)
      underWay += text.length
      const settled = (reply: Message): void => {
        underWay -= text.length
        settle(reply)
      }
      gathered.set(operation, [...(gathered.get(operation) ?? []), { text, settle: settled }])
    })
  const alone = (operation: OperationName | 'echo', args: readonly unknown[], effects = false) =>
    new Promise<Message>((settle, reject) => {
      const line = (seq: number) =>
        runLine(seq, operation, args, written, effects ? { effects } : {})
      if (line(seq).length > maxLine) return reject(tooLong)
      put(line, settle)
    })

  const view = (effects: boolean): Foreign => ({
    ...implementation,
    operations: Object.fromEntries(
      (Object.keys(implementation.operations) as OperationName[]).map((name) => [
        name,
        async (...args: unknown[]) => {
          // What is far too long need not be written first.
          if (!base64 && leastLength(args) > maxLine) throw tooLong
          const said = await (each && !effects ? together(name, args) : alone(name, args, effects))
          const { reply, message } = unpackedReply(said, base64)
          if (effects) enact({ operation: name, args }, message)
          // The engine checks the shape of every result.
          return resultOf(reply) as never
        },
      ]),
    ),
    program: {
      window: defaultLimits.window,
      reads: { maxLine, base64 },
      isBusy: () => underWay >= most,
      // Answers to wide rows are kept for the next law: all that was asked is answered.
      abandon: () => {},
      effects,
      seconds: () => undefined,
      close: () => Promise.resolve(),
    },
  })
  const enact = effectsHere()
  return {
    together: view(false),
    oneByOne: view(header.effects),
    hear: (message) => {
      // A number, or nothing of ours.
      const settle = pending.get(message['seq'] as number)
      if (settle === undefined)
        throw misuse(
          `expected the seq of a request that has no reply yet, but received ${literal(message['seq'] ?? null)}`,
        )
      pending.delete(message['seq'] as number)
      settle(message)
      if (pending.size === 0) rested()
    },
    rest: async () => {
      for (;;) {
        // Whoever has an answer may go on to ask.
        await new Promise(setImmediate)
        if (pending.size === 0 && gathered.size === 0) return
        if (pending.size > 0) await new Promise<void>((resolve) => void (rested = resolve))
      }
    },
    echo: async () => {
      const { format, echoes } = echoesOf(header)
      for (const numbers of echoes) {
        const damage = damageDone(await alone('echo', [numbers]), numbers, format, base64)
        if (damage !== undefined)
          throw misuse(`the host was asked to echo numbers of ${format}, and ${damage}`)
      }
    },
  }
}

/** A call that waits for others to be asked with it: its arguments as text. */
type Call = { readonly text: string; readonly settle: (reply: Message) => void }

/** Calls in groups, each of so many characters at most where it has more than one. */
const linesOf = (calls: readonly Call[], most: number): Call[][] => {
  const lines: Call[][] = []
  let size = Infinity
  for (const call of calls) {
    if (size + call.text.length + envelope > most) {
      lines.push([])
      size = 0
    }
    lines.at(-1)?.push(call)
    size += call.text.length + 1
  }
  return lines
}
/** How much may be under way before more has to wait, as before a program. */
const most = 2 ** 24
/** What stands around the arguments of a call, at most; and a line that is better cut in two. */
const [envelope, longest] = [200, 2 ** 22]

/** The result of a reply. Throws the error of the call, or why there is neither. */
const resultOf = (reply: Reply): unknown => {
  if ('result' in reply) return reply.result
  throw (
    'error' in reply ? reply.error
    : 'skipped' in reply ? unanswered('skipped', reply.skipped)
    : unanswered('faulted', reply.fault)
  )
}
