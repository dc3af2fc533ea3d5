import { Worker as Thread } from 'node:worker_threads'
import type { Foreign } from '../contract/implementation.ts'
import { inOneLine } from '../contract/thrown.ts'
import { built } from './built.ts'
import { implementationOfHomework, type Worker } from './border/homework.ts'
import { homeworkLimits, type HomeworkLimits } from './border/limits.ts'
import { sourceAt } from './homework-files.ts'

/** The homework at a path, a file or a folder, which is called so, behind its border. */
export const homeworkAt = async (
  path: string,
  called: string,
  limits: Partial<HomeworkLimits> = {},
): Promise<Foreign> =>
  implementationOfHomework(
    sourceAt(path),
    called,
    { ...homeworkLimits, byFlags: true, ...limits },
    begin,
  )

/** A thread that serves. Nothing of ours is in it, neither environment nor output. */
const begin = (): Worker => {
  const thread = new Thread(script, {
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { stackSizeMb: 4 },
  })
  let settle: ((report: unknown) => void) | undefined
  thread.on('message', (report) => settle?.(report))
  thread.on('error', (error) => settle?.({ ended: `brought down its engine: ${inOneLine(error)}` }))
  thread.on('exit', () => settle?.({ ended: 'brought down its engine' }))
  // Whoever waits for an answer keeps us running.
  thread.unref()
  return {
    order: (order, milliseconds, ended) =>
      new Promise<unknown>((resolve) => {
        // Its answer may have come while we were busy ourselves: what is there is read first.
        const timer = setTimeout(() => setImmediate(resolve, { ended }), milliseconds)
        settle = (report) => {
          clearTimeout(timer)
          resolve(report)
        }
        thread.postMessage(order)
        // What a thread answers is what its orders ask for.
      }) as ReturnType<Worker['order']> as Promise<never>,
    end: async () => void (await thread.terminate()),
  }
}

const script = built('programs/homework-worker.js')
