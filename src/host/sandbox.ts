import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { inOneLine } from '../implementation/thrown.ts'
import { literal, parseLiteral } from '../implementation/wire.ts'

/**
 * The program in which a submission runs. It answers calls, one a line, on a pipe of its own, and knows nothing of laws
 * or of what is expected: whatever a submission does here, it can only give answers, which are judged elsewhere.
 */

const [file = ''] = process.argv.slice(2)
const answers = 3
const say = (reply: object): void => void writeSync(answers, `${literal(reply)}\n`)
type Call = { readonly seq: number; readonly operation: string; readonly arguments: unknown[] }

/** Typed arrays as plain ones, at every depth. */
const plainly = (x: unknown): unknown =>
  ArrayBuffer.isView(x) && !(x instanceof DataView) ? [...(x as unknown as Iterable<unknown>)] : Array.isArray(x) ? x.map(plainly) : x

/** The result of each operation's last call, and how it stood then: a shared buffer shows when it is written over. */
const earlier = new Map<string, { readonly result: unknown; readonly text: string }>()

const answered = async (module: Record<string, unknown>, { seq, operation, arguments: args }: Call): Promise<object> => {
  const before = literal(args)
  const result = await (module[operation] as (...args: unknown[]) => unknown)(...args)
  const last = earlier.get(operation)
  const now = plainly(result)
  earlier.set(operation, { result, text: literal(now) })
  return {
    seq,
    result: now,
    ...(literal(args) === before ? {} : { arguments: args }),
    ...(last === undefined || literal(plainly(last.result)) === last.text ? {} : { earlier: plainly(last.result) }),
  }
}

try {
  const imported = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  const { default: whole } = imported
  const module: Record<string, unknown> = typeof whole === 'object' && whole !== null ? { ...whole, ...imported } : imported
  const names = Object.keys(module).filter((name) => name !== 'default')
  say({ seq: 0, functions: names.filter((name) => typeof module[name] === 'function'), values: Object.fromEntries(names.filter((name) => typeof module[name] !== 'function').map((name) => [name, module[name]])) })
  for await (const line of createInterface({ input: process.stdin })) {
    const call = parseLiteral(line) as Call
    say(await answered(module, call).catch((error: unknown) => ({ seq: call.seq, error: inOneLine(error) })))
  }
} catch (error) {
  say({ seq: 0, error: inOneLine(error) })
}
