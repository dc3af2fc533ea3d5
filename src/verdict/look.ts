import { formats } from '../arithmetic/format.ts'
import { defaultTimeLimit, type Implementation } from '../implementation/implementation.ts'
import type { Inquiry, Setting } from '../laws/law.ts'
import { answer, inquire, isBreach } from './inquire.ts'
import { TimeOut, type Limits } from './search.ts'

/**
 * The value of an inquiry that judges nothing, or nothing where an implementation does not answer
 * it as it should.
 */
export const look = async <A>(
  inquiry: (setting: Pick<Setting, 'format'>) => Inquiry<A>,
  implementation: Implementation,
  { timeLimit = defaultTimeLimit, interrupt = (run) => run() }: Partial<Limits> = {},
): Promise<A | undefined> => {
  try {
    const value = await interrupt(
      () =>
        inquire(inquiry({ format: formats[implementation.format] }), (call) =>
          answer(implementation, call, timeLimit),
        ),
      timeLimit,
    )
    return isBreach(value) ? undefined : value
  } catch (error) {
    if (error === TimeOut) return undefined
    throw error
  }
}
