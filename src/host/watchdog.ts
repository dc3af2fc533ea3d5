import type { Reporter } from 'vitest/node'

/**
 * A reporter that notices when no law has been judged for so many milliseconds. A worker that loops for ever in an
 * async function can neither be interrupted from within nor report itself; its thread can only be ended from outside.
 */
export const watchdog = (milliseconds: number) => {
  let last = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const touch = () => void (last = Date.now())
  const bark = new Promise<'stuck'>((resolve) => {
    timer = setInterval(() => Date.now() - last > milliseconds && resolve('stuck'), 250)
  })
  const reporter: Reporter = { onTestModuleCollected: touch, onTestCaseResult: touch }
  return { reporter, bark, stop: () => clearInterval(timer) }
}
