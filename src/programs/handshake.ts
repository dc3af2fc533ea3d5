import type { FormatName } from '../arithmetic/format.ts'
import { misuse } from '../contract/declaration.ts'
import { inSeconds, shown } from '../contract/plain.ts'
import { isPacked, packed, unpackedReply } from './base64.ts'
import { damageIn, hardNumbers } from './probe.ts'
import { started, type Program, type ProgramLimits } from './program.ts'
import {
  headerFrom,
  messageFrom,
  runLine,
  startLine,
  type Header,
  type Message,
} from '../contract/protocol.ts'
import { literal } from '../contract/literal.ts'
import { numbersOf } from '../contract/numbers.ts'

/** What a program is granted until it has begun to answer. */
export type StartLimits = ProgramLimits & {
  /** How long a program may take to say who it is, in milliseconds. */
  readonly start: number
  /** How long the first call of an operation may take, in milliseconds. */
  readonly first: number
}

/** Whoever hears what a program says, and how it ended. */
export type Listener = {
  readonly line: (text: string) => void
  /** A line is longer than may be. */
  readonly overlong?: () => void
  /** It has ended, and these are both its ends. */
  readonly cut: (text: string) => void
  readonly ended: (how: string, stderr: string) => void
}

/**
 * A program that has said who it is, and through which numbers pass unharmed. What it says next is
 * for `hear` to hand over.
 */
export type Greeted = {
  readonly program: Program
  readonly header: Header
  readonly hear: (listener: Listener) => void
  /** How many requests it has answered, from seq 0 on. */
  readonly echoes: number
}

/**
 * Starts a program, asks who it is, and has it echo hard numbers of its logits. Throws a Misuse
 * where it does not.
 */
export const greeted = async (words: readonly string[], limits: StartLimits): Promise<Greeted> => {
  const who = limits.called ?? words.join(' ')
  const { hear, ...mailbox } = mailboxOf()
  const program = started(words, limits, mailbox)

  /** The next line, where one comes in time. */
  const answerTo = (
    asked: string,
    line: string,
    milliseconds: number,
    remedy: string,
  ): Promise<string> => {
    let isThere = false
    // Its line may have come while we were busy ourselves: what is in the pipe is read first.
    const late = setTimeout(
      () =>
        setImmediate(
          () =>
            isThere || program.kill(`wrote no line within ${inSeconds(milliseconds)}: ${remedy}`),
        ),
      milliseconds,
    )
    program.write(line)
    return new Promise<string>((resolve, reject) => {
      hear({
        line: (text) => {
          hear(undefined)
          isThere = true
          resolve(text)
        },
        cut: () => {},
        overlong: () =>
          program.kill(`wrote a line of more than ${limits.maxLine} bytes: a reply is one line`),
        ended: (how, stderr) =>
          reject(misuse(withStderr(`${who} was asked ${asked}, and ${how}`, stderr))),
      })
    }).finally(() => clearTimeout(late))
  }

  try {
    const first = await answerTo(
      'to start',
      startLine({ maxLine: limits.maxLine, numbers: 'base64' }),
      limits.start,
      'answer {"command":"start"} with {"version":1,"name":…,"operations":[…]} '
        + 'in one line, and flush it',
    )
    const header = headerFrom(first, who)
    const { format, echoes } = echoesOf(header)
    for (const [seq, vector] of echoes.entries()) {
      const what = seq === 0 ? 'numbers' : 'numbers in base64'
      const echo = await answerTo(
        `to echo ${what}`,
        runLine(seq, 'echo', [seq === 0 ? vector : packed(vector)]),
        limits.first,
        'answer the operation echo with the vector that it is given',
      )
      const fault = faultOf(echo, seq, vector, format, header.base64)
      if (fault !== undefined)
        throw misuse(`${who} was asked to echo ${what} of ${format}, and ${fault}`)
    }
    return { program, header, hear, echoes: echoes.length }
  } catch (error) {
    program.kill('could not be tried')
    throw error
  }
}

/**
 * What is echoed: hard numbers of the logits, whose format may differ from that of results. As a
 * list; and where base64 was agreed on, so many that they are packed.
 */
export const echoesOf = ({
  implementation,
  base64,
}: Header): { readonly format: FormatName; readonly echoes: readonly number[][] } => {
  const { name: format } = numbersOf(implementation.format).logits
  const numbers = hardNumbers(format)
  return { format, echoes: [numbers, ...(base64 ? [[...numbers, ...numbers]] : [])] }
}

/** What is wrong with the answer to an echo, as a line. */
const faultOf = (
  text: string,
  seq: number,
  numbers: readonly number[],
  format: FormatName,
  isAgreed: boolean,
): string | undefined => {
  const message = messageFrom(text)
  if (message === undefined)
    return `answered with ${shown(text)}, which is no object in JSON${isBare(text) ? ': write NaN and the infinities as strings' : ''}`
  if (message['seq'] !== seq)
    return `answered ${nameOf(message['seq'])} where seq ${seq} was asked: echo the seq of each request`
  return damageDone(message, numbers, format, isAgreed)
}

/** What became of hard numbers of a format in the answer to an echo, where they were damaged. */
export const damageDone = (
  message: Message,
  numbers: readonly number[],
  format: FormatName,
  isAgreed: boolean,
): string | undefined => {
  const { reply } = unpackedReply(message, isAgreed)
  return (
    'result' in reply ? damageIn(numbers, reply.result, format, isPacked(message['result']))
    : 'fault' in reply ? reply.fault
    : `answered ${'error' in reply ? `the error ${reply.error}` : `that it skips it: ${reply.skipped}`}; every adapter answers the operation echo with the vector that it is given`
  )
}

/** Keeps what a program says, and how it ended, until somebody hears. */
const mailboxOf = () => {
  const kept: { readonly text: string; readonly isCut: boolean }[] = []
  let end: Parameters<Listener['ended']> | undefined
  let isOverlong = false
  let listener: Listener | undefined
  const deliver = (): void => {
    for (let it = kept[0]; listener !== undefined && it !== undefined; it = kept[0]) {
      kept.shift()
      if (it.isCut) listener.cut(it.text)
      else listener.line(it.text)
    }
    if (isOverlong) listener?.overlong?.()
    if (end !== undefined) listener?.ended(...end)
  }
  return {
    line: (text: string) => {
      // Nobody is harmed by an empty line.
      if (text.trim() === '') return
      kept.push({ text, isCut: false })
      deliver()
    },
    overlong: () => {
      isOverlong = true
      deliver()
    },
    cut: (text: string) => {
      isOverlong = false
      kept.push({ text, isCut: true })
      deliver()
    },
    ended: (...how: Parameters<Listener['ended']>) => {
      end = how
      deliver()
    },
    hear: (next: Listener | undefined) => {
      listener = next
      deliver()
    },
  }
}

/** Whether a line has a NaN or an infinity in it that is no string. */
export const isBare = (text: string): boolean =>
  /[[,:]\s*[+-]?(nan|inf|infinity)\s*[\],}]/i.test(text)
export const nameOf = (seq: unknown): string =>
  seq === undefined ? 'without a seq' : `seq ${shown(literal(seq))}`
/** A sentence, with lines behind a bar: some hosts take a line for a command that begins as one. */
export const withStderr = (sentence: string, stderr: string): string =>
  stderr === '' ? sentence : (
    `${sentence}\n  stderr    | ${stderr.replaceAll('\n', '\n            | ')}`
  )
