import { defaultLimits } from '../../programs/process.ts'
import { inOneLine } from '../../contract/thrown.ts'
import { lawsOf } from '../../trial/all-laws.ts'
import { plain } from '../../verdict/explain.ts'
import { held, type Held, type HomeworkLimits } from './hold.ts'
import { rubricFrom } from './rubric.ts'

/** What a process that grades one homework is told. */
export type Job = {
  readonly address: string
  readonly rubric: { readonly text: string; readonly name: string }
  readonly options: HomeworkLimits
}

/** What it answers. */
export type Answer = Held | { readonly reason: string }

/** How long it may take: as long as the homework may, and as long again for judging it. */
export const patienceOf = ({ timeLimit, programs }: HomeworkLimits): number =>
  240 * timeLimit + (programs.start ?? defaultLimits.start)

/** Why a homework was not graded, in a sentence. */
export const reasonOf = (error: unknown): string =>
  plain(error instanceof Error && error.name === 'Misuse' ? error.message : inOneLine(error))

/** Grades the homework of a job. */
export const answerTo = async ({ address, rubric, options }: Job): Promise<Answer> => {
  try {
    return await held(address, rubricFrom(rubric.text, rubric.name, lawsOf()), options)
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}
