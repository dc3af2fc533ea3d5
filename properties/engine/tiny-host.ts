import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Implementation } from '../../src/contract/implementation.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { engine } from '../../src/engine/engine.ts'
import { unpacked } from '../../src/programs/base64.ts'

export type Message = Readonly<Record<string, unknown>>

/** An engine, as the lines that it is told and those that it says. */
type Line = {
  readonly write: (line: string) => void
  readonly next: () => Promise<string>
  /** How it ended. */
  readonly end: () => Promise<unknown>
}

/** An engine in this process. */
export const here = (): Line => {
  const said: string[] = []
  let wake = (): void => {}
  const { read, over } = engine((line) => {
    said.push(line)
    wake()
  })
  return {
    write: (line) => read(Buffer.from(`${line}\n`)),
    next: async () => {
      while (said.length === 0) await new Promise<void>((resolve) => void (wake = resolve))
      return said.shift() ?? ''
    },
    end: () => over,
  }
}

/** An engine that was started as a host starts it. */
export const started = (): Line => {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
  const program = spawn(process.execPath, [cli, 'engine'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
  const exit = once(program, 'exit')
  return {
    write: (line) => void program.stdin.write(`${line}\n`),
    next: async () => {
      const { value, done } = await lines.next()
      if (done === true) throw new Error('the engine has ended')
      return value
    },
    end: async () => (await exit)[0] as unknown,
  }
}

/** A host of the engine: asks it for something, and answers what it asks meanwhile. */
export const tinyHost = ({ write, next, end }: Line) => {
  const say = (message: object): void => write(literal(message))
  /** Every message that it was told, but for numbers. */
  const heard: Message[] = []
  let operations: object = {}
  let numbers = (x: number): number => x

  const reply = (operation: string, args: unknown, effects: boolean): object => {
    const given = unpacked(args) as unknown[]
    const before = literal(given)
    if (operation === 'echo') return { result: (given[0] as number[]).map(numbers) }
    try {
      const result = (operations as Record<string, (...args: unknown[]) => unknown>)[operation]?.(
        ...given,
      )
      return { result, ...(effects && literal(given) !== before ? { arguments: given } : {}) }
    } catch (error) {
      return { error: String(error) }
    }
  }
  return {
    say,
    heard,
    ask: async (request: object): Promise<Message> => {
      say(request)
      for (;;) {
        const line = await next()
        const message = JSON.parse(line) as Message
        heard.push(message)
        if (message['command'] !== 'run') return message
        const { seq, operation, arguments: args, each, effects } = parseLiteral(line) as Message
        const of = (args: unknown): object => reply(String(operation), args, effects === true)
        say({ seq, ...(Array.isArray(each) ? { each: each.map(of) } : of(args)) })
      }
    },
    /** Says who is on trial, and through what numbers pass. */
    starting: (
      { operations: its, ...about }: Implementation,
      more: object = {},
      through = (x: number) => x,
    ): object => {
      operations = its
      numbers = through
      return { command: 'start', version: 1, ...about, operations: Object.keys(its), ...more }
    },
    stop: () => {
      say({ command: 'stop' })
      return end()
    },
  }
}
