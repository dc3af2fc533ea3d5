import type { Reporter } from 'vitest/node'

/**
 * A reporter that notices when no law has been judged for so many milliseconds. A worker that loops
 * for ever in an async function can neither be interrupted from within nor report itself; its
 * thread can only be ended from outside.
 */
export const watchdog = (milliseconds: number) => {
  let last = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const touch = () => void (last = Date.now())
  const reporter: Reporter = { onTestModuleCollected: touch, onTestCaseResult: touch }
  return {
    reporter,
    /** Comes when nothing was judged for so long, from now on until `stop`. */
    stalled: () =>
      new Promise<'stalled'>((resolve) => {
        touch()
        timer = setInterval(() => Date.now() - last > milliseconds && resolve('stalled'), 250)
      }),
    stop: () => clearInterval(timer),
  }
}
