import { plain } from '../../contract/plain.ts'

/**
 * Text that is markup already. Nothing else is: every string that is set into a template is
 * escaped.
 */
export type Markup = { readonly html: string }
export type Content = Markup | string | number | false | undefined | readonly Content[]

/**
 * A template of markup. What is set into it comes from anywhere, so that an attribute always stands
 * in double quotes.
 */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup => ({
  html: parts.map((part, i) => part + textOf(values[i])).join(''),
})

const textOf = (x: Content): string =>
  x === undefined || x === false ? ''
  : typeof x === 'string' ? escaped(plain(x))
  : typeof x === 'number' ? String(x)
  : 'html' in x ? x.html
  : x.map(textOf).join('')

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`)
