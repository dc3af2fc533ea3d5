import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import type { Inquiry, Setting } from '../laws/law.ts'
import { answer, inquire, isBreach } from './inquire.ts'
import { settingOf } from './setting.ts'
import { TimeOut, type Limits } from './watch.ts'

/**
 * The value of an inquiry that judges nothing, or nothing where an implementation does not answer
 * it as it should.
 */
export const look = async <A>(
  inquiry: (setting: Setting) => Inquiry<A>,
  implementation: Implementation,
  { timeLimit = defaultTimeLimit, interrupt = (run) => run() }: Partial<Limits> = {},
  setting = settingOf(implementation),
): Promise<A | undefined> => {
  try {
    const value = await interrupt(
      () => inquire(inquiry(setting), (call) => answer(implementation, call, timeLimit)),
      timeLimit,
    )
    return isBreach(value) ? undefined : value
  } catch (error) {
    if (error === TimeOut) return undefined
    throw error
  }
}
