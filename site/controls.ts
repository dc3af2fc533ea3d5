import { classNames } from './figures/heads.ts'
import { html, type Markup } from '../src/report/draw/markup.ts'
import { short } from '../src/report/draw/numbers.ts'
import { classCounts, offsets, reach, type State } from './state.ts'

/** Native controls for fields of the state; each carries the name of its field. */
export const controls = (
  figure: string,
  settings: readonly (keyof State)[],
  state: State,
): Markup => html`${settings.map((name) => control[name]?.(figure, state))}`

const control: { readonly [K in keyof State]?: (figure: string, state: State) => Markup } = {
  z: (
    figure,
    { z },
  ) => html`<fieldset><legend>Logits</legend>${z.map((x, i) => html`<label class="slider"><span>${classNames[i]}</span><input type="range" name="z${i}" min="${-reach}" max="${reach}" step="0.5" value="${x}" id="${figure}-z${i}"><output for="${figure}-z${i}">${short(x)}</output></label>`)}
<div class="presets"><button type="button" data-preset="0,0,0">All zero</button><button type="button" data-preset="10,-10,-10">As sure as it can be</button><button type="button" data-shift="1">Add 1 to all</button></div></fieldset>`,
  label: (figure, { label }) =>
    choice(
      figure,
      'label',
      'The label is',
      classNames.map((name, i) => [i, name]),
      label,
    ),
  classes: (figure, { classes }) =>
    choice(
      figure,
      'classes',
      'Classes',
      classCounts.map((n) => [n, String(n)]),
      classes,
    ),
  start: (figure, { start }) =>
    choice(
      figure,
      'start',
      'Start',
      [
        ['zero', 'all logits zero'],
        ['wrong', 'a confident mistake: −5 at the label, 5 elsewhere'],
      ],
      start,
    ),
  offset: (figure, { offset }) =>
    choice(
      figure,
      'offset',
      'Added to all logits',
      offsets.map((x) => [x, short(x)]),
      offset,
    ),
}

const choice = (
  figure: string,
  name: string,
  title: string,
  options: readonly (readonly [string | number, string])[],
  chosen: string | number,
): Markup =>
  html`<label class="choice" for="${figure}-${name}"><span>${title}</span><select name="${name}" id="${figure}-${name}">${options.map(([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`)}</select></label>`
