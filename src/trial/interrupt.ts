import { Script } from 'node:vm'
import { TimeOut } from '../verdict/watch.ts'

/**
 * Runs a computation on this thread and throws `TimeOut` when it takes longer: the engine's
 * watchdog stops even a loop that never ends. It costs some 90 microseconds a use, so that it
 * guards the trial of a law and not each call.
 */
export const interrupt = <A>(run: () => A, milliseconds: number): A => {
  let result: { readonly value: A } | undefined
  const outer = holder.losslawsRun
  holder.losslawsRun = () => {
    result = { value: run() }
  }
  try {
    script.runInThisContext({ timeout: milliseconds })
  } catch (error) {
    throw isTimeOut(error) ? TimeOut : error
  } finally {
    holder.losslawsRun = outer
  }
  return (result as { readonly value: A }).value
}

/** The global object where scripts run, and Errors are made, which is not that of a Jest test. */
const holder = new Script('globalThis').runInThisContext() as {
  losslawsRun?: (() => void) | undefined
}
const script = new Script('globalThis.losslawsRun()')
const isTimeOut = (error: unknown): boolean =>
  typeof error === 'object'
  && error !== null
  && 'code' in error
  && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
