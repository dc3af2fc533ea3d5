import { html, type Markup } from '../../src/report/draw/markup.ts'
import { table, type Table } from '../../src/report/draw/table.ts'
import type { State } from '../state.ts'

/** A figure as a function of the state: drawings, what they say in words, and their numbers. */
export type Figure = {
  readonly id: string
  readonly title: string
  /** What the figure depends on, by the names of the fields of the state. */
  readonly settings: readonly (keyof State)[]
  /** What a reader may set beside the figure; points are moved in the drawing itself. */
  readonly controls?: readonly (keyof State)[]
  show(state: State): Shown
}

export type Shown = {
  readonly legend?: Markup
  readonly panels: readonly { readonly name: Markup | string; readonly drawing: Markup }[]
  /** What the figure says at this state. */
  readonly reading: Markup
  readonly table: Table
}

/**
 * The parts of a figure that change with the state. A reader's controls stand beside them and stay.
 */
export const slotsOf = (shown: Shown): Readonly<Record<Slot, Markup>> => ({
  drawing: html`${shown.legend}<div class="panels">${shown.panels.map(({ name, drawing }) => html`<div class="panel"><p class="panel-name">${name}</p>${drawing}</div>`)}</div>`,
  reading: shown.reading,
  table: table(shown.table),
})
export const slots = ['drawing', 'reading', 'table'] as const
export type Slot = (typeof slots)[number]

/** A figure in full: the controls wait for whoever can run them. */
export const figureMarkup = (
  { id, title, show }: Figure,
  state: State,
  controls: Markup | undefined,
): Markup => {
  const shown = show(state)
  const { drawing, reading, table: twin } = slotsOf(shown)
  return html`<section class="figure${shown.panels.length === 1 && ' single'}${shown.panels.length === 3 && ' three'}" id="figure-${id}" aria-labelledby="title-${id}">
<h3 class="figure-title" id="title-${id}">${title}</h3>
${controls && html`<form class="controls" data-live hidden>${controls}</form>`}
<div data-slot="drawing">${still(drawing)}</div>
<div class="words"><p data-slot="reading">${still(reading)}</p>
<details class="twin"><summary>The numbers as a table</summary><div data-slot="table">${still(twin)}</div></details></div>
</section>`
}

/** Without what only the script reads, which draws every figure anew as soon as it is to be seen. */
const still = (it: Markup): Markup => ({
  html: it.html
    .replaceAll(/<data [^>]*>(.*?)<\/data>/g, '$1')
    .replaceAll(/ data-[a-z]+="[^"]*"/g, ''),
})

/** Every other place of a curve: enough for a table beside it. */
export const sparse = <A>(places: readonly A[]): A[] => places.filter((_, i) => i % 2 === 0)
