import { createHash } from 'node:crypto'
import { html, type Content, type Markup } from '../draw/markup.ts'
import { style } from './style.ts'

/**
 * A page that stands alone: no script, nothing that is loaded, and a policy that forbids both, so
 * that it opens from a disk and keeps what it shows to itself. It may add rules to the style sheet.
 */
export const page = (title: string, body: Content, rules = ''): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digestOf(style + rules)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: style + rules }}</style>
</head>
<body>
${body}
</body>
</html>
`.html

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64')

/**
 * A column of a table: its title, whether it holds numbers, and whether it is so narrow that its
 * title stands on end.
 */
export type Column =
  string | { readonly number: string; readonly tall?: true } | { readonly tall: string }

/**
 * A table with headers of rows and columns, which scrolls by itself where it is too wide. Groups of
 * columns are of one width.
 */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  groups: readonly Content[] = [],
): Markup =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead>${
    groups.length > 0
    && html`<tr><td></td>${groups.map((group) => html`<th scope="colgroup" colspan="${(columns.length - 1) / groups.length}">${group}</th>`)}</tr>
`
  }<tr>${columns.map(headOf)}</tr></thead>
<tbody>
${rows.map(
  ([
    first,
    ...rest
  ]) => html`<tr><th scope="row">${first}</th>${rest.map((cell, i) => (isNumber(columns[i + 1]) ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>
`,
)}</tbody></table></div>
`
const headOf = (column: Column): Markup =>
  typeof column === 'string' ? html`<th scope="col">${column}</th>`
  : 'number' in column ?
    html`<th scope="col" class="number">${column.tall ? html`<span class="tall">${column.number}</span>` : column.number}</th>`
  : html`<th scope="col"><span class="tall">${column.tall}</span></th>`
const isNumber = (column: Column | undefined): boolean =>
  typeof column === 'object' && 'number' in column

/** A part of a page, with its title and the name by which links find it. */
export type Section = { readonly id: string; readonly title: string; readonly body: Content }

/** The sections of a page, below a list of them. */
export const inSections = (
  sections: readonly Section[],
): Markup => html`<nav class="contents" aria-label="Contents"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${sections.map(
  ({ id, title, body }) => html`<h2 id="${id}">${title}</h2>
${body}`,
)}`

/** What a reader opens to see more, unless it lies open at once. */
export const folded = (
  summary: Content,
  body: Content,
  isOpen = false,
): Markup => html`<details${isOpen && html` open`}><summary>${summary}</summary>${body}</details>
`
