import { html, type Markup } from './markup.ts'

/**
 * A number that the engine gave, as it is read; `of` says in terms of the engine what it is, so
 * that anyone can recompute it.
 */
export const number = (value: number, of: string, digits = 5): Markup =>
  html`<data value="${value}" data-of="${of}">${short(value, digits)}</data>`

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

/** A number to three digits, as people write it. */
export const shown = (x: number): string =>
  Number.isNaN(x) ? 'NaN'
  : x === Infinity ? '∞'
  : x !== 0 && (x >= 1e6 || x < 1e-4) ? x.toExponential(2)
  : String(Number(x.toPrecision(3)))

/** A whole number as an exponent. */
export const raised = (n: number): string =>
  [...String(n)].map((c) => (c === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? c))).join('')
