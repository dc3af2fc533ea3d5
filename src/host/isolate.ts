import { realpathSync } from 'node:fs'
import type { Implementation } from '../implementation/implementation.ts'
import { implementationFrom, misuse } from '../implementation/module.ts'
import { plain } from '../verdict/explain.ts'
import { start } from './child.ts'

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
 * output or itself can alter a verdict. An operation that hangs or ends its process is asked no
 * more; and so is a submission that has had the time of so many slowest calls.
 */
export const isolate = async (file: string, path: string, timeLimit: number, patience = 120): Promise<Isolated> => {
  const lost = new Map<string, string>()
  const results = new Map<string, unknown>()
  const real = realpathSync(file)
  let child = start(real)
  const described = await child.ready
  if (described.error !== undefined) {
    child.stop()
    const hint = described.error.includes('Unknown file extension ".ts"') ? ' (Node reads TypeScript from 22.18 on)' : ''
    throw misuse(`${path} could not be imported: ${plain(described.error)}${hint}`)
  }
  let spent = 0
  let fault: string | undefined
  const failure = (message: string): Error => new Error((fault = message))
  const call = async (operation: string, args: unknown[]): Promise<unknown> => {
    const reason = lost.get(operation)
    if (reason !== undefined) throw failure(`${operation}: ${reason}, and is asked no more`)
    if (spent > patience * timeLimit) throw failure(`${operation}: it has had ${(patience * timeLimit) / 1000} s in all, and is asked no more`)
    if (child.hasEnded()) child = start(real)
    await child.ready
    const begun = performance.now()
    const reply = await child.ask({ operation, arguments: args }, timeLimit)
    spent += performance.now() - begun
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
      stop: () => child.stop(),
    }
  } catch (error) {
    child.stop()
    throw error
  }
}

/** What happened to an array in another process, done to the one that stands for it here. */
const writeOver = (target: unknown, source: unknown): void => {
  if (!Array.isArray(target) || !Array.isArray(source)) return
  target.length = source.length
  source.forEach((x, i) => (Array.isArray(x) && Array.isArray(target[i]) ? writeOver(target[i], x) : void (target[i] = x as unknown)))
}
