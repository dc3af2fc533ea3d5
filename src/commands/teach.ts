import { asking, askNumber, type Ask } from '../host/converse.ts'
import type { Output } from '../host/reporter.ts'
import { exitCodes, trial } from '../host/trial.ts'
import { misuse } from '../implementation/module.ts'
import { lawsIn, seed } from '../lessons/hold.ts'
import { lessons } from '../lessons/index.ts'
import type { Lesson } from '../lessons/lesson.ts'
import { answerTo, change, closing, explanation, opening, run } from '../lessons/tell.ts'
import { plain } from '../verdict/explain.ts'
import { command } from './command.ts'

export default command({
  name: 'teach',
  usage: `
  losslaws teach [lesson]                  one of eight lessons, by number or name: predict, run, explain, change
    --predict <x>       your prediction, where nobody is asked
    --target <address>  hold the laws of the lesson on an implementation of yours`,
  flags: { predict: { type: 'string' }, target: { type: 'string' } },
  run: async ([name, ...others], { predict, target }, output) => {
    if (others.length > 0) throw misuse(`expected one lesson, but received ${others.length + 1}`)
    if (name === undefined) {
      if (predict !== undefined || target !== undefined) throw misuse('expected a lesson, by number or name, but received none')
      for (const { number, id, question } of lessons) output.write(`${number}  ${id.padEnd(20)}  ${question}\n`)
      return exitCodes.held
    }
    const lesson = lessons.find(({ number, id }) => name === id || name === String(number))
    if (lesson === undefined) throw misuse(`expected a lesson from 1 to ${lessons.length}, or its name, but received ${name}`)
    const prediction = predict === undefined ? undefined : numberFrom(predict)
    if (target !== undefined) return onTarget(lesson, target, output)
    const isAsked = prediction === undefined && process.stdin.isTTY && output.isTerminal
    await teach(lesson, output, { ...(prediction === undefined ? {} : { prediction }), ...(isAsked ? { ask: asking(process.stdin, output) } : {}) })
    return exitCodes.held
  },
})

/** A lesson from beginning to end, which stops for answers where somebody gives them. */
export const teach = async (lesson: Lesson, { write }: Pick<Output, 'write'>, { ask, prediction }: { readonly ask?: Ask; readonly prediction?: number }): Promise<void> => {
  const say = (text: string): void => write(`${plain(text)}\n\n`)
  const pause = async (): Promise<void> => void (await ask?.('(Enter goes on) '))
  say(opening(lesson))
  const predicted = ask === undefined ? prediction : await askNumber(ask, `Predict. ${lesson.predict.ask} `, write)
  say(`${ask === undefined ? `Predict. ${lesson.predict.ask}\n` : ''}${answerTo(lesson.predict, predicted)}`)
  say(await run(lesson))
  await pause()
  say(explanation(lesson))
  await pause()
  say(await change(lesson))
  const last = ask === undefined ? undefined : await askNumber(ask, `At the end. ${lesson.exit.ask} `, write)
  say(`${ask === undefined ? `At the end. ${lesson.exit.ask}\n` : ''}${answerTo(lesson.exit, last)}`)
  write(`${plain(closing(lesson))}\n`)
}

const onTarget = (lesson: Lesson, target: string, output: Output): Promise<number> => {
  output.write(`${plain(opening(lesson))}\n\n`)
  return trial([target], { laws: lawsIn(lesson).join(','), seed }, {}, output)
}

const numberFrom = (text: string): number => {
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number)) throw misuse(`--predict: expected a number, but received ${text.trim() || 'nothing'}`)
  return number
}
