import { describe, expect, it } from 'vitest'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { reference } from '../../src/core/reference.ts'
import { here, type Message } from './tiny-host.ts'

/** A host of one operation, which answers every call by what it is told to answer. */
const judged = async (
  answer: (call: { readonly operation: string; readonly arguments: unknown[] }) => unknown,
  more: object = {},
  law = 'softmax/one-class',
  options: object = { runs: 5, classes: 65 },
) => {
  const { write, next } = here()
  const say = (message: object): void => write(literal(message))
  const reply = (operation: unknown, args: unknown): unknown =>
    operation === 'echo' ?
      { result: (args as unknown[])[0] }
    : answer({ operation: String(operation), arguments: args as unknown[] })
  const until = async (): Promise<Message> => {
    for (;;) {
      const message = parseLiteral(await next()) as Message
      if (message['command'] !== 'run') return message
      const { seq, operation, each } = message
      say(
        Array.isArray(each) ?
          { seq, each: each.map((args) => reply(operation, args)) }
        : { seq, ...(reply(operation, message['arguments']) as object) },
      )
    }
  }
  say({
    command: 'start',
    version: 1,
    name: 'host',
    format: 'binary64',
    operations: ['softmax'],
    ...more,
  })
  expect(await until()).toMatchObject({ version: 1 })
  say({ command: 'judge', law, options: { seed: 1, ...options } })
  const { outcome, error } = await until()
  return (outcome ?? { error }) as Message
}
const ones = ({ arguments: [z] }: { readonly arguments: unknown[] }) => ({
  result: (z as number[]).map(() => 1),
})

describe.each([
  ['call by call', {}],
  ['many calls in a line', { each: true }],
])('a host that answers %s', (_, more) => {
  it('is judged by its results', async () => {
    expect(await judged(ones, more)).toMatchObject({ status: 'passed' })
  })
  it('throws what it says is an error', async () => {
    expect(await judged(() => ({ error: 'no such row' }), more)).toMatchObject({
      status: 'errored',
      answer: { got: 'threw no such row' },
    })
  })
  it('is not judged where it skips a call, and is told why', async () => {
    expect(await judged(() => ({ skipped: 'no rows today' }), more)).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('no rows today'),
    })
  })
  it.each([{}, { result: 1, error: 'both' }])('is at fault where it answers %j', async (answer) => {
    expect(await judged(() => answer, more)).toMatchObject({
      status: 'errored',
      reason: expect.stringMatching(/was answered with (no result|result and error)/),
    })
  })
  it('is not asked what no line of it holds, which is counted', async () => {
    const right = ({ arguments: [z] }: { readonly arguments: unknown[] }) => ({
      result: reference.operations.softmax?.(z as number[]),
    })
    const short = { ...more, maxLine: 2 ** 16 }
    expect(
      await judged(right, short, 'softmax/value', { runs: 100, classes: 32_769 }),
    ).toMatchObject({
      status: 'passed',
      unasked: { reason: expect.stringContaining('65536 bytes'), inputs: expect.any(Number) },
    })
  })
})

it('a reply in a list that is no object is at fault', async () => {
  expect(await judged(() => 7, { each: true })).toMatchObject({ status: 'errored' })
})

describe('an engine', () => {
  it('takes one command at a time, and knows what is none', async () => {
    const { write, next, end } = here()
    const told = async (line: string) => {
      write(line)
      return JSON.parse(await next()) as Message
    }
    expect(await told('{"command":"laws","laws":"softmax/value"}')).toHaveProperty('laws')
    write(
      '{"command":"start","version":1,"name":"slow","format":"binary64","operations":["softmax"]}',
    )
    expect(JSON.parse(await next())).toMatchObject({ operation: 'echo' })
    expect(await told('{"command":"laws"}')).toEqual({
      error: 'expected replies until the last command is answered, but received laws',
    })
    expect(await told('good morning')).toEqual({
      error: 'expected a command or a reply in JSON, but received good morning',
    })
    expect(await end()).toBe('lost')
  })
})
