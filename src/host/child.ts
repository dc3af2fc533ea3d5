import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { literal, parseLiteral } from '../implementation/wire.ts'
import { plain } from '../verdict/explain.ts'

/** What came of a call: the fields of a reply, or an error, after which the process may be lost. */
type Reply = { readonly fields?: Readonly<Record<string, unknown>>; readonly error?: string; readonly isLost?: true }

/**
 * A process that imports a module and answers calls of it, one a line, on a pipe of its own. What it prints is dropped;
 * a stray line, a flood, a call that takes too long or an early end is the end of it.
 */
export const start = (file: string) => {
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
  let unread = 0
  answers.on('data', (text: Buffer) => (unread += text.length) > longest && end('it wrote more than an answer takes'))
  createInterface({ input: answers }).on('line', (line) => {
    unread = 0
    const fields = fieldsOf(line)
    const settle = waiting.get(fields?.['seq'] as number)
    if (fields === undefined || settle === undefined) return end('it wrote a stray line to the pipe of its answers')
    waiting.delete(fields['seq'] as number)
    settle({ fields, ...(typeof fields['error'] === 'string' ? { error: fields['error'].slice(0, 300) } : {}) })
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

const importLimit = 60_000

/** The most bytes without an end of line. */
const longest = 2 ** 24

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

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
/** Node reads JavaScript: beside our sources stands what was built from them. */
const built = import.meta.url.endsWith('.ts') ? '../../dist/' : '../'
const sandbox = here(`${built}host/sandbox.js`)
const needed = ['host/sandbox.js', 'implementation/thrown.js', 'implementation/wire.js', '../package.json']

/** Where Node has a permission model: the process reads its program and the folder of the submission, and writes nothing. */
const confinement = (file: string): string[] => {
  const flag = ['--permission', '--experimental-permission'].find((it) => process.allowedNodeEnvironmentFlags.has(it))
  return flag === undefined ? [] : [flag, ...[join(dirname(file), '*'), ...needed.map((name) => here(built + name))].map((path) => `--allow-fs-read=${path}`)]
}
