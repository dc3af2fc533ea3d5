import { lessons } from '../../src/learning/lessons/index.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { controls } from '../controls.ts'
import { figureMarkup } from '../figures/figure.ts'
import { figures } from '../figures/index.ts'
import { initial } from '../state.ts'
import { guessMarkup } from './guess.ts'
import { sectionIds, type SectionId } from './ids.ts'
import { prose, type Part } from './prose.ts'

/** The story: each section asks for a guess, then shows. */
export const story = (): Markup => html`${sectionIds.map(chapter)}`

const chapter = (id: SectionId, i: number): Markup => {
  const { before, after } = prose[id]
  const { question, answer } = lessonOf(id)
  return html`<section class="chapter" id="${id}" aria-labelledby="title-of-${id}">
<h2 id="title-of-${id}"><span class="count">${i + 1}</span> ${question}</h2>
${before.map(part)}
${guessMarkup(id, question, initial)}
<div class="revealed" data-reveal="${id}">${after.map(part)}
<p class="conclusion">${answer}</p></div>
</section>`
}

/** The contents: every section by its question. */
export const contents = (): Markup =>
  html`<ol class="contents">${sectionIds.map((id) => html`<li><a href="#${id}">${lessonOf(id).question}</a></li>`)}</ol>`

const lessonOf = (id: SectionId) => {
  const lesson = lessons.find((lesson) => lesson.id === id)
  if (lesson === undefined) throw new RangeError(`expected the id of a lesson, but received ${id}`)
  return lesson
}

const part = (it: Part): Markup => {
  if (!('figure' in it)) return it
  const figure = figures.find(({ id }) => id === it.figure)
  if (figure === undefined)
    throw new RangeError(`expected the id of a figure, but received ${it.figure}`)
  return figureMarkup(
    figure,
    initial,
    figure.controls && controls(figure.id, figure.controls, initial),
  )
}
