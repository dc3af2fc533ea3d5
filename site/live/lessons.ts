import { parseLiteral } from '../../src/contract/literal.ts'
import { holdAt } from '../../src/learning/lessons/hold.ts'
import { isRight } from '../../src/learning/lessons/lesson.ts'
import { judged } from '../gallery/evidence.ts'
import { html } from '../../src/report/draw/markup.ts'
import { short } from '../../src/report/draw/numbers.ts'

/**
 * Compares predictions, and judges what a reader has altered. The questions stand in the page, and
 * travel but once.
 */
export const listenToLessons = (): void => {
  document.getElementById('lessons')?.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    if (event.target.matches('.predict')) compare(event.target)
    if (event.target.matches('.change')) void judge(event.target)
  })
}

const textOf = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name)).trim()

const compare = (form: HTMLFormElement): void => {
  const [answer, within] = [Number(form.dataset['answer']), Number(form.dataset['within'])]
  const output = form.querySelector('output')
  if (output === null) return
  const text = textOf(form, 'prediction')
    .replace('−', '-')
    .replace(/^(-?\d+),(\d+)$/, '$1.$2')
  const prediction = text === '' ? NaN : Number(text)
  output.value =
    !Number.isFinite(prediction) ? `expected a number, but received «${text}»`
    : isRight({ ask: '', answer, within }, prediction) ? `Yes: ${short(answer, 6)}.`
    : `It is ${short(answer, 6)}; ${short(prediction)} is off by ${short(Math.abs(prediction - answer), 3)}.`
}

const judge = async (form: HTMLFormElement): Promise<void> => {
  const { change, law = '', on = '', like = '' } = form.dataset
  const place = document.querySelector(`[data-verdict="${change}"]`)
  if (place === null) return
  const text = textOf(form, 'input')
  try {
    place.innerHTML =
      html`<p>At <code>${text}</code>, <code>${on}</code>:</p>${judged(await holdAt({ law, on, at: parseLiteral(text) }))}`.html
  } catch {
    place.innerHTML =
      html`<p>expected an input such as <code>${like}</code>, but received <code>${text}</code></p>`.html
  }
}
