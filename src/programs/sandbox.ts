import { writeSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Implementation } from '../contract/implementation.ts'
import { implementationFrom } from '../contract/declaration.ts'
import { inOneLine } from '../contract/thrown.ts'
import { literal, parseLiteral } from '../contract/literal.ts'
import { packed, unpacked } from './base64.ts'

/**
 * The adapter that makes a foreign program of an ES module. It knows nothing of laws or of what is
 * expected. It reports what a call does beside its result, and shares its process with the module,
 * which can falsify that report.
 */

const [file = ''] = process.argv.slice(2)
/** Taken before the module is imported, which may put others in their place. */
const [write, leave] = [writeSync, process.exit.bind(process)]
const say = (message: unknown): void => void write(1, `${literal(message)}\n`)
// Whatever the module prints, stdout is for replies.
Object.defineProperty(process, 'stdout', { value: process.stderr })

type Run = {
  readonly command: 'run'
  readonly seq: number
  readonly operation: string
  readonly arguments: unknown[]
}
type Start = {
  readonly command: 'start'
  readonly maxLine?: number
  readonly numbers?: 'base64'
}
type Request = Start | Run | { readonly command: 'stop' }
type Operations = Readonly<Record<string, (...args: unknown[]) => unknown>>
let operations: Operations = {}

/** Says what the module exports, or why it cannot be tried. */
const greeting = async ({ maxLine, numbers }: Start): Promise<object> => {
  try {
    const module = (await import(pathToFileURL(file).href)) as object
    const {
      name,
      version,
      format,
      domain,
      elementary,
      options,
      policies,
      reproduce,
      operations: exported,
    }: Implementation = implementationFrom(module, basename(file))
    // What they take and return is what the trial is about.
    operations = exported as Operations
    return {
      version: 1,
      name,
      release: version,
      format,
      domain,
      elementary,
      operations: Object.keys(operations),
      options,
      policies,
      reproduce,
      maxLine,
      numbers,
      effects: true,
    }
  } catch (error) {
    const words =
      error instanceof Error && error.name === 'Misuse' ? error.message : inOneLine(error)
    return {
      version: 1,
      error: `${words}${words.includes('Unknown file extension ".ts"') ? ' (Node reads TypeScript from 22.18 on)' : ''}`,
    }
  }
}

/** Typed arrays as plain ones, at every depth. */
const plainly = (x: unknown): unknown =>
  ArrayBuffer.isView(x) && !(x instanceof DataView) ? [...(x as unknown as Iterable<unknown>)]
  : Array.isArray(x) ? x.map(plainly)
  : x

/** A value as a text that tells every double; where there are many of them, soon. */
const textOf = (x: unknown): string => literal(packed(x))

/**
 * The result of each operation's last call, and how it stood then: a shared buffer shows when it is
 * written over.
 */
const earlier = new Map<string, { readonly result: unknown; readonly text: string }>()

const answer = async ({ seq, operation, arguments: args }: Run): Promise<object> => {
  if (operation === 'echo') return { seq, result: args[0] }
  const before = textOf(args)
  try {
    const result = await operations[operation]?.(...args)
    const last = earlier.get(operation)
    const now = plainly(result)
    earlier.set(operation, { result, text: textOf(now) })
    return {
      seq,
      result: now,
      ...(textOf(args) === before ? {} : { arguments: args }),
      ...(last === undefined || textOf(plainly(last.result)) === last.text ?
        {}
      : { earlier: plainly(last.result) }),
    }
  } catch (error) {
    return { seq, error: inOneLine(error) }
  }
}

/** What becomes of a message on its way, where base64 is offered. */
let [read, sent] = [(x: unknown): unknown => x, (x: object): unknown => x]

for await (const line of createInterface({ input: process.stdin })) {
  // Whoever started us writes there, and nobody else.
  const request = parseLiteral(line) as Request
  if (request.command === 'stop') break
  if (request.command === 'start') {
    if (request.numbers === 'base64') [read, sent] = [unpacked, packed]
    say(await greeting(request))
  } else say(sent(await answer({ ...request, arguments: read(request.arguments) as unknown[] })))
}
leave()
