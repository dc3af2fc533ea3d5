import temml from 'temml'
import type { Markup } from '../../src/report/draw/markup.ts'

/**
 * A formula in TeX as MathML, which browsers draw and screen readers read. The policy of the page
 * allows no style in an element, and our formulas need none.
 */
export const math = (tex: string): Markup => formula(tex, false)

/** A formula in a line of its own. */
export const display = (tex: string): Markup => formula(tex, true)

const formula = (tex: string, displayMode: boolean): Markup => ({
  html: temml
    .renderToString(tex, { displayMode, throwOnError: true })
    .replaceAll(/ style="[^"]*"/g, ''),
})
