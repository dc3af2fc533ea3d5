import { html, type Markup } from '../src/report/draw/markup.ts'
import { short } from '../src/report/draw/numbers.ts'
import { classNames } from './model.ts'
import { bellLimits, classCounts, mostSteps, type State } from './state.ts'

/** Native controls for fields of the state; each carries the name of its field. */
export const controls = (
  figure: string,
  settings: readonly (keyof State)[],
  state: State,
): Markup => html`${settings.map((name) => control[name]?.(figure, state))}`

const control: { readonly [K in keyof State]?: (figure: string, state: State) => Markup } = {
  points: () =>
    html`<div class="tools" role="group" aria-label="Points">${classNames.map((name, i) => html`<button type="button" data-add="${i}">Add a ${name}</button>`)}<button type="button" data-act="relabel">Change class</button><button type="button" data-act="remove">Remove</button><button type="button" data-act="reset">Start again</button></div>`,
  label: (figure, { label }) =>
    choice(
      figure,
      'label',
      'The question mark turns out to be a',
      classNames.map((name, i) => [i, name]),
      label,
    ),
  bells: (figure, { bells }) =>
    html`<fieldset class="bells"><legend class="unseen">Means and widths</legend>${bells.map(
      ([mean, width], i) =>
        html`<div>${slider(figure, `mean${i}`, `${classNames[i]}, mean`, { from: -bellLimits.mean, to: bellLimits.mean, step: 0.1, value: mean })}${slider(figure, `width${i}`, `${classNames[i]}, width`, { from: bellLimits.narrowest, to: bellLimits.widest, step: 0.1, value: width })}</div>`,
    )}</fieldset>`,
  classes: (figure, { classes }) =>
    slider(figure, 'classes', 'Number of classes', {
      from: 0,
      to: classCounts.length - 1,
      step: 1,
      value: classCounts.findIndex((n) => n === classes),
      said: String(classes),
    }),
  steps: (figure, { steps }) =>
    html`<button type="button" class="main" data-act="train">Train</button>${slider(figure, 'steps', 'Steps', { from: 0, to: mostSteps, step: 1, value: steps })}`,
}

type Range = {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly value: number
  readonly said?: string
}
const slider = (
  figure: string,
  name: string,
  title: string,
  { from, to, step, value, said = short(value, 3) }: Range,
): Markup =>
  html`<label class="slider" for="${figure}-${name}"><span>${title}</span><input type="range" name="${name}" id="${figure}-${name}" min="${from}" max="${to}" step="${step}" value="${value}"><output for="${figure}-${name}">${said}</output></label>`

const choice = (
  figure: string,
  name: string,
  title: string,
  options: readonly (readonly [string | number, string])[],
  chosen: string | number,
): Markup =>
  html`<label class="choice" for="${figure}-${name}"><span>${title}</span><select name="${name}" id="${figure}-${name}">${options.map(([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`)}</select></label>`
