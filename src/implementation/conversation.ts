import type { FormatName } from '../arithmetic/format.ts'
import { misuse } from './module.ts'
import { shown } from './plain.ts'
import { damageIn, hardNumbers } from './probe.ts'
import { started, type ProgramLimits } from './program.ts'
import { headerFrom, messageFrom, replyFrom, runLine, startLine, stopLine, type Header, type Reply } from './protocol.ts'

/** What became of a request: a reply, or how the program ended over it. */
export type Outcome = Reply | { readonly ended: string }

/** A request, as the line that asks it. */
export type Request = { readonly seq: number; readonly operation: string; readonly line: string; readonly done: (outcome: Outcome) => void }

export type TalkLimits = ProgramLimits & {
  /** How long a program may take to say who it is, to answer an operation for the first time, and to answer, in milliseconds. */
  readonly start: number
  readonly first: number
  readonly call: number
}

/** A program that has said who it is, and through which numbers pass unharmed. */
export type Conversation = {
  readonly header: Header
  /** Asks. Replies come in the order of the requests. */
  readonly put: (request: Request) => void
  /** How many requests are under way. */
  readonly size: () => number
  readonly stop: () => Promise<void>
  readonly pid: () => number | undefined
}

/**
 * Starts a program, asks who it is, and has it echo hard numbers. Throws a Misuse where it does not. Later `answered` is
 * called after each reply, and `ended` once, with what was under way at the end.
 */
export const converse = async (words: readonly string[], limits: TalkLimits, on: {
  readonly answered: (request: Request, reply: Reply) => void
  readonly ended: (how: string, stderr: string, flight: readonly Request[]) => void
}): Promise<Conversation> => {
  const flight: Request[] = []
  const seen = new Set<string>()
  let stain: string | undefined
  let lastSeq: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let hand: { readonly line: (text: string) => void; readonly ended: (how: string, stderr: string) => void }

  const program = started(words, limits, { line: (text) => text.trim() !== '' && hand.line(text), ended: (how, stderr) => hand.ended(how, stderr) })
  const who = words.join(' ')

  /** The next line, where one comes in time. */
  const next = (asked: string, milliseconds: number, remedy: string): Promise<string> => {
    const late = setTimeout(() => program.kill(`wrote no line within ${seconds(milliseconds)}: ${remedy}`), milliseconds)
    return new Promise<string>((resolve, reject) => {
      hand = { line: resolve, ended: (how, stderr) => reject(misuse(withStderr(`${who} was asked ${asked}, and ${how}`, stderr))) }
    }).finally(() => clearTimeout(late))
  }

  /** From now on the oldest request has so long to be answered. */
  const arm = (): void => {
    clearTimeout(timer)
    const [head] = flight
    if (head === undefined) return
    const milliseconds = seen.has(head.operation) ? limits.call : limits.first
    timer = setTimeout(() => {
      // Its reply may have come while we were busy ourselves: what is in the pipe is read first.
      setImmediate(() => flight[0] === head && program.kill(`did not answer within ${seconds(milliseconds)}`))
    }, milliseconds)
  }
  const complete = (head: Request, reply: Reply): void => {
    flight.shift()
    seen.add(head.operation)
    lastSeq = head.seq
    const told = stain === undefined ? reply : { fault: stain }
    stain = undefined
    arm()
    on.answered(head, told)
  }
  const heard = (text: string): void => {
    const message = messageFrom(text)
    const seq = message === undefined ? seqIn(text) : message['seq']
    const [head] = flight
    if (head !== undefined && seq === head.seq) {
      complete(head, message === undefined ? { fault: `was answered with ${shown(text)}, which is not JSON: ${bare.test(text) ? 'write NaN and the infinities as strings' : 'one object a line'}` } : replyFrom(message))
    } else if (seq !== undefined && seq === lastSeq) stain ??= `came to no answer of its own: the request before it was answered twice, with ${shown(text)} at last`
    else if (message !== undefined && seq !== undefined) program.kill(`answered seq ${shown(JSON.stringify(seq))} where ${head === undefined ? 'nothing' : head.seq} was asked: echo the seq of each request, in order`)
    else stain ??= `came with ${shown(text)} on stdout, which is for replies alone: print to stderr instead`
  }

  try {
    program.write(startLine({ maxLine: limits.maxLine }))
    const header = headerFrom(await next('to start', limits.start, 'answer {"command":"start"} with {"version":1,"name":…,"operations":[…]} in one line, and flush it'), `${who}: its first line`)
    await probe(header.implementation.format)
    hand = {
      line: heard,
      ended: (how, stderr) => {
        clearTimeout(timer)
        on.ended(how, stderr, flight.splice(0))
      },
    }
    return {
      header,
      put: (request) => {
        program.write(request.line)
        if (flight.push(request) === 1) arm()
      },
      size: () => flight.length,
      stop: () => {
        program.write(stopLine)
        return program.leave()
      },
      pid: program.pid,
    }
  } catch (error) {
    hand = { line: () => {}, ended: () => {} }
    program.kill('could not be tried')
    throw error
  }

  async function probe(format: FormatName): Promise<void> {
    const numbers = hardNumbers(format)
    program.write(runLine(0, 'echo', [numbers]))
    const text = await next('to echo numbers', limits.first, 'answer the operation echo with the vector that it is given')
    const message = messageFrom(text)
    const reply: Reply = message === undefined ? { fault: `answered with ${shown(text)}, which is no object in JSON${bare.test(text) ? ': write NaN and the infinities as strings' : ''}` }
      : message['seq'] !== 0 ? { fault: `answered seq ${shown(JSON.stringify(message['seq'] ?? null))} where 0 was asked: echo the seq of each request` }
      : replyFrom(message)
    const fault = 'result' in reply ? damageIn(numbers, reply.result, format)
      : 'fault' in reply ? reply.fault
      : `answered ${'error' in reply ? `the error ${reply.error}` : `that it skips it: ${reply.skipped}`}; every adapter answers the operation echo with the vector that it is given`
    if (fault !== undefined) throw misuse(`${who} was asked to echo numbers of ${format}, and ${fault}`)
  }
}

export const withStderr = (sentence: string, stderr: string): string => (stderr === '' ? sentence : `${sentence}\n  stderr    ${stderr.replaceAll('\n', '\n            ')}`)
const seconds = (milliseconds: number): string => (milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`)
/** The seq in a line that is no JSON. */
const seqIn = (text: string): number | undefined => {
  const [, digits] = /"seq"\s*:\s*(\d+)/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
const bare = /[[,:]\s*[+-]?(nan|inf|infinity)\s*[\],}]/i
