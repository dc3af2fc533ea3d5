import { html, type Markup } from './markup.ts'
import { short } from './numbers.ts'

/**
 * The numbers of a figure. A column says in terms of the engine what it holds, x being the key of
 * the row.
 */
export type Table = {
  readonly about: string
  readonly key: string
  readonly columns: readonly { readonly name: string; readonly of: string }[]
  readonly rows: readonly {
    readonly key: string | number
    readonly name?: string
    readonly values: readonly number[]
  }[]
}

/** Eight digits are enough to compare, and half the weight of all. */
const eight = (x: number): number => Number(x.toPrecision(8))

/** The twin of a figure, for whoever reads rather than looks. */
export const table = ({ about, key, columns, rows }: Table): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${about}"><table><caption>${about}</caption>
<thead><tr><th scope="col">${key}</th>${columns.map(({ name, of }) => html`<th scope="col" data-of="${of}">${name}</th>`)}</tr></thead>
<tbody>${rows.map(({ key: x, name, values }) => html`<tr data-key="${x}"><th scope="row">${name ?? (typeof x === 'number' ? short(x) : x)}</th>${values.map((v) => html`<td data-value="${eight(v)}">${short(v)}</td>`)}</tr>`)}</tbody></table></div>`
