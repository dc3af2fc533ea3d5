import { given } from '../contract/given.ts'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { built } from './built.ts'
import { lines } from './lines.ts'
import { plain, shown, uncoloured } from '../contract/plain.ts'
import { endTree, secondsOf } from './process-tree.ts'
import type { Fate, WardenOptions } from './warden.ts'

/** A program that runs: what it is told goes line by line into its stdin. */
export type Program = {
  readonly write: (line: string) => void
  /** Ends it and all that it has started, for a reason in words: `did not answer within 5 s`. */
  readonly kill: (why: string) => void
  /** Closes its stdin, and ends it where it has not left in time. */
  readonly leave: () => Promise<void>
  /** How long it has computed, where the system tells. */
  readonly seconds: () => number | undefined
}

/** What a program is granted as a process. */
export type ProgramLimits = {
  /** The longest line that is read, in bytes. */
  readonly maxLine: number
  /** How much memory it may take, in bytes, where /proc tells. */
  readonly memory: number
  /** How long it may take to leave once it was told to, in milliseconds. */
  readonly grace: number
  /** How it is called in a message: by its words unless told. */
  readonly called?: string
  /** The folder in which it runs, and all of its environment: ours unless told. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Starts a program under its warden. `ended` is called once, with how it ended and the last that it
 * wrote to stderr.
 */
export const started = (
  words: readonly string[],
  { maxLine, memory, grace, cwd, env }: ProgramLimits,
  on: {
    readonly line: (text: string) => void
    /** Hears of a line that is longer than may be; and of both its ends, once it has ended. */
    readonly overlong: () => void
    readonly cut: (text: string) => void
    readonly ended: (how: string, stderr: string) => void
  },
): Program => {
  const mark = `losslaws-${randomUUID()}`
  const options: WardenOptions = {
    grace,
    memory,
    mark,
    ...given({ cwd, env }),
  }
  const warden = spawn(process.execPath, [wardenFile, JSON.stringify(options), ...words], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const { stdin, stdout, stderr } = warden
  if (stdin === null || stdout === null || stderr === null) throw new Error('a pipe has two ends')
  let reason: string | undefined
  let pid: number | undefined
  /** Whether the warden has seen the end. */
  let isTold = false
  let last = Buffer.alloc(0)
  /** Ends both, where the warden does not: a program may have stopped it, or ended it. */
  const force = (): void => {
    if (pid !== undefined) endTree(pid, mark)
    warden.kill('SIGKILL')
  }
  const forceAfter = (milliseconds: number): void => {
    warden.ref()
    forced ??= setTimeout(force, milliseconds)
  }
  const kill = (why: string): void => {
    reason ??= why
    if (warden.connected) warden.send('kill', () => {})
    forceAfter(wardenLimit)
  }
  const reader = lines(maxLine, on)

  let hasEnded = false
  let [forced, hidden, silent]: (ReturnType<typeof setTimeout> | undefined)[] = []
  let goodbye = () => {}
  const left = new Promise<void>((resolve) => void (goodbye = resolve))
  const end = (): void => {
    if (hasEnded) return
    hasEnded = true
    clearTimeout(forced)
    clearTimeout(hidden)
    clearTimeout(silent)
    const half = reader.unfinished()
    on.ended(
      `${reason ?? 'ended its warden'}${half === '' ? '' : `; it had written half a line, ${shown(half)}`}`,
      tail(last),
    )
    goodbye()
  }
  warden.on('message', (fate: Fate) => {
    if ('pid' in fate) pid = fate.pid
    else {
      isTold ||= !('used' in fate)
      reason ??= inWords(fate, memory)
    }
  })
  warden.on('error', (error) => {
    reason ??= `could not be started: ${error.message}`
    end()
  })
  warden.on('close', end)
  warden.on('exit', () => {
    if (!isTold) force()
    // A process that has hidden from the warden may hold our pipes for ever.
    hidden = setTimeout(end, 500)
  })
  stdout.on('data', reader.read)
  // A program that ends closes its stdout too, of which its warden tells more.
  stdout.on('end', () => {
    silent = setTimeout(
      () => kill('closed its stdout and went on: whatever it has to say is said there'),
      wardenLimit / 4,
    )
  })
  stderr.on(
    'data',
    (chunk: Buffer) => void (last = Buffer.concat([last, chunk]).subarray(-keptOfStderr)),
  )
  // It may end while it is being written to, which its end tells.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => {})
  for (const it of [warden, warden.channel, stdin, stdout, stderr]) unref(it)
  return {
    write: (line) => void stdin.write(`${line}\n`),
    kill,
    leave: () => {
      reason ??= 'was told to stop'
      forceAfter(grace + wardenLimit)
      stdin.end()
      if (warden.connected) warden.disconnect()
      return left
    },
    seconds: () => (pid === undefined ? undefined : secondsOf(pid)),
  }
}

const inWords = (fate: Exclude<Fate, { readonly pid: number }>, memory: number): string =>
  'failed' in fate ? `could not be started: ${fate.failed}`
  : 'used' in fate ?
    `took ${inGiB(fate.used)} of memory, and may take ${inGiB(memory)} (--memory-limit)`
  : fate.signal !== null ? `was ended by ${fate.signal}`
  : fate.code === 0 ? 'ended with exit code 0 before it was told to stop'
  : `ended with exit code ${fate.code}: what goes wrong belongs in {"seq":…,"error":"…"}, and the program goes on`

/** The last of what was written to stderr, clean, in lines. */
const tail = (stderr: Buffer): string =>
  plain(
    uncoloured(stderr.toString('utf8'))
      .replaceAll('\t', '  ')
      .trimEnd()
      .slice(-2000)
      .split(/\r?\n/)
      .slice(-20)
      .join('\n'),
  )
const inGiB = (bytes: number): string => `${(bytes / 2 ** 30).toPrecision(2)} GiB`
const keptOfStderr = 65_536
/** How long the warden may take to do as it is told, in milliseconds. */
const wardenLimit = 2000
const wardenFile = fileURLToPath(built('programs/warden.js'))

/** What waits for a program does not keep us running; a call that waits for its time limit does. */
const unref = (it: object | null | undefined): void => {
  if (it && 'unref' in it && typeof it.unref === 'function') it.unref()
}
