import { html, type Markup } from '../../src/report/draw/markup.ts'
import { coordinate } from '../../src/report/draw/scale.ts'
import { classNames } from '../model.ts'

/** The outline of a class: a circle, a square or a diamond, about as large as each other. */
export const outline = (label: number, x: number, y: number, r = 6): string => {
  const c = coordinate
  const [s, d] = [0.9 * r, 1.3 * r]
  return (
    label === 0 ?
      `M${c(x - r)} ${c(y)}a${r} ${r} 0 1 0 ${c(2 * r)} 0a${r} ${r} 0 1 0 ${c(-2 * r)} 0Z`
    : label === 1 ? `M${c(x - s)} ${c(y - s)}h${c(2 * s)}v${c(2 * s)}h${c(-2 * s)}Z`
    : `M${c(x)} ${c(y - d)}l${c(d)} ${c(d)}l${c(-d)} ${c(d)}l${c(-d)} ${c(-d)}Z`
  )
}

/** A class as a mark in a drawing. */
export const shape = (label: number, x: number, y: number, r?: number): Markup =>
  html`<path class="shape look-${label}" d="${outline(label, x, y, r)}"/>`

/** A class in a sentence: its shape, then its name. */
export const named = (label: number): Markup =>
  html`<span class="whole"><svg class="glyph" viewBox="0 0 14 14" aria-hidden="true">${shape(label, 7, 7, 4.5)}</svg> ${classNames[label]}</span>`
