import { parseLiteral } from '../../src/implementation/wire.ts'
import { holdAt } from '../../src/lessons/hold.ts'
import { lessons } from '../../src/lessons/index.ts'
import { isRight } from '../../src/lessons/lesson.ts'
import { judged } from '../lessons/lesson.ts'
import { html, short } from '../markup.ts'

/** Compares predictions, and judges what a reader has altered. */
export const listenToLessons = (): void => {
  document.getElementById('lessons')?.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const { question, change } = event.target.dataset
    if (question !== undefined) compare(event.target, question)
    if (change !== undefined) void judge(event.target, Number(change))
  })
}

const textOf = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name)).trim()

const compare = (form: HTMLFormElement, question: string): void => {
  const [number = '', which] = question.split('.')
  const lesson = lessons[Number(number) - 1]
  const output = form.querySelector('output')
  if (lesson === undefined || output === null) return
  const asked = which === 'exit' ? lesson.exit : lesson.predict
  const text = textOf(form, 'prediction').replace('−', '-').replace(/^(-?\d+),(\d+)$/, '$1.$2')
  const prediction = text === '' ? NaN : Number(text)
  output.value = !Number.isFinite(prediction) ? `expected a number, but received «${text}»`
    : isRight(asked, prediction) ? `Yes: ${short(asked.answer, 6)}.`
    : `It is ${short(asked.answer, 6)}; ${short(prediction)} is off by ${short(Math.abs(prediction - asked.answer), 3)}.`
}

const judge = async (form: HTMLFormElement, number: number): Promise<void> => {
  const lesson = lessons[number - 1]
  const place = document.querySelector(`[data-verdict="${number}"]`)
  if (lesson === undefined || place === null) return
  const text = textOf(form, 'input')
  try {
    place.innerHTML = html`<p>At <code>${text}</code>, <code>${lesson.change.on}</code>:</p>${judged(await holdAt(lesson.change, parseLiteral(text)))}`.html
  } catch {
    place.innerHTML = html`<p>expected an input such as <code>${JSON.stringify(lesson.change.at)}</code>, but received <code>${text}</code></p>`.html
  }
}
