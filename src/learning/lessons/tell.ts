import { at, greatest } from '../../arithmetic/sequence.ts'
import { literal } from '../../contract/literal.ts'
import { explain } from '../../verdict/explain.ts'
import { hold, holdAt } from './hold.ts'
import { isRight, shown, type Lesson, type Question, type Table } from './lesson.ts'

/**
 * A lesson as text, in the parts between which a reader is asked: what is read before a prediction,
 * and after it.
 */
export const opening = ({ number, question, scene }: Lesson): string =>
  `Lesson ${number}. ${question}\n\n${scene}`

/** What came of a prediction, where one was made. */
export const answerTo = (question: Question, prediction?: number): string =>
  prediction === undefined ? `It is ${shown(question.answer)}.`
  : isRight(question, prediction) ?
    `You said ${shown(prediction)}, and it is ${shown(question.answer)}.`
  : `You said ${shown(prediction)}; it is ${shown(question.answer)}.`

/**
 * The laws of a lesson, held now: those that hold, and the one that is broken, with its witness in
 * full.
 */
export const run = async ({ holds, breaks }: Lesson): Promise<string> => {
  const lines: string[] = []
  for (const trial of holds)
    lines.push(
      `  ${(await hold(trial)).status === 'passed' ? 'holds' : 'does not hold'}  ${trial.law} on ${trial.on}`,
    )
  return `Run\n${lines.join('\n')}\n\n${explain(await hold(breaks), breaks.on)}`
}

export const explanation = ({
  refutation: { thought, fact, because, instead },
  table,
}: Lesson): string =>
  `Common belief  ${thought}\nActually       ${fact}\nWhy            ${because}\nDo this        ${instead}\n\n${tabulated(table)}`

/** The input that a reader is invited to alter, and what becomes of it as it stands. */
export const change = async ({ change: it }: Lesson): Promise<string> =>
  `Change something\n  ${it.say}\n  losslaws replay ${it.on} ${it.law} '${literal(it.at)}'\n  as it stands, the law ${(await holdAt(it)).status === 'passed' ? 'holds' : 'is broken'}`

export const closing = ({ answer }: Lesson): string => `What you can now say\n  ${answer}`

/** A table whose columns are as wide as they must be. */
const tabulated = ({ about, columns, rows }: Table): string => {
  const cells = [columns, ...rows.map((row) => row.map((x) => shown(x)))]
  const widths = columns.map((_, i) => greatest(cells.map((row) => at(row, i).length)))
  return [
    `${about[0]?.toUpperCase()}${about.slice(1)}`,
    ...cells.map((row) => `  ${row.map((cell, i) => cell.padStart(at(widths, i))).join('  ')}`),
  ].join('\n')
}
