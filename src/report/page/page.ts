import { createHash } from 'node:crypto'
import { html, type Content, type Markup } from '../draw/markup.ts'
import { style } from './style.ts'

/**
 * A page that stands alone: no script, nothing that is loaded, and a policy that forbids both, so
 * that it opens from a disk and keeps what it shows to itself.
 */
export const page = (title: string, body: Content): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body>
${body}
</body>
</html>
`.html

const digest = createHash('sha256').update(style).digest('base64')

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

/** What a reader opens to see the numbers behind a figure. */
export const folded = (
  summary: Content,
  body: Content,
): Markup => html`<details><summary>${summary}</summary>${body}</details>
`
