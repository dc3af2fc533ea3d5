import { html, type Markup } from '../src/host/html/markup.ts'

export { html, type Markup }

/**
 * A number that the engine gave, as it is read; `of` says in terms of the engine what it is, so
 * that anyone can recompute it.
 */
export const number = (value: number, of: string, digits = 5): Markup =>
  html`<data value="${value}" data-value="${value}" data-of="${of}">${short(value, digits)}</data>`

/** A number in so many significant digits; next below one, its distance from one. */
export const short = (x: number, digits = 5): string => {
  if (!Number.isFinite(x)) return String(x).replace('Infinity', '∞').replace('-', '−')
  const rounded = Number(x.toPrecision(digits))
  if (rounded === 1 && 1 - x > 1e-13) return `1 − ${short(1 - x, 2)}`
  const size = Math.abs(rounded)
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e7) ? rounded.toExponential() : String(rounded)
  return text.replaceAll('-', '−').replace('+', '')
}
