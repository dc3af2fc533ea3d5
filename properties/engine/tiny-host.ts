import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Implementation } from '../../src/contract/implementation.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { unpacked } from '../../src/programs/base64.ts'

export type Message = Readonly<Record<string, unknown>>

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A host of the engine: asks it for something, and answers what it asks meanwhile. */
export const tinyHost = (command: readonly string[] = [`${root}dist/cli.js`, 'engine']) => {
  const program = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
  const say = (message: object): void => void program.stdin.write(`${literal(message)}\n`)
  /** Every message that it was told, but for numbers. */
  const heard: Message[] = []
  let operations: object = {}
  let numbers = (x: number): number => x

  const reply = (operation: string, args: unknown, effects: boolean): object => {
    // Labels, rows and options as the engine has written them.
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
  const ask = async (request: object): Promise<Message> => {
    say(request)
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error('the engine has ended')
      const message = JSON.parse(value) as Message
      heard.push(message)
      if (message['command'] !== 'run') return message
      const { seq, operation, arguments: args, each, effects } = parseLiteral(value) as Message
      say({
        seq,
        ...(Array.isArray(each) ?
          { each: each.map((args) => reply(String(operation), args, false)) }
        : reply(String(operation), args, effects === true)),
      })
    }
  }
  return {
    ask,
    say,
    heard,
    start: (
      { operations: its, ...about }: Implementation,
      more: object = {},
      through = (x: number) => x,
    ) => {
      operations = its
      numbers = through
      const names = Object.keys(its)
      return ask({ command: 'start', version: 1, ...about, operations: names, ...more })
    },
    stop: async () => {
      say({ command: 'stop' })
      const [code] = (await once(program, 'exit')) as [number]
      return code
    },
  }
}
