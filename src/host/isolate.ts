import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Implementation } from '../implementation/implementation.ts'
import { implementationFrom, misuse } from '../implementation/module.ts'
import { literal, parseLiteral } from '../implementation/wire.ts'
import { plain } from '../verdict/explain.ts'

/** An implementation in a process of its own, and how to end that. */
export type Isolated = {
  readonly implementation: Implementation
  /** What went wrong with a call since this was last asked. */
  readonly fault: () => string | undefined
  readonly stop: () => void
}

/**
 * The module in a file as an implementation that runs in a process of its own. That process may read the folder of the
 * module and write nothing; it learns of no law and returns answers alone, so that nothing it does to its globals, its
 * output or itself can alter a verdict. An operation that hangs or ends its process is asked no more.
 */
export const isolate = async (file: string, path: string, timeLimit: number): Promise<Isolated> => {
  const lost = new Map<string, string>()
  const results = new Map<string, unknown>()
  let process = start(file)
  const described = await process.ready
  if (described.error !== undefined) {
    process.stop()
    throw misuse(`${path} could not be imported: ${plain(described.error)}`)
  }
  let fault: string | undefined
  const failure = (message: string): Error => new Error((fault = message))
  const call = async (operation: string, args: unknown[]): Promise<unknown> => {
    const reason = lost.get(operation)
    if (reason !== undefined) throw failure(`${operation}: ${reason}, and is asked no more`)
    if (process.hasEnded()) process = start(file)
    await process.ready
    const reply = await process.ask({ operation, arguments: args }, timeLimit)
    if (reply.isLost) lost.set(operation, reply.error ?? '')
    if (reply.error !== undefined) throw failure(`${operation}: ${reply.error}`)
    const { result, arguments: after, earlier } = reply.fields ?? {}
    writeOver(args, after)
    writeOver(results.get(operation), earlier)
    results.set(operation, result)
    return result
  }
  const { functions, values } = described.fields ?? {}
  const names = Array.isArray(functions) ? functions.filter((name) => typeof name === 'string') : []
  try {
    const stand = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(name, args)]))
    return {
      implementation: implementationFrom({ ...(values as object | undefined), ...stand }, path),
      fault: () => {
        const last = fault
        fault = undefined
        return last
      },
      stop: () => process.stop(),
    }
  } catch (error) {
    process.stop()
    throw error
  }
}
const importLimit = 60_000

/** What came of a call: the fields of a reply, or an error, after which the process may be lost. */
type Reply = { readonly fields?: Readonly<Record<string, unknown>>; readonly error?: string; readonly isLost?: true }

const start = (file: string) => {
  const child = spawn(process.execPath, [...confinement(file), sandbox, file], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], env: {}, cwd: dirname(file) })
  const waiting = new Map<number, (reply: Reply) => void>()
  let [seq, errors, hasEnded] = [0, '', false]
  const end = (error: string): void => {
    hasEnded = true
    for (const settle of waiting.values()) settle({ error, isLost: true })
    waiting.clear()
    child.kill('SIGKILL')
  }
  // All three were asked for as pipes.
  const [calls, stderr, answers] = [child.stdio[0] as Writable, child.stdio[2] as Readable, child.stdio[3] as Readable]
  stderr.on('data', (text: Buffer) => void (errors = (errors + String(text)).slice(-2000)))
  calls.on('error', () => {})
  child.on('error', (error) => end(`its process could not be started: ${error.message}`))
  child.on('close', (code, signal) => end(`it ended its process (${signal ?? `exit code ${code}`})${lastLineOf(errors)}`))
  createInterface({ input: answers }).on('line', (line) => {
    const fields = fieldsOf(line)
    const settle = waiting.get(fields?.['seq'] as number)
    if (fields === undefined || settle === undefined) return end('it wrote a stray line to the pipe of its answers')
    waiting.delete(fields['seq'] as number)
    settle({ fields, ...(fields['error'] === undefined ? {} : { error: String(fields['error']) }) })
  })
  const reply = (to: number, limit: number): Promise<Reply> => new Promise((resolve) => {
    if (hasEnded) return resolve({ error: 'its process has ended', isLost: true })
    const timer = setTimeout(() => end(`it did not answer within ${limit} ms`), limit)
    waiting.set(to, (it) => {
      clearTimeout(timer)
      resolve(it)
    })
  })
  return {
    /** The first word: what the module exports. */
    ready: reply(seq, importLimit),
    hasEnded: () => hasEnded,
    stop: () => end('it was stopped'),
    ask: (call: object, limit: number): Promise<Reply> => {
      const answer = reply(++seq, limit)
      if (!hasEnded) calls.write(`${literal({ seq, ...call })}\n`)
      return answer
    },
  }
}

const fieldsOf = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const reply = parseLiteral(line)
    return typeof reply === 'object' && reply !== null ? (reply as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const lastLineOf = (errors: string): string => {
  const line = errors.trim().split('\n').findLast((it) => /\w*Error\b/.test(it))
  return line === undefined ? '' : `: ${plain(line.trim().slice(0, 200))}`
}

/** What happened to an array in another process, done to the one that stands for it here. */
const writeOver = (target: unknown, source: unknown): void => {
  if (!Array.isArray(target) || !Array.isArray(source)) return
  target.length = source.length
  source.forEach((x, i) => (Array.isArray(x) && Array.isArray(target[i]) ? writeOver(target[i], x) : void (target[i] = x as unknown)))
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
/** Node reads JavaScript: beside our sources stands what was built from them. */
const built = import.meta.url.endsWith('.ts') ? '../../dist/' : '../'
const sandbox = here(`${built}host/sandbox.js`)
const needed = ['host/sandbox.js', 'implementation/thrown.js', 'implementation/wire.js', '../package.json']

/** Where Node has a permission model: the process reads its program and the folder of the submission, and writes nothing. */
const confinement = (file: string): string[] => {
  const flag = ['--permission', '--experimental-permission'].find((it) => process.allowedNodeEnvironmentFlags.has(it))
  return flag === undefined ? [] : [flag, ...[join(realpathSync(dirname(file)), '*'), ...needed.map((name) => here(built + name))].map((path) => `--allow-fs-read=${path}`)]
}
