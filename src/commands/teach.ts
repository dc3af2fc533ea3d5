import { given } from '../contract/given.ts'
import { asking, askNumber, type Ask } from './converse.ts'
import type { Output } from '../trial/output.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { trial } from '../trial/trial.ts'
import { misuse } from '../contract/declaration.ts'
import { lawsIn, seed } from '../learning/lessons/hold.ts'
import { lessons } from '../learning/lessons/index.ts'
import type { Lesson, Question } from '../learning/lessons/lesson.ts'
import { answerTo, change, closing, explanation, opening, run } from '../learning/lessons/tell.ts'
import { plain } from '../verdict/explain.ts'
import { progressReporter } from '../report/terminal.ts'
import { command } from './options.ts'

export default command({
  name: 'teach',
  usage: `
  losslaws teach [lesson]                  a lesson, by number or name: predict, run, explain, change
    --predict <x>       your prediction, if there is no terminal to ask for it
    --target <address>  check an implementation of yours against the laws of the lesson`,
  flags: { predict: { type: 'string' }, target: { type: 'string' } },
  run: async ([name, ...others], { predict, target }, output) => {
    if (others.length > 0) throw misuse(`expected one lesson, but received ${others.length + 1}`)
    if (name === undefined) {
      if (predict !== undefined || target !== undefined)
        throw misuse('expected a lesson, by number or name, but received none')
      for (const { number, id, question } of lessons)
        output.write(`${number}  ${id.padEnd(20)}  ${question}\n`)
      return exitCodes.held
    }
    const lesson = lessons.find(({ number, id }) => name === id || name === String(number))
    if (lesson === undefined)
      throw misuse(
        `expected a lesson from 1 to ${lessons.length}, or its name, but received ${name}`,
      )
    const prediction = predict === undefined ? undefined : numberFrom(predict)
    const reader =
      prediction === undefined && process.stdin.isTTY && output.isTerminal ?
        asking(process.stdin, output)
      : undefined
    const code = await teach(lesson, output, {
      ...given({ prediction }),
      ...reader,
      ...given({ target }),
    })
    reader?.close()
    return code
  },
})

/**
 * Who is taught: somebody who answers, or has made a prediction; and the address of an
 * implementation to hold the laws on.
 */
type Learner = { readonly ask?: Ask; readonly prediction?: number; readonly target?: string }

/**
 * A lesson from beginning to end, which stops for answers where somebody gives them. The exit code
 * is that of the laws on a target.
 */
export const teach = async (
  lesson: Lesson,
  output: Output,
  { ask, prediction, target }: Learner,
): Promise<number> => {
  const { write } = output
  const say = (text: string): void => write(`${plain(text)}\n\n`)
  const pause = async (): Promise<void> => void (await ask?.('(Enter goes on) '))
  const put = async (name: string, question: Question, given?: number): Promise<void> => {
    if (ask !== undefined)
      return say(answerTo(question, await askNumber(ask, `${name} ${question.ask} `, write)))
    say(`${name} ${question.ask}\n${answerTo(question, given)}`)
  }
  let code: number = exitCodes.held
  say(opening(lesson))
  await put('Predict.', lesson.predict, prediction)
  if (target === undefined) say(await run(lesson))
  else {
    code = await trial(
      [target],
      { laws: lawsIn(lesson).join(','), seed },
      { reports: [progressReporter] },
      output,
    )
    write('\n')
  }
  await pause()
  say(explanation(lesson))
  await pause()
  say(await change(lesson))
  await put('At the end.', lesson.exit)
  write(`${plain(closing(lesson))}\n`)
  return code
}

const numberFrom = (text: string): number => {
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number))
    throw misuse(`--predict: expected a number, but received ${text.trim() || 'nothing'}`)
  return number
}
