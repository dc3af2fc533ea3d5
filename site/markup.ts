/** Text that is HTML already. Whatever else stands in a template is escaped. */
export type Markup = { readonly html: string }
export type Content = Markup | string | number | false | undefined | readonly Content[]

/** HTML or SVG, whose holes are filled with escaped text, with markup, or with lists of either. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Markup =>
  ({ html: parts.reduce((text, part, i) => text + written(contents[i - 1]) + part) })

const written = (content: Content): string =>
  content === undefined || content === false ? ''
  : typeof content === 'object' ? ('html' in content ? content.html : content.map(written).join(''))
  : escaped(String(content))

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A number that the engine gave, as it is read; `of` says in terms of the engine what it is, so that anyone can recompute it. */
export const number = (value: number, of: string, digits = 5): Markup =>
  html`<data value="${value}" data-value="${value}" data-of="${of}">${short(value, digits)}</data>`

/** A number in so many significant digits; next below one, its distance from one. */
export const short = (x: number, digits = 5): string => {
  if (!Number.isFinite(x)) return String(x).replace('Infinity', '∞').replace('-', '−')
  const rounded = Number(x.toPrecision(digits))
  if (rounded === 1 && 1 - x > 1e-13) return `1 − ${short(1 - x, 2)}`
  const size = Math.abs(rounded)
  const text = size !== 0 && (size < 1e-3 || size >= 1e7) ? rounded.toExponential() : String(rounded)
  return text.replaceAll('-', '−').replace('+', '')
}
