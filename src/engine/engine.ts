import { literal } from '../contract/literal.ts'
import { misuse, oneOf } from '../contract/misuse.ts'
import { shown } from '../contract/plain.ts'
import { headerFrom, messageFrom, mostMaxLine, type Message } from '../contract/protocol.ts'
import { inOneLine } from '../contract/thrown.ts'
import { lines } from '../programs/lines.ts'
import { suiteVersion } from '../trial/trial-of.ts'
import { fixturesOf, lawsFor, reportOn } from './answers.ts'
import { hostOf, type Host } from './host.ts'
import { judgedFor } from './judge.ts'

/** An engine: what it is told goes in, in bytes. */
export type Engine = {
  readonly read: (bytes: Buffer) => void
  /** It is over once it was told to stop, or no longer knows which reply is whose. */
  readonly over: Promise<Ending>
}
export type Ending = 'stopped' | 'lost'

/**
 * Judges for a host without a test runner of Node, in lines of JSON. The host says who it is, has
 * laws judged one by one, answers the calls that come back, and is given outcomes. A command that
 * cannot be carried out is answered by an error; a reply that was not asked for ends the engine.
 */
export const engine = (say: (line: string) => void): Engine => {
  const tell = (message: Message): void => say(literal(message))
  /** Who replies; and whose numbers have come through unharmed. */
  let host: Host | undefined
  let greeted: Host | undefined
  let isBusy = false
  let end = (_: Ending): void => {}
  const over = new Promise<Ending>((resolve) => void (end = resolve))

  const commands: Readonly<Record<string, (request: Message, line: string) => unknown>> = {
    start: async (_, line) => {
      greeted = undefined
      host = hostOf(headerFrom(line, 'the host'), say)
      await host.echo()
      greeted = host
      return { version: 1, losslaws: suiteVersion(), node: process.version, maxLine: mostMaxLine }
    },
    laws: (request) => lawsFor(greeted?.together, request),
    judge: (request) => judgedFor(greeted, request),
    report: reportOn,
    fixtures: fixturesOf,
  }
  const carryOut = async (name: unknown, request: Message, line: string): Promise<void> => {
    const command = commands[String(name)]
    if (isBusy || command === undefined) {
      const expected =
        isBusy ?
          'replies until the last command is answered'
        : oneOf([...Object.keys(commands), 'stop'])
      return tell({ error: `expected ${expected}, but received ${shown(String(name))}` })
    }
    isBusy = true
    // Every command answers with a message.
    const answer = (await said(async () => command(request, line))) as Message
    isBusy = false
    tell(answer)
  }
  const hear = (line: string): void => {
    const message = messageFrom(line)
    if (message?.['command'] === 'stop') return end('stopped')
    if (message?.['command'] !== undefined) return void carryOut(message['command'], message, line)
    try {
      if (message === undefined || host === undefined)
        throw misuse(`expected a command or a reply in JSON, but received ${shown(line)}`)
      host.hear(message)
    } catch (error) {
      tell(wordsOf(error))
      end('lost')
    }
  }
  const overlong = () => {
    tell({ error: `expected lines of at most ${mostMaxLine} bytes, but received a longer one` })
    end('lost')
  }
  const { read } = lines(mostMaxLine, { line: hear, overlong, cut: () => {} })
  return { read, over }
}

const said = async (answer: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await answer()
  } catch (error) {
    return wordsOf(error)
  }
}

/** A Misuse says all by itself. */
const wordsOf = (error: unknown): Message => ({
  error: error instanceof Error && error.name === 'Misuse' ? error.message : inOneLine(error),
})
