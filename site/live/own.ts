import { examples } from '../own/examples.ts'
import { html } from '../../src/report/draw/markup.ts'
import type { Judged, Progress, Refused, Said } from '../judge/messages.ts'
import { announce } from './announce.ts'
import { beginJudge, border, whole, type Judge } from './judge.ts'

/** Judges what a reader writes, and shows a card for each cause. */
export const listenToOwn = (): void => {
  const form = document.querySelector<HTMLFormElement>('#own form')
  const field = form?.querySelector('textarea')
  const result = document.getElementById('own-result')
  if (!form || !field || result === null) return
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void test(form, field, result)
  })
  form.querySelector('[data-stop]')?.addEventListener('click', () => stop(form, result))
  form.querySelector('select')?.addEventListener('change', ({ target }) => {
    field.value = examples[Number((target as HTMLSelectElement).value)]?.code ?? field.value
    stop(form, result)
    result.replaceChildren()
  })
}

/** The judge at work, and how many there have been: what an earlier one says is not heard. */
let judge: Judge | undefined
let latest = 0

const test = async (
  form: HTMLFormElement,
  field: HTMLTextAreaElement,
  result: HTMLElement,
): Promise<void> => {
  end(form)
  const mine = latest
  for (const name of ['aria-invalid', 'aria-describedby']) field.removeAttribute(name)
  form.dataset['state'] = 'busy'
  result.replaceChildren()
  showProgress(form, { done: 0, of: 1, law: 'starting the engine' })
  const hear = (said: Said): void => {
    if (mine !== latest) return
    if ('progress' in said) return showProgress(form, said.progress)
    end(form)
    if ('judged' in said) show(result, said.judged)
    if ('refused' in said) refuse(field, result, said.refused)
  }
  await whole
  if (mine !== latest) return
  judge = beginJudge(hear)
  const parts = await border()
  if (mine === latest) judge.ask({ own: { code: field.value, seed: 1, border: parts } })
}

/** Ends the judge at work, whatever it was about to say. */
const end = (form: HTMLFormElement): void => {
  latest++
  judge?.end()
  judge = undefined
  if (document.activeElement?.matches('[data-stop]'))
    form.querySelector<HTMLElement>('.main')?.focus()
  form.dataset['state'] = 'idle'
}

const stop = (form: HTMLFormElement, result: HTMLElement): void => {
  if (form.dataset['state'] !== 'busy') return
  end(form)
  show(result, { sentence: 'Stopped.', found: '' })
}

const showProgress = (form: HTMLFormElement, { done, of, law }: Progress): void => {
  const bar = form.querySelector('progress')
  if (bar === null) return
  bar.max = of
  bar.value = done
  const now = form.querySelector('[data-now]')
  if (now !== null) now.textContent = law
}

const show = (result: HTMLElement, { sentence, found }: Judged): void => {
  result.innerHTML = html`<p class="result">${sentence}</p>${{ html: found }}`.html
  announce(sentence)
}

/** Says why the code cannot be judged, and leads to the place. */
const refuse = (
  field: HTMLTextAreaElement,
  result: HTMLElement,
  { sentence, at }: Refused,
): void => {
  const where = at === undefined ? '' : `Line ${at.line}, column ${at.column}: `
  show(result, { sentence: `${where}${sentence}`, found: '' })
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', result.id)
  field.focus()
  if (at === undefined) return
  const before = field.value.split('\n').slice(0, at.line - 1)
  const i = before.reduce((sum, line) => sum + line.length + 1, at.column - 1)
  field.setSelectionRange(i, i + 1)
}
